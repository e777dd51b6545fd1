import OCPP16

extension CommandDescription {
    static let core = [
        remoteStartTransaction, remoteStopTransaction, unlockConnector, changeAvailability, reset, getConfiguration,
        changeConfiguration, clearCache, dataTransfer,
    ]

    private static let remoteStartTransaction = CommandDescription(
        action: "RemoteStartTransaction", profile: .core, section: "OCPP 1.6, 5.11",
        purpose: Words("Starts a session without anybody at the charge point.", "현장 조작 없이 충전 세션을 시작합니다."),
        effect: Words(
            "The charge point starts a session for the idTag as soon as a cable is plugged in, or waits for one.",
            "케이블이 연결되어 있으면 해당 idTag로 충전을 시작하고, 아니면 연결을 기다립니다."),
        members: [
            CommandMember(
                "idTag", .text(longest: 20), required: true, "For whom the session is started.", "충전 세션의 주체가 되는 idTag입니다."),
            CommandMember(
                "connectorId", .connector, "The connector; the charge point chooses when left empty.",
                "커넥터 번호입니다. 비우면 충전기가 선택합니다."),
            CommandMember(
                "chargingProfile", .object(chargingProfile), "Limits for this session; its purpose must be TxProfile.",
                "이 세션에 적용할 제한입니다. 용도는 TxProfile이어야 합니다."),
        ],
        statuses: [
            .good("Accepted", "The charge point will try to start the session.", "충전기가 세션 시작을 시도합니다."),
            .bad(
                "Rejected", "The charge point will not start the session: the connector may be in use, faulted or unavailable.",
                "충전기가 시작을 거부했습니다. 커넥터가 사용 중이거나 고장 또는 사용 불가일 수 있습니다."),
        ])

    private static let remoteStopTransaction = CommandDescription(
        action: "RemoteStopTransaction", profile: .core, section: "OCPP 1.6, 5.12",
        purpose: Words("Ends a session from here.", "충전 세션을 원격으로 종료합니다."),
        effect: Words(
            "Charging stops, and the charge point reports the end with its meter reading.",
            "충전이 멈추고, 충전기가 계량값과 함께 종료를 보고합니다."),
        members: [
            CommandMember(
                "transactionId", .anyInteger, required: true, "The number of the session.", "세션의 번호(transactionId)입니다.")
        ],
        statuses: [
            .good("Accepted", "The charge point will stop the session.", "충전기가 세션을 종료합니다."),
            .bad("Rejected", "The charge point does not know the session, or cannot stop it.", "충전기가 이 세션을 모르거나 종료할 수 없습니다."),
        ])

    private static let unlockConnector = CommandDescription(
        action: "UnlockConnector", profile: .core, section: "OCPP 1.6, 5.18",
        purpose: Words("Releases a cable that is stuck.", "걸린 케이블의 잠금을 해제합니다."),
        effect: Words(
            "A session at the connector ends first; then the lock opens and the cable can be taken out.",
            "해당 커넥터의 충전 세션이 먼저 종료되고, 잠금이 풀려 케이블을 뺄 수 있습니다."),
        members: [CommandMember("connectorId", .connector, required: true, initial: .value("1"), "The connector.", "커넥터 번호입니다.")],
        statuses: [
            .good("Unlocked", "The connector is unlocked.", "커넥터 잠금이 해제되었습니다."),
            .bad("UnlockFailed", "The lock did not open. Somebody must look at it on site.", "잠금이 풀리지 않았습니다. 현장 확인이 필요합니다."),
            .bad("NotSupported", "The charge point has no lock at this connector, or no such connector.", "이 커넥터에는 잠금 장치가 없거나, 없는 커넥터입니다."),
        ])

    private static let changeAvailability = CommandDescription(
        action: "ChangeAvailability", profile: .core, section: "OCPP 1.6, 5.2",
        purpose: Words("Takes a connector out of service, or back into it.", "커넥터를 운영에서 제외하거나 다시 운영합니다."),
        effect: Words(
            "Inoperative: no new sessions; a running one is finished first. Operative: it can be used again.",
            "Inoperative: 새 세션을 받지 않으며, 진행 중인 세션은 끝까지 진행합니다. Operative: 다시 사용할 수 있습니다."),
        members: [
            CommandMember(
                "connectorId", .connectorOrAll, required: true, initial: .value("0"), "The connector; 0 is the whole charge point.",
                "커넥터 번호입니다. 0은 충전기 전체입니다."),
            CommandMember(
                "type",
                .choice(AvailabilityType.self, [
                    .inoperative: Words("out of service", "운영 제외"), .operative: Words("in service", "운영"),
                ]), required: true, "What it shall be.", "원하는 상태입니다."),
        ],
        statuses: [
            .good("Accepted", "The change is made.", "변경되었습니다."),
            .warning("Scheduled", "The change is made when the running session ends.", "진행 중인 세션이 끝나면 변경됩니다."),
            .bad("Rejected", "The charge point refuses the change.", "충전기가 변경을 거부했습니다."),
        ])

    private static let reset = CommandDescription(
        action: "Reset", profile: .core, section: "OCPP 1.6, 5.14",
        purpose: Words("Restarts the charge point.", "충전기를 다시 시작합니다."),
        effect: Words(
            "Sessions end, the connection is lost, and the charge point boots again, mostly within some minutes.",
            "세션이 종료되고 연결이 끊긴 뒤, 보통 몇 분 안에 다시 부팅합니다."),
        members: [
            CommandMember(
                "type",
                .choice(ResetType.self, [
                    .soft: Words("ends sessions in good order, restarts the software", "세션을 정상 종료하고 소프트웨어를 다시 시작"),
                    .hard: Words("restarts at once, as if the power were cut", "전원을 껐다 켜듯 즉시 다시 시작"),
                ]), required: true, initial: .value("Soft"), "How thoroughly to restart. Try Soft first.",
                "재시작 방식입니다. Soft를 먼저 시도하십시오.")
        ],
        statuses: [
            .good("Accepted", "The charge point restarts now.", "충전기가 다시 시작합니다."),
            .bad("Rejected", "The charge point refuses to restart.", "충전기가 다시 시작을 거부했습니다."),
        ])

    private static let getConfiguration = CommandDescription(
        action: "GetConfiguration", profile: .core, section: "OCPP 1.6, 5.8",
        purpose: Words("Reads how the charge point is configured.", "충전기의 설정값을 읽습니다."),
        effect: Words("Nothing changes.", "아무것도 바뀌지 않습니다."),
        members: [
            CommandMember(
                "key", .texts(longest: 50), "The keys, one in each line; all of them when left empty.",
                "한 줄에 키 하나씩 입력합니다. 비우면 모든 키를 읽습니다.")
        ], statuses: [])

    private static let changeConfiguration = CommandDescription(
        action: "ChangeConfiguration", profile: .core, section: "OCPP 1.6, 5.3",
        purpose: Words("Changes one configuration key.", "설정 키 하나를 변경합니다."),
        effect: Words(
            "The key has the new value at once, or after the next restart.", "새 값이 바로 적용되거나 다음 재시작 후에 적용됩니다."),
        members: [
            CommandMember(
                "key", .text(longest: 50), required: true, "The key, such as HeartbeatInterval.", "키 이름입니다. 예: HeartbeatInterval"),
            CommandMember(
                "value", .text(longest: 500), required: true, mayBeEmpty: true, "The new value, always as text.",
                "새 값입니다. 항상 텍스트로 보냅니다."),
        ],
        statuses: [
            .good("Accepted", "The key has the new value.", "새 값이 적용되었습니다."),
            .warning("RebootRequired", "The value is taken, and holds after a restart of the charge point.", "값을 저장했으며, 충전기를 다시 시작해야 적용됩니다."),
            .bad("Rejected", "The charge point refuses the value.", "충전기가 값을 거부했습니다."),
            .bad("NotSupported", "The charge point has no such key.", "충전기에 없는 키입니다."),
        ])

    private static let clearCache = CommandDescription(
        action: "ClearCache", profile: .core, section: "OCPP 1.6, 5.4",
        purpose: Words("Makes the charge point forget which idTags it knows.", "충전기가 기억하는 인증 정보를 지웁니다."),
        effect: Words(
            "The authorization cache is empty; drivers are asked for at the central system again.",
            "인증 캐시가 비워지고, 이후 idTag는 다시 Central System에 확인합니다."),
        members: [],
        statuses: [
            .good("Accepted", "The cache is cleared.", "캐시를 지웠습니다."),
            .bad("Rejected", "The charge point has no cache, or could not clear it.", "캐시가 없거나 지울 수 없습니다."),
        ])

    private static let dataTransfer = CommandDescription(
        action: "DataTransfer", profile: .core, section: "OCPP 1.6, 5.6",
        purpose: Words("Sends what a vendor has defined beyond OCPP.", "제조사가 정한 확장 메시지를 보냅니다."),
        effect: Words("Whatever the vendor's documents say.", "제조사 문서에 따릅니다."),
        members: [
            CommandMember("vendorId", .text(longest: 255), required: true, "Whose extension it is.", "확장을 정의한 제조사입니다."),
            CommandMember("messageId", .text(longest: 50), "The message within the extension.", "확장 안의 메시지 이름입니다."),
            CommandMember("data", .lines(longest: nil), "The content.", "내용입니다."),
        ],
        statuses: [
            .good("Accepted", "The charge point took the data.", "충전기가 데이터를 받았습니다."),
            .bad("Rejected", "The charge point understood the message and refuses it.", "충전기가 메시지를 거부했습니다."),
            .bad("UnknownMessageId", "The charge point does not know the messageId.", "충전기가 messageId를 모릅니다."),
            .bad("UnknownVendorId", "The charge point does not know the vendorId.", "충전기가 vendorId를 모릅니다."),
        ])
}
