import CentralSystem
import Markup
import OCPP16
import OCPPJ

extension TransactionState {
    /// What operators call it.
    func word(_ language: Language) -> String {
        switch self {
        case .open: language("Open", "진행 중 (Open)")
        case .stale: language("Stale", "종료 미확인 (Stale)")
        case .closed: language("Closed", "종료 (Closed)")
        }
    }

    var tone: StatusBadge.Tone {
        switch self {
        case .open: .charging
        case .stale: .warning
        case .closed: .neutral
        }
    }
}

extension Transaction {
    /// Whether somebody has to decide its energy.
    var isInDoubt: Bool { quarantine.map { $0.resolution == nil } ?? false }

    /// How long it lasted, or has lasted.
    func seconds(at now: Timestamp) -> Int {
        Int(clamping: max(0, (stop?.timestamp ?? (state == .open ? now : lastMeterValueAt ?? now)).seconds(since: startTimestamp)))
    }

    /// State and doubt, each with picture and word.
    func badges(_ request: ConsoleRequest) -> HTML {
        var html: HTML = "<span class=\"badges\">\(StatusBadge.html(state.word(request.language), state.tone))"
        if isInDoubt { html += " \(StatusBadge.html(request.text("Energy in doubt", "에너지 확인 필요"), .warning))" }
        return "\(html)</span>"
    }

    /// The energy to bill, or as much as is known of it.
    func energyText(_ request: ConsoleRequest) -> HTML {
        if let energy { return "\(Quantity.energy(energy.wattHours))" }
        if isInDoubt { return "<span class=\"quiet\">\(request.text("in doubt", "확인 필요"))</span>" }
        guard let lastEnergy else { return "–" }
        return "\(Quantity.energy(lastEnergy)) <span class=\"quiet\">\(request.text("so far", "현재까지"))</span>"
    }
}

/// Words for what is kept as codes.
enum SessionWords {
    /// A reason of StopTransaction (OCPP 1.6, section 7.36) in plain words, with the specification's own.
    static func stopReason(_ reason: String?, _ language: Language) -> String {
        let reason = reason ?? "Local"
        let words: String? =
            switch reason {
            case "Local": language("ended at the charge point by the driver", "운전자가 충전기에서 종료")
            case "Remote": language("ended on request from here or an app", "원격 요청으로 종료")
            case "EVDisconnected": language("the cable was unplugged", "케이블이 분리됨")
            case "EmergencyStop": language("the emergency stop was pressed", "비상 정지 버튼이 눌림")
            case "HardReset": language("the charge point was reset hard", "충전기가 하드 리셋됨")
            case "SoftReset": language("the charge point was reset", "충전기가 리셋됨")
            case "PowerLoss": language("the power went out", "전원이 끊김")
            case "Reboot": language("the charge point rebooted by itself", "충전기가 스스로 재부팅됨")
            case "UnlockCommand": language("the connector was unlocked from here", "원격으로 커넥터 잠금이 해제됨")
            case "DeAuthorized": language("the idTag was not accepted", "idTag가 승인되지 않음")
            default: nil
            }
        return words.map { "\(reason): \($0)" } ?? reason
    }

    /// What a flag means; its code where it has no words here.
    static func flag(_ code: RecordFlag.Code, _ language: Language) -> String {
        switch code {
        case .authorizationNotAccepted:
            language("The idTag was not accepted, and the session started all the same", "idTag가 승인되지 않았지만 충전이 시작됨")
        case .connectorZero: language("Started on connector 0, which is no real connector", "실제 커넥터가 아닌 0번 커넥터에서 시작됨")
        case .transactionMatched:
            language("Its stop named another transactionId and was found to belong here", "다른 transactionId로 온 종료 보고를 이 세션의 것으로 판단함")
        case .operatorCloseReplaced:
            language("The charge point's own stop replaced an operator's", "운영자의 종료 처리가 충전기의 종료 보고로 대체됨")
        case .orphanedStopAssigned: language("An operator gave it a stop that had no session", "운영자가 세션 없는 종료 보고를 이 세션에 지정함")
        case .closedByOperator: language("Closed by an operator", "운영자가 종료 처리함")
        case .stoppedWhileStale: language("Its stop came after it was taken to be over", "종료 미확인 상태에서 뒤늦게 종료 보고가 옴")
        case .stopBeforeStart: language("Its end is before its start", "종료 시각이 시작 시각보다 빠름")
        case .noEnergy: language("No energy was charged", "충전된 에너지가 없음")
        case .implausibleEnergy: language("More energy than fits into its time", "시간에 비해 에너지가 지나치게 많음")
        case .overlappingReservation: language("Another reservation holds the connector at that time", "같은 시간에 다른 예약이 있음")
        case .reservationIdInUse: language("The reservationId was in use", "이미 사용 중인 reservationId")
        case .connectorNotAvailable: language("The connector was not Available", "커넥터가 Available 상태가 아니었음")
        case .connectorZeroNotSupported:
            language("The charge point does not take reservations without a connector", "충전기가 커넥터를 지정하지 않은 예약을 지원하지 않음")
        case .expiryDateInPast: language("Its end was in the past already", "만료 시각이 이미 지남")
        case .idTagNotAccepted: language("The idTag would not be accepted", "승인되지 않을 idTag")
        case .usedOnOtherConnector: language("Used on another connector", "다른 커넥터에서 사용됨")
        case .usedByOtherIdTag: language("Used by another idTag", "다른 idTag가 사용함")
        case .reservationIdOmitted: language("The session did not name the reservation", "세션이 예약 번호를 보내지 않음")
        case .connectorUsedByOtherIdTag: language("Another idTag charges on the reserved connector", "예약된 커넥터를 다른 idTag가 사용함")
        case .usedAfterEnd: language("Used after its end", "만료 후에 사용됨")
        case .otherReservationIdNamed: language("The session named an unknown reservationId", "세션이 알 수 없는 reservationId를 보냄")
        case .releasedEarly: language("Given free before its end", "만료 전에 해제됨")
        case .usedThoughNotAccepted: language("Used although it was not accepted", "수락되지 않았지만 사용됨")
        default: code.rawValue
        }
    }

    /// Flags with what was found, as a list; nothing when there are none.
    static func flags(_ flags: [RecordFlag], _ request: ConsoleRequest) -> HTML {
        guard !flags.isEmpty else { return "" }
        let items = flags.reduce(into: HTML.empty) { html, flag in
            html += """
                <li>\(StatusBadge.html(Self.flag(flag.code, request.language), .warning)) \
                <span class="quiet">\(Said(request).html(flag.detail)) · \(TimeText.html(flag.at))</span></li>
                """
        }
        return "<ul class=\"plain-list\">\(items)</ul>"
    }
}
