import OCPP16

extension CommandDescription {
    static let firmwareManagement = [updateFirmware, getDiagnostics]
    static let localAuthListManagement = [sendLocalList, getLocalListVersion]
    static let reservation = [reserveNow, cancelReservation]
    static let remoteTrigger = [triggerMessage]

    static let retries = CommandMember(
        "retries", .count, "How often to try again; the charge point decides when left empty.", "재시도 횟수입니다. 비우면 충전기가 정합니다.")
    static let retryInterval = CommandMember(
        "retryInterval", .count, "Seconds before each retry; the charge point decides when left empty.",
        "재시도 간격(초)입니다. 비우면 충전기가 정합니다.")

    private static let updateFirmware = CommandDescription(
        action: "UpdateFirmware", profile: .firmwareManagement, section: "OCPP 1.6, 5.19",
        purpose: Words("Installs a firmware, without a signature.", "서명 없는 펌웨어를 설치합니다."),
        effect: Words(
            "The charge point downloads the file at the given time, installs it and restarts. It reports how far it is.",
            "지정한 시각에 파일을 내려받아 설치하고 다시 시작합니다. 진행 상황을 보고합니다."),
        members: [
            CommandMember("location", .text(longest: nil), required: true, "The URL of the file.", "파일의 URL입니다."),
            CommandMember("retrieveDate", .time, required: true, initial: .inMinutes(0), "The earliest time to download it.", "내려받기를 시작할 가장 이른 시각입니다."),
            retries, retryInterval,
        ], statuses: [])

    private static let getDiagnostics = CommandDescription(
        action: "GetDiagnostics", profile: .firmwareManagement, section: "OCPP 1.6, 5.9",
        purpose: Words("Asks for a file with diagnostics.", "진단 파일을 요청합니다."),
        effect: Words("The charge point uploads a file. Charging goes on.", "충전기가 파일을 업로드합니다. 충전은 계속됩니다."),
        members: [
            CommandMember("location", .text(longest: nil), required: true, "The URL of the directory to upload to.", "업로드할 디렉터리의 URL입니다."),
            CommandMember("startTime", .time, "The oldest entries wanted.", "가장 오래된 기록의 시각입니다."),
            CommandMember("stopTime", .time, "The latest entries wanted.", "가장 최근 기록의 시각입니다."), retries, retryInterval,
        ], statuses: [])

    private static let sendLocalList = CommandDescription(
        action: "SendLocalList", profile: .localAuthListManagement, section: "OCPP 1.6, 5.15",
        purpose: Words("Gives the charge point idTags that it may accept offline.", "오프라인에서 허용할 idTag 목록을 보냅니다."),
        effect: Words(
            "Full replaces the whole list; Differential changes only the entries given.",
            "Full은 목록 전체를 교체하고, Differential은 입력한 항목만 변경합니다."),
        members: [
            CommandMember(
                "listVersion", .integer(1...CommandMember.greatest), required: true, "The version after the update, above the present one.",
                "업데이트 후의 버전입니다. 현재보다 커야 합니다."),
            CommandMember(
                "updateType",
                .choice(UpdateType.self, [
                    .full: Words("replaces the list", "목록 전체 교체"), .differential: Words("changes it", "변경분만 적용"),
                ]), required: true, "What to do with the list.", "목록을 갱신하는 방식입니다."),
            CommandMember(
                "localAuthorizationList",
                .objects([
                    CommandMember("idTag", .text(longest: 20), required: true, "The idTag.", "idTag입니다."),
                    CommandMember(
                        "idTagInfo",
                        .object([
                            CommandMember("status", .choice(AuthorizationStatus.self), required: true, "Whether it may charge.", "충전 허용 여부입니다."),
                            CommandMember("expiryDate", .time, "Until when; for ever when left empty.", "유효 기한입니다. 비우면 무기한입니다."),
                            CommandMember("parentIdTag", .text(longest: 20), "Its group.", "소속 그룹입니다."),
                        ]), "Required in a Full list; left out in a Differential one, it deletes the entry.",
                        "Full에서는 필수입니다. Differential에서 비우면 항목을 삭제합니다."),
                ]), "The entries. A Full list without entries empties it.", "항목입니다. Full에서 비우면 목록을 비웁니다."),
        ],
        statuses: [
            .good("Accepted", "The list is updated.", "목록이 갱신되었습니다."),
            .bad("Failed", "The update failed; the list may be as before.", "갱신에 실패했습니다. 목록이 그대로일 수 있습니다."),
            .bad("NotSupported", "The charge point has no local list.", "충전기가 로컬 목록을 지원하지 않습니다."),
            .bad("VersionMismatch", "The version does not follow that of the charge point. Send the list as Full.", "버전이 맞지 않습니다. Full로 다시 보내십시오."),
        ])

    private static let getLocalListVersion = CommandDescription(
        action: "GetLocalListVersion", profile: .localAuthListManagement, section: "OCPP 1.6, 5.10",
        purpose: Words("Asks which version of the local list the charge point has.", "충전기가 가진 로컬 목록의 버전을 조회합니다."),
        effect: Words("Nothing changes.", "아무것도 바뀌지 않습니다."), members: [], statuses: [])

    private static let reserveNow = CommandDescription(
        action: "ReserveNow", profile: .reservation, section: "OCPP 1.6, 5.13",
        purpose: Words("Keeps a connector for an idTag.", "특정 idTag를 위해 커넥터를 예약합니다."),
        effect: Words("The connector becomes Reserved; others cannot use it until the reservation ends.", "커넥터가 Reserved가 되고, 예약이 끝날 때까지 다른 사용자는 쓸 수 없습니다."),
        members: [
            CommandMember("connectorId", .connectorOrAll, required: true, initial: .value("1"), "The connector; 0 is any of the charge point.", "커넥터 번호입니다. 0은 아무 커넥터나입니다."),
            CommandMember("expiryDate", .time, required: true, initial: .inMinutes(60), "When the reservation ends.", "예약이 끝나는 시각입니다."),
            CommandMember("idTag", .text(longest: 20), required: true, "For whom.", "예약 대상 idTag입니다."),
            CommandMember("parentIdTag", .text(longest: 20), "A group whose members may use it too.", "함께 사용할 수 있는 그룹입니다."),
            CommandMember("reservationId", .anyInteger, required: true, initial: .freshNumber, "A number for the reservation; a known one replaces it.", "예약 번호입니다. 같은 번호의 예약은 교체됩니다."),
        ],
        statuses: [
            .good("Accepted", "The connector is reserved.", "예약되었습니다."),
            .bad("Faulted", "The connector is faulted.", "커넥터가 고장 상태입니다."),
            .bad("Occupied", "The connector is in use.", "커넥터가 사용 중입니다."),
            .bad("Rejected", "The charge point does not take reservations.", "충전기가 예약을 받지 않습니다."),
            .bad("Unavailable", "The connector is out of service.", "커넥터가 사용 불가입니다."),
        ])

    private static let cancelReservation = CommandDescription(
        action: "CancelReservation", profile: .reservation, section: "OCPP 1.6, 5.1",
        purpose: Words("Ends a reservation.", "예약을 취소합니다."),
        effect: Words("The connector can be used by everybody again.", "누구나 다시 커넥터를 사용할 수 있습니다."),
        members: [CommandMember("reservationId", .anyInteger, required: true, "The number of the reservation.", "예약 번호입니다.")],
        statuses: [
            .good("Accepted", "The reservation is cancelled.", "예약이 취소되었습니다."),
            .bad("Rejected", "The charge point knows no such reservation.", "충전기에 해당 예약이 없습니다."),
        ])

    static let triggered = [
        CommandDescription.Status.good("Accepted", "The message is on its way.", "메시지를 곧 보냅니다."),
        .bad("Rejected", "The charge point will not send it now.", "충전기가 지금은 보내지 않습니다."),
        .bad("NotImplemented", "The charge point cannot be asked for this message.", "충전기가 이 메시지의 요청을 지원하지 않습니다."),
    ]

    private static let triggerMessage = CommandDescription(
        action: "TriggerMessage", profile: .remoteTrigger, section: "OCPP 1.6, 5.17",
        purpose: Words("Asks the charge point to send a message now.", "충전기에 메시지를 지금 보내도록 요청합니다."),
        effect: Words("The charge point reports, and nothing else changes.", "충전기가 보고만 하며 다른 것은 바뀌지 않습니다."),
        members: [
            CommandMember("requestedMessage", .choice(MessageTrigger.self), required: true, initial: .value("StatusNotification"), "The message.", "메시지입니다."),
            CommandMember("connectorId", .connector, "The connector that it is about; all of them when left empty.", "대상 커넥터입니다. 비우면 전체입니다."),
        ], statuses: triggered)
}
