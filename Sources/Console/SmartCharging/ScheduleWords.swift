import CentralSystem
import ChargingSchedules
import OCPP16
import OCPPJ

/// What smart charging is about, in the viewer's words. The specification's own words stay.
struct ScheduleWords: Sendable {
    let language: Language
    let time: LocalTime
    /// Whether a profile with id 0 is one that has no id yet, because it was not sent.
    let isPreview: Bool

    init(_ request: ConsoleRequest, isPreview: Bool = false) {
        language = request.language
        self.isPreview = isPreview
        time = LocalTime(request)
    }

    /// `16 A`, `7360 W`, `6.5 A`.
    static func rate(_ rate: ChargingRate, _ unit: ChargingRateUnitType) -> String { "\(number(rate)) \(unit.rawValue)" }

    static func number(_ rate: ChargingRate) -> String {
        rate.value == rate.value.rounded() && abs(rate.value) < 1e12 ? String(Int(rate.value)) : Quantity.decimal(rate.value, places: 1)
    }

    func limit(_ rate: ChargingRate?, _ unit: ChargingRateUnitType) -> String {
        rate.map { Self.rate($0, unit) } ?? language("no limit", "제한 없음")
    }

    func purpose(_ purpose: ChargingProfilePurposeType) -> String {
        switch purpose {
        case .chargePointMaxProfile: language("the most that the whole charge point may use", "충전기 전체가 쓸 수 있는 최대치")
        case .txDefaultProfile: language("the default for every transaction", "모든 트랜잭션의 기본값")
        case .txProfile: language("one transaction", "트랜잭션 하나")
        }
    }

    func kind(_ kind: ChargingProfileKindType) -> String {
        switch kind {
        case .absolute: language("at a fixed time", "정해진 시각에")
        case .recurring: language("every day or week again", "매일 또는 매주 반복")
        case .relative: language("from the start of charging", "충전 시작부터")
        }
    }

    func profile(_ profile: ProfileReference) -> String {
        let id = isPreview && profile.chargingProfileId == 0 ? language("(this one)", "(이 프로파일)") : String(profile.chargingProfileId)
        return "\(profile.purpose.rawValue) \(id), stackLevel \(profile.stackLevel)"
    }

    func connector(_ id: Int?) -> String {
        switch id {
        case 0?: language("whole charge point", "충전기 전체")
        case let id?: language("connector \(id)", "커넥터 \(id)")
        case nil: language("not chosen yet", "미정")
        }
    }

    /// Why a limit is what it is.
    func reason(_ period: CompositePeriod) -> String {
        switch period.reason {
        case .unlimited: language("No profile says anything.", "적용되는 프로파일이 없습니다.")
        case .profile(let profile): language("\(self.profile(profile)) decides.", "적용되는 프로파일: \(self.profile(profile))")
        case .connectors(let shares):
            language("The connectors together: ", "커넥터별 합계: ")
                + shares.map { "\($0.connectorId): \(Self.rate($0.limit, period.unit)) (\(self.profile($0.profile)))" }.joined(separator: "; ")
        }
    }

    /// What happens at the end of a period.
    func ending(_ ending: PeriodEnding) -> String {
        switch ending {
        case .requestedTime: language("the time asked for is over", "조회한 시간이 끝남")
        case .nextSchedulePeriod: language("the next period of its schedule begins", "스케줄의 다음 구간이 시작됨")
        case .scheduleDuration: language("the duration of its schedule is over", "스케줄 기간이 끝남")
        case .recurrence: language("its schedule starts again", "스케줄이 다시 시작됨")
        case .validTo: language("it ceases to be valid (validTo)", "유효 기간이 끝남 (validTo)")
        case .otherLimit(let profile?): language("\(self.profile(profile)) begins to decide", "다른 프로파일 적용 시작: \(self.profile(profile))")
        case .otherLimit(nil): language("the connectors together begin to decide, or change", "커넥터 합계가 결정하거나 바뀜")
        }
    }

    /// What became of a limit that counts at a moment.
    func verdict(_ verdict: ConsideredLimit.Verdict) -> String {
        switch verdict {
        case .decides: language("decides", "적용됨")
        case .notLowest: language("another limit is lower", "더 낮은 제한이 있음")
        case .lowerStackLevel(let other): language("\(profile(other)) is higher in the stack", "stackLevel이 더 높은 프로파일: \(profile(other))")
        case .overruled(let other): language("overruled by \(profile(other))", "우선하는 프로파일: \(profile(other))")
        case .otherConnectorUnlimited: language("another connector has no limit", "제한 없는 커넥터가 있음")
        }
    }

    /// Why a profile has no say.
    func cause(_ disregarded: DisregardedProfile) -> String {
        let connector = disregarded.connectorId
        return switch disregarded.cause {
        case .chargePointMaxProfileOnConnector:
            language("a ChargePointMaxProfile counts on connector 0 only", "ChargePointMaxProfile은 커넥터 0에서만 유효함")
        case .txProfileOnChargePoint: language("a TxProfile counts on connectors from 1 only", "TxProfile은 커넥터 1 이상에서만 유효함")
        case .noTransaction: language("no transaction is going on on connector \(connector)", "커넥터 \(connector)에 진행 중인 트랜잭션이 없음")
        case .otherTransaction(let id):
            language("it is for transaction \(id), which is not going on there", "트랜잭션 \(id)용이며 현재 진행 중이 아님")
        case .replaced(let other): language("replaced by \(profile(other))", "대체한 프로파일: \(profile(other))")
        }
    }

    /// How a charge point's own schedule differs from ours.
    func difference(_ difference: ScheduleDifference) -> String {
        let unit = difference.unit
        let expected = limit(difference.expected, unit)
        let answered = limit(difference.answered, unit)
        return switch difference.kind {
        case .higher: language("The charge point allows more: \(answered) instead of \(expected).", "충전기가 더 많이 허용합니다: \(expected) 대신 \(answered).")
        case .lower:
            language(
                "The charge point allows less: \(answered) instead of \(expected). It may have limits of its own.",
                "충전기가 더 적게 허용합니다: \(expected) 대신 \(answered). 충전기 자체 제한일 수 있습니다.")
        case .limitOfItsOwn:
            language(
                "No profile limits here, the charge point says \(answered): most likely what it can deliver.",
                "프로파일 제한은 없지만 충전기의 답은 \(answered)입니다. 충전기의 최대 출력일 가능성이 큽니다.")
        case .notAnswered: language("The charge point says nothing about this time; expected: \(expected).", "충전기가 이 시간에 대해 답하지 않았습니다. 예상: \(expected).")
        case .phases:
            language(
                "Other phases: \(difference.answeredPhases ?? 3) instead of \(difference.expectedPhases ?? 3).",
                "상 수가 다릅니다: \(difference.expectedPhases ?? 3) 대신 \(difference.answeredPhases ?? 3).")
        }
    }

    func state(_ state: ChargingProfileState) -> (word: String, tone: StatusBadge.Tone) {
        switch state {
        case .requested: (language("Sent, no answer yet", "전송됨, 응답 대기"), .occupied)
        case .awaitingTransaction: (language("Waits for its transaction", "트랜잭션 대기"), .occupied)
        case .installed: (language("Installed", "설치됨"), .good)
        case .replaced: (language("Replaced", "대체됨"), .neutral)
        case .cleared: (language("Cleared", "삭제됨"), .neutral)
        case .ended: (language("Ended with its transaction", "트랜잭션과 함께 종료"), .neutral)
        case .refused: (language("Refused", "거부됨"), .bad)
        case .unanswered: (language("No answer", "응답 없음"), .warning)
        }
    }

    func weekday(_ day: Int) -> String {
        let names = language == .english ? ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] : ["일", "월", "화", "수", "목", "금", "토"]
        return names[min(max(day, 0), 6)]
    }
}
