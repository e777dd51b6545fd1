import CentralSystem
import Markup

/// Firmware in the viewer's words.
struct FirmwareWords: Sendable {
    let language: Language

    init(_ request: ConsoleRequest) { language = request.language }

    /// What a state means, and how it looks.
    func state(_ state: FirmwareUpdateState) -> (word: String, tone: StatusBadge.Tone) {
        switch state {
        case .requested: (language("Request is on its way", "요청 전송 중"), .occupied)
        case .accepted: (language("Accepted, waits for its time", "수락됨, 대기 중"), .occupied)
        case .rejected: (language("Rejected", "거부됨 (Rejected)"), .bad)
        case .invalidCertificate: (language("Certificate not valid", "인증서가 유효하지 않음"), .bad)
        case .revokedCertificate: (language("Certificate revoked", "인증서가 폐기됨"), .bad)
        case .downloadScheduled: (language("Download scheduled", "다운로드 예약됨"), .occupied)
        case .downloading: (language("Downloading", "다운로드 중"), .charging)
        case .downloadPaused: (language("Download paused", "다운로드 일시 중지"), .occupied)
        case .downloaded: (language("Downloaded", "다운로드 완료"), .charging)
        case .downloadFailed: (language("Download failed", "다운로드 실패"), .bad)
        case .signatureVerified: (language("Signature verified", "서명 확인됨"), .charging)
        case .invalidSignature: (language("Signature not valid", "서명이 유효하지 않음"), .bad)
        case .installScheduled: (language("Installation scheduled", "설치 예약됨"), .occupied)
        case .installing: (language("Installing", "설치 중"), .charging)
        case .installRebooting: (language("Rebooting to install", "설치를 위해 재부팅 중"), .charging)
        case .installed: (language("Installed", "설치 완료"), .good)
        case .installVerificationFailed: (language("Verification failed", "설치 검증 실패"), .bad)
        case .installationFailed: (language("Installation failed", "설치 실패"), .bad)
        case .unanswered: (language("No answer", "응답 없음"), .warning)
        case .superseded: (language("Superseded by another", "다른 요청으로 대체됨"), .neutral)
        case .cancelled: (language("Charge point removed", "충전기가 제거됨"), .neutral)
        case .stalled: (language("Stalled: nothing heard for long", "멈춤: 오랫동안 보고 없음"), .warning)
        }
    }

    func badge(_ state: FirmwareUpdateState) -> HTML {
        let (word, tone) = self.state(state)
        return StatusBadge.html(word, tone)
    }

    /// What one may do about a state; nil where there is nothing to do.
    func advice(_ state: FirmwareUpdateState) -> String? {
        switch state {
        case .downloadFailed:
            language(
                "Check that the charge point reaches the location, then send the update again.", "충전기가 파일 위치에 접근할 수 있는지 확인한 뒤 다시 보내십시오.")
        case .invalidSignature, .invalidCertificate, .revokedCertificate:
            language(
                "Check that the charge point trusts the signing certificate (ManufacturerRootCertificate), or sign with another key.",
                "충전기가 서명 인증서(ManufacturerRootCertificate)를 신뢰하는지 확인하거나 다른 키로 서명하십시오.")
        case .installationFailed, .installVerificationFailed:
            language(
                "Check that the image is for this model. The charge point’s diagnostics may tell more.", "이미지가 이 모델용인지 확인하십시오. 충전기 진단 파일에서 원인을 찾을 수 있습니다.")
        case .unanswered, .stalled:
            language(
                "Look whether the charge point is connected. If it is, send the update again.", "충전기가 연결되어 있는지 확인하고, 연결되어 있으면 다시 보내십시오.")
        case .rejected: language("The charge point did not want it now. Ask again when nobody charges.", "충전기가 지금은 거부했습니다. 충전이 없을 때 다시 시도하십시오.")
        default: nil
        }
    }

    /// Why something ended as it did, as the service says it.
    func reason(_ text: String) -> HTML { Said(language).html(text) }

    func campaign(_ state: FirmwareCampaign.State) -> HTML {
        switch state {
        case .preparing: StatusBadge.html(language("Preparing", "준비 중"), .occupied)
        case .running: StatusBadge.html(language("Running", "진행 중"), .charging)
        case .paused: StatusBadge.html(language("Paused", "일시 중지됨"), .warning)
        case .cancelling: StatusBadge.html(language("Stopping", "중지 중"), .warning)
        case .cancelled: StatusBadge.html(language("Stopped", "중지됨"), .neutral)
        case .finished: StatusBadge.html(language("Finished", "완료"), .good)
        }
    }

    func target(_ state: FirmwareCampaignTarget.State) -> (word: String, tone: StatusBadge.Tone) {
        switch state {
        case .waiting: (language("Waiting", "대기"), .neutral)
        case .updating: (language("Updating", "업데이트 중"), .charging)
        case .installed: (language("Installed", "설치 완료"), .good)
        case .failed: (language("Failed", "실패"), .bad)
        case .skipped: (language("Had it already", "이미 최신"), .good)
        case .unreachable: (language("Not reached", "연결 안 됨"), .warning)
        case .cancelled: (language("Stopped before its turn", "차례 전에 중지됨"), .neutral)
        case .unknownChargePoint: (language("Not registered", "등록되지 않음"), .warning)
        }
    }

    /// `3.4 MB`
    static func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1000: "\(bytes) B"
        case ..<1_000_000: "\(Quantity.decimal(Double(bytes) / 1000, places: 1)) kB"
        case ..<1_000_000_000: "\(Quantity.decimal(Double(bytes) / 1_000_000, places: 1)) MB"
        default: "\(Quantity.decimal(Double(bytes) / 1_000_000_000, places: 2)) GB"
        }
    }

    /// What an image is called among others.
    static func label(_ image: FirmwareImage) -> String {
        [image.fileName, image.version.map { "(\($0))" }, image.vendor, image.model].compactMap { $0 }.joined(separator: " ")
    }
}
