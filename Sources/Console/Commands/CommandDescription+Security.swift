import CentralSystem
import OCPP16

extension CommandDescription {
    static let security = [
        extendedTriggerMessage, getLog, signedUpdateFirmware, getInstalledCertificateIds, installCertificate, deleteCertificate,
        certificateSigned,
    ]

    private static let extendedTriggerMessage = CommandDescription(
        action: "ExtendedTriggerMessage", profile: .security, section: "Security whitepaper, 5.5",
        purpose: Words("Asks the charge point to send a message now, also those of the security extension.", "보안 확장을 포함해 메시지를 지금 보내도록 요청합니다."),
        effect: Words("The charge point reports. SignChargePointCertificate begins a renewal of its certificate.", "충전기가 보고합니다. SignChargePointCertificate는 인증서 갱신을 시작합니다."),
        members: [
            CommandMember("requestedMessage", .choice(MessageTriggerEnumType.self), required: true, initial: .value("StatusNotification"), "The message.", "메시지입니다."),
            CommandMember("connectorId", .connector, "The connector that it is about.", "대상 커넥터입니다."),
        ], statuses: triggered)

    private static let getLog = CommandDescription(
        action: "GetLog", profile: .security, section: "Security whitepaper, 5.9",
        purpose: Words("Asks for a log file.", "로그 파일을 요청합니다."),
        effect: Words("The charge point uploads the log. Charging goes on.", "충전기가 로그를 업로드합니다. 충전은 계속됩니다."),
        members: [
            CommandMember("logType", .choice(LogEnumType.self), required: true, "Which log.", "로그 종류입니다."),
            CommandMember("requestId", .anyInteger, required: true, initial: .freshNumber, "Ties the reports of the upload to this request.", "업로드 보고를 이 요청과 연결하는 번호입니다."),
            retries, retryInterval,
            CommandMember(
                "log",
                .object([
                    CommandMember("remoteLocation", .text(longest: 512), required: true, "The URL to upload to.", "업로드할 URL입니다."),
                    CommandMember("oldestTimestamp", .time, "The oldest entries wanted.", "가장 오래된 기록의 시각입니다."),
                    CommandMember("latestTimestamp", .time, "The latest entries wanted.", "가장 최근 기록의 시각입니다."),
                ]), required: true, "Which part of the log, and where to.", "로그의 범위와 업로드 위치입니다."),
        ],
        statuses: [
            .good("Accepted", "The upload will start.", "업로드를 시작합니다."),
            .warning("AcceptedCanceled", "The upload will start; another one was cancelled for it.", "업로드를 시작하며, 진행 중이던 업로드는 취소되었습니다."),
            .bad("Rejected", "The charge point will not upload it.", "충전기가 업로드를 거부했습니다."),
        ])

    private static let signedUpdateFirmware = CommandDescription(
        action: "SignedUpdateFirmware", profile: .security, section: "Security whitepaper, 5.21",
        purpose: Words("Installs a firmware whose signature the charge point checks.", "충전기가 서명을 검증하는 펌웨어를 설치합니다."),
        effect: Words(
            "The charge point checks the certificate, downloads, checks the signature, installs and restarts.",
            "인증서를 확인하고 내려받은 뒤 서명을 검증해 설치하고 다시 시작합니다."),
        members: [
            CommandMember("requestId", .anyInteger, required: true, initial: .freshNumber, "Ties the reports of the update to this request.", "업데이트 보고를 이 요청과 연결하는 번호입니다."),
            retries, retryInterval,
            CommandMember(
                "firmware",
                .object([
                    CommandMember("location", .text(longest: 512), required: true, "The URL of the file.", "파일의 URL입니다."),
                    CommandMember("retrieveDateTime", .time, required: true, initial: .inMinutes(0), "When to download it.", "내려받을 시각입니다."),
                    CommandMember("installDateTime", .time, "When to install it; as soon as possible when left empty.", "설치할 시각입니다. 비우면 가능한 즉시입니다."),
                    CommandMember("signingCertificate", .lines(longest: 5500), required: true, "The certificate that it was signed with, in PEM.", "서명에 사용한 인증서(PEM)입니다."),
                    CommandMember("signature", .lines(longest: 800), required: true, "The signature in Base64.", "서명(Base64)입니다."),
                ]), required: true, "The firmware.", "펌웨어입니다."),
        ],
        statuses: [
            .good("Accepted", "The update will start.", "업데이트를 시작합니다."),
            .warning("AcceptedCanceled", "The update will start; another one was cancelled for it.", "업데이트를 시작하며, 진행 중이던 업데이트는 취소되었습니다."),
            .bad("Rejected", "The charge point will not update.", "충전기가 업데이트를 거부했습니다."),
            .bad("InvalidCertificate", "The charge point does not accept the signing certificate.", "서명 인증서가 유효하지 않습니다."),
            .bad("RevokedCertificate", "The signing certificate is revoked.", "서명 인증서가 폐기되었습니다."),
        ])

    private static let certificateType = CommandMember(
        "certificateType",
        .choice(CertificateUseEnumType.self, [
            .centralSystemRootCertificate: Words("for the connection to this server", "이 서버와의 연결용"),
            .manufacturerRootCertificate: Words("for firmware", "펌웨어용"),
        ]), required: true, "What the certificate is used for.", "인증서의 용도입니다.")

    private static let getInstalledCertificateIds = CommandDescription(
        action: "GetInstalledCertificateIds", profile: .security, section: "Security whitepaper, 5.7",
        purpose: Words("Asks which root certificates are installed.", "설치된 루트 인증서를 조회합니다."),
        effect: Words("Nothing changes.", "아무것도 바뀌지 않습니다."), members: [certificateType],
        statuses: [
            .good("Accepted", "The certificates are in the answer.", "응답에 인증서 목록이 있습니다."),
            .warning("NotFound", "There is no certificate of this type.", "이 종류의 인증서가 없습니다."),
        ])

    private static let installCertificate = CommandDescription(
        action: "InstallCertificate", profile: .security, section: "Security whitepaper, 5.11",
        purpose: Words("Installs a root certificate.", "루트 인증서를 설치합니다."),
        effect: Words(
            "The charge point trusts what this authority signed. A wrong one can lock it out of this server.",
            "충전기가 이 기관이 서명한 인증서를 신뢰합니다. 잘못 설치하면 서버에 접속하지 못할 수 있습니다."),
        members: [certificateType, CommandMember("certificate", .lines(longest: 5500), required: true, "The certificate in PEM.", "인증서(PEM)입니다.")],
        statuses: [
            .good("Accepted", "The certificate is installed.", "인증서가 설치되었습니다."),
            .bad("Failed", "The certificate is valid, but could not be installed.", "인증서는 유효하지만 설치하지 못했습니다."),
            .bad("Rejected", "The certificate is invalid, or not allowed.", "인증서가 유효하지 않거나 허용되지 않습니다."),
        ], role: .administrator)

    private static let deleteCertificate = CommandDescription(
        action: "DeleteCertificate", profile: .security, section: "Security whitepaper, 5.3",
        purpose: Words("Removes a root certificate.", "루트 인증서를 제거합니다."),
        effect: Words(
            "The charge point no longer trusts this authority. Make sure that another one stays.",
            "충전기가 더 이상 이 기관을 신뢰하지 않습니다. 다른 인증서가 남아 있는지 확인하십시오."),
        members: [
            CommandMember(
                "certificateHashData",
                .object([
                    CommandMember("hashAlgorithm", .choice(HashAlgorithmEnumType.self), required: true, "The algorithm of the hashes.", "해시 알고리즘입니다."),
                    CommandMember("issuerNameHash", .text(longest: 128), required: true, "The hash of the issuer's name.", "발급자 이름의 해시입니다."),
                    CommandMember("issuerKeyHash", .text(longest: 128), required: true, "The hash of the issuer's key.", "발급자 키의 해시입니다."),
                    CommandMember("serialNumber", .text(longest: 40), required: true, "The serial number.", "일련번호입니다."),
                ]), required: true, "The certificate, as GetInstalledCertificateIds tells it.", "GetInstalledCertificateIds가 알려 준 인증서입니다.")
        ],
        statuses: [
            .good("Accepted", "The certificate is removed.", "인증서를 제거했습니다."),
            .bad("Failed", "The certificate could not be removed.", "인증서를 제거하지 못했습니다."),
            .bad("NotFound", "There is no such certificate.", "해당 인증서가 없습니다."),
        ], role: .administrator)

    private static let certificateSigned = CommandDescription(
        action: "CertificateSigned", profile: .security, section: "Security whitepaper, 5.1",
        purpose: Words("Gives the charge point its own new certificate.", "충전기에 새 인증서를 보냅니다."),
        effect: Words(
            "The charge point uses it from the next connection on. Mostly this server does it by itself.",
            "다음 연결부터 사용합니다. 보통은 서버가 자동으로 처리합니다."),
        members: [
            CommandMember(
                "certificateChain", .lines(longest: 10000), required: true, "The certificate and those of its issuers in PEM, its own first.",
                "인증서와 발급자 인증서(PEM)를 자신의 것부터 순서대로 입력합니다.")
        ],
        statuses: [
            .good("Accepted", "The certificate is taken.", "인증서를 받았습니다."),
            .bad("Rejected", "The charge point refuses the certificate.", "충전기가 인증서를 거부했습니다."),
        ], role: .administrator)
}
