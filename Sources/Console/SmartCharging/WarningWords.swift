import CentralSystem
import Markup

/// What speaks against a charging profile, in the viewer's words.
enum WarningWords {
    static func html(_ warnings: [ChargingProfileWarning], _ request: ConsoleRequest) -> HTML {
        guard !warnings.isEmpty else {
            return "<p>\(StatusBadge.html(request.text("Nothing speaks against it", "문제가 발견되지 않았습니다"), .good))</p>"
        }
        let items = warnings.reduce(into: HTML.empty) { html, warning in
            let member: HTML = warning.member.map { "<code>\($0)</code> " } ?? ""
            html += "<li>\(StatusBadge.html(request.text("Note", "주의"), .warning)) \(member)\(text(warning, request.language))</li>"
        }
        return """
            <ul class="plain-list">\(items)</ul>
            <p class="form-text">\(request.text(
                "It can be sent all the same: the charge point decides.", "그래도 보낼 수 있습니다. 결정은 충전기가 합니다."))</p>
            """
    }

    /// The service's own words say most, in English.
    static func text(_ warning: ChargingProfileWarning, _ language: Language) -> String {
        guard language == .korean else { return warning.text.prefix(1).uppercased() + warning.text.dropFirst() + "." }
        return switch warning.code {
        case .maximumOnConnector: "ChargePointMaxProfile은 커넥터 0에만 설정할 수 있습니다."
        case .transactionOnConnectorZero: "TxProfile은 커넥터 1 이상에만 설정할 수 있습니다."
        case .noOpenTransaction: "이 커넥터에 진행 중인 트랜잭션이 없습니다."
        case .otherTransaction: "이 커넥터에서 진행 중인 트랜잭션과 다릅니다."
        case .transactionIdMissing: "TxProfile은 트랜잭션을 지정해야 합니다 (5.16절)."
        case .transactionIdUnexpected: "트랜잭션은 TxProfile에만 지정합니다."
        case .purposeNotTxProfile: "RemoteStartTransaction에는 TxProfile만 넣을 수 있습니다."
        case .timesMissing: "이 종류의 프로파일에 필요한 시각이 빠져 있습니다."
        case .startScheduleUnexpected: "Relative 프로파일에는 startSchedule이 없습니다."
        case .recurrencyKindMissing: "Recurring 프로파일에는 recurrencyKind가 필요합니다."
        case .recurrencyKindUnexpected: "recurrencyKind는 Recurring 프로파일에만 지정합니다."
        case .validityEmpty: "validTo가 validFrom보다 늦지 않아 유효한 시간이 없습니다."
        case .validityOver: "validTo가 이미 지났습니다."
        case .notYetValid: "그때까지는 대체된 프로파일 자리에 아무 제한도 없습니다 (3.13.2절)."
        case .firstPeriodNotZero: "첫 구간은 0에서 시작해야 합니다."
        case .periodsNotSorted: "구간은 시작 시각 순서여야 합니다."
        case .periodNeverReached: "스케줄이 먼저 끝나 이 구간에 도달하지 않습니다."
        case .limitNegative: "제한은 0 이상이어야 합니다."
        case .limitBelowMinimum: "minChargingRate보다 낮아 충전 효율이 떨어질 수 있습니다."
        case .numberPhasesImpossible: "상은 1~3개입니다."
        case .replaces: "설치된 다른 프로파일을 대체합니다."
        case .neverFallsBack: "기간이 없으면 낮은 stackLevel의 프로파일이 다시 쓰이지 않습니다."
        case .smartChargingNotSupported: "충전기의 SupportedFeatureProfiles에 SmartCharging이 없습니다."
        case .stackLevelTooHigh: "충전기의 ChargeProfileMaxStackLevel을 넘습니다."
        case .unitNotAllowed: "충전기가 허용하는 단위가 아닙니다 (ChargingScheduleAllowedChargingRateUnit)."
        case .tooManyPeriods: "충전기의 ChargingScheduleMaxPeriods보다 구간이 많습니다."
        case .tooManyProfiles: "충전기에 더 설치할 자리가 없습니다 (MaxChargingProfilesInstalled)."
        case .phaseSwitchNotSupported: "충전기는 충전 중에 상 수를 바꿀 수 없습니다 (ConnectorSwitch3to1PhaseSupported)."
        }
    }
}
