import OCPP16

extension CommandDescription {
    static let smartCharging = [setChargingProfile, clearChargingProfile, getCompositeSchedule]

    /// ChargingProfile (OCPP 1.6, section 7.8).
    static let chargingProfile = [
        CommandMember(
            "chargingProfileId", .anyInteger, required: true, initial: .freshNumber, "Identifies the profile within the charge point.",
            "충전기 안에서 프로파일을 구분하는 번호입니다."),
        CommandMember(
            "transactionId", .anyInteger, "The session that it is for; only with the purpose TxProfile.",
            "적용할 세션의 번호입니다. 용도가 TxProfile일 때만 사용합니다."),
        CommandMember(
            "stackLevel", .count, required: true, initial: .value("0"), "Of several profiles, the highest level holds.",
            "여러 프로파일 중 값이 가장 큰 것이 우선합니다."),
        CommandMember(
            "chargingProfilePurpose",
            .choice(ChargingProfilePurposeType.self, [
                .chargePointMaxProfile: Words("limit of the whole charge point", "충전기 전체의 제한"),
                .txDefaultProfile: Words("for all new sessions", "새 세션의 기본값"),
                .txProfile: Words("for one session", "특정 세션용"),
            ]), required: true, "What the profile is for.", "프로파일의 용도입니다."),
        CommandMember(
            "chargingProfileKind",
            .choice(ChargingProfileKindType.self, [
                .absolute: Words("from startSchedule on", "startSchedule부터"),
                .recurring: Words("again every day or week", "매일 또는 매주 반복"),
                .relative: Words("from the beginning of charging", "충전 시작 시점부터"),
            ]), required: true, "What the times of the schedule count from.", "스케줄 시간의 기준입니다."),
        CommandMember(
            "recurrencyKind", .choice(RecurrencyKindType.self), "How often a Recurring schedule begins again.", "Recurring일 때 반복 주기입니다."),
        CommandMember("validFrom", .time, "From when it is valid; at once when left empty.", "유효 시작 시각입니다. 비우면 즉시입니다."),
        CommandMember("validTo", .time, "Until when it is valid.", "유효 종료 시각입니다."),
        CommandMember("chargingSchedule", .object(chargingSchedule), required: true, "The limits over time.", "시간에 따른 제한입니다."),
    ]

    /// ChargingSchedule (OCPP 1.6, section 7.13).
    private static let chargingSchedule = [
        CommandMember("duration", .count, "Its length in seconds; the last period goes on when left empty.", "길이(초)입니다. 비우면 마지막 구간이 계속됩니다."),
        CommandMember("startSchedule", .time, "When an Absolute or Recurring schedule starts.", "Absolute 또는 Recurring 스케줄의 시작 시각입니다."),
        CommandMember(
            "chargingRateUnit",
            .choice(ChargingRateUnitType.self, [.watts: Words("watts", "와트"), .amperes: Words("amperes per phase", "상당 암페어")]),
            required: true, "The unit of the limits.", "제한값의 단위입니다."),
        CommandMember(
            "chargingSchedulePeriod",
            .objects([
                CommandMember(
                    "startPeriod", .count, required: true, "Seconds from the start of the schedule; the first is 0.",
                    "스케줄 시작부터의 초입니다. 첫 구간은 0입니다."),
                CommandMember(
                    "limit", .rate, required: true, "The most that may be used, in the unit above.", "사용할 수 있는 최댓값입니다(위 단위)."),
                CommandMember("numberPhases", .integer(1...3), "How many phases; 3 when left empty.", "상의 수입니다. 비우면 3입니다."),
            ]), required: true, "The periods, in order of time.", "시간 순서의 구간입니다."),
        CommandMember("minChargingRate", .rate, "The least that the vehicle can use.", "차량이 받을 수 있는 최솟값입니다."),
    ]

    private static let setChargingProfile = CommandDescription(
        action: "SetChargingProfile", profile: .smartCharging, section: "OCPP 1.6, 5.16",
        purpose: Words("Limits power or current over time.", "시간에 따라 전력이나 전류를 제한합니다."),
        effect: Words(
            "Charging follows the new limits at once, where the profile is the highest that is valid.",
            "유효한 프로파일 중 가장 우선하면 즉시 새 제한을 따릅니다."),
        members: [
            CommandMember(
                "connectorId", .connectorOrAll, required: true, initial: .value("0"),
                "The connector; 0 is the whole charge point, or the default of all connectors.",
                "커넥터 번호입니다. 0은 충전기 전체 또는 모든 커넥터의 기본값입니다."),
            CommandMember("csChargingProfiles", .object(chargingProfile), required: true, "The profile.", "프로파일입니다."),
        ],
        statuses: [
            .good("Accepted", "The profile is installed.", "프로파일이 설치되었습니다."),
            .bad("Rejected", "The charge point refuses the profile.", "충전기가 프로파일을 거부했습니다."),
            .bad("NotSupported", "The charge point does not do smart charging.", "충전기가 스마트 충전을 지원하지 않습니다."),
        ])

    private static let clearChargingProfile = CommandDescription(
        action: "ClearChargingProfile", profile: .smartCharging, section: "OCPP 1.6, 5.5",
        purpose: Words("Removes charging profiles.", "충전 프로파일을 제거합니다."),
        effect: Words(
            "Profiles that match every field given are removed. With all fields empty, every profile is removed.",
            "입력한 모든 조건에 맞는 프로파일이 제거됩니다. 모두 비우면 모든 프로파일이 제거됩니다."),
        members: [
            CommandMember("id", .anyInteger, "The chargingProfileId of one profile.", "특정 프로파일의 chargingProfileId입니다."),
            CommandMember("connectorId", .connectorOrAll, "The connector; 0 is the charge point as a whole.", "커넥터 번호입니다. 0은 충전기 전체입니다."),
            CommandMember("chargingProfilePurpose", .choice(ChargingProfilePurposeType.self), "Profiles of this purpose.", "이 용도의 프로파일입니다."),
            CommandMember("stackLevel", .count, "Profiles of this level.", "이 stackLevel의 프로파일입니다."),
        ],
        statuses: [
            .good("Accepted", "The profiles are removed.", "프로파일을 제거했습니다."),
            .warning("Unknown", "No profile matched; nothing was removed.", "조건에 맞는 프로파일이 없어 아무것도 제거하지 않았습니다."),
        ])

    private static let getCompositeSchedule = CommandDescription(
        action: "GetCompositeSchedule", profile: .smartCharging, section: "OCPP 1.6, 5.7",
        purpose: Words("Asks which limits will hold, all profiles taken together.", "모든 프로파일을 합친 실제 제한을 조회합니다."),
        effect: Words("Nothing changes.", "아무것도 바뀌지 않습니다."),
        members: [
            CommandMember(
                "connectorId", .connectorOrAll, required: true, initial: .value("1"), "The connector; 0 is the grid connection.",
                "커넥터 번호입니다. 0은 계통 연결점입니다."),
            CommandMember("duration", .count, required: true, initial: .value("3600"), "How many seconds from now on.", "지금부터의 기간(초)입니다."),
            CommandMember(
                "chargingRateUnit", .choice(ChargingRateUnitType.self), "The unit of the limits; the charge point chooses when left empty.",
                "단위입니다. 비우면 충전기가 선택합니다."),
        ],
        statuses: [
            .good("Accepted", "The schedule is in the answer.", "응답에 스케줄이 있습니다."),
            .bad("Rejected", "The charge point could not calculate it.", "충전기가 계산하지 못했습니다."),
        ])
}
