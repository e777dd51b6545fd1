import CentralSystem
import OCPP16
import OCPPJ
import WebAPI

/// The form of a charging profile, whether it is for one charge point or a template: what its fields say.
///
/// Periods are fields with numbers (`period.0.start`), and buttons of the form add one or take one away, so that no script is needed.
struct ScheduleForm: Sendable {
    static let longestPeriods = 100

    let request: ConsoleRequest
    /// What stands in the fields.
    let fields: Fields

    /// - Parameter initial: what stands in the fields before anything is typed.
    init(_ request: ConsoleRequest, initial: Fields = Fields()) {
        self.request = request
        fields = request.form.isEmpty ? initial : request.form
    }

    /// How many periods a form has.
    static func periodCount(_ fields: Fields) -> Int {
        let numbers = fields.pairs.compactMap { pair -> Int? in
            guard pair.name.hasPrefix("period."), pair.name.hasSuffix(".start") else { return nil }
            return Int(pair.name.dropFirst(7).dropLast(6))
        }
        return min(max((numbers.max() ?? 0).plus(clamping: 1), 1), longestPeriods)
    }

    /// The form with a period more or less, when that is what a button asks for; nil when another button was pressed.
    static func changed(_ form: Fields) -> Fields? {
        guard let button = form["button"] else { return nil }
        let count = periodCount(form)
        if button == "add" {
            guard count < longestPeriods else { return form }
            let last = form["period.\(count - 1).start"].flatMap(ClockText.seconds)
            return form.with([
                "period.\(count).start": last.map { ClockText.text(seconds: $0 + 3600) } ?? "", "period.\(count).limit": "",
                "period.\(count).phases": "",
            ])
        }
        guard button.hasPrefix("remove."), let gone = Int(button.dropFirst(7)), (0..<count).contains(gone) else { return nil }
        guard count > 1 else { return form }
        var changed = form
        for number in gone..<count {
            for member in ["start", "limit", "phases"] {
                let next = number + 1 < count ? form["period.\(number + 1).\(member)"] ?? "" : nil
                changed = changed.with(["period.\(number).\(member)": next])
            }
        }
        return changed
    }
}

/// Reading the fields.
extension ScheduleForm {
    /// The schedule.
    ///
    /// - Throws: `Problem` naming the field at fault.
    func schedule() throws -> ChargingSchedule {
        let unit: ChargingRateUnitType = fields.value("chargingRateUnit") ?? .amperes
        var periods: [ChargingSchedulePeriod] = []
        for number in 0..<Self.periodCount(fields) {
            if let period = try period(number) { periods.append(period) }
        }
        guard !periods.isEmpty else {
            throw Problem.invalidMember("period.0.limit", request.text("At least one period is needed.", "구간이 하나 이상 필요합니다."))
        }
        return ChargingSchedule(
            duration: try length("duration").map { try Seconds($0) }, startSchedule: try moment("startSchedule").map { DateTime($0) },
            chargingRateUnit: unit, chargingSchedulePeriod: periods, minChargingRate: try rate("minChargingRate"))
    }

    /// Nil for a row in which nothing stands.
    private func period(_ number: Int) throws -> ChargingSchedulePeriod? {
        let start = "period.\(number).start"
        let limit = "period.\(number).limit"
        guard fields[start] != nil || fields[limit] != nil else { return nil }
        guard let seconds = fields[start].flatMap(ClockText.seconds) else {
            throw Problem.invalidMember(start, request.text(
                "Say after how many hours and minutes the period starts, such as 8:00.", "구간이 시작되는 시간을 8:00처럼 입력하십시오."))
        }
        guard let rate = try rate(limit) else {
            throw Problem.invalidMember(limit, request.text("A limit is needed; 0 stops charging.", "제한이 필요합니다. 0이면 충전이 멈춥니다."))
        }
        return ChargingSchedulePeriod(startPeriod: try Seconds(seconds), limit: rate, numberPhases: fields.integer("period.\(number).phases"))
    }

    /// A number with at most one decimal digit.
    private func rate(_ name: String) throws(Problem) -> ChargingRate? {
        guard let text = fields[name] else { return nil }
        guard let value = Double(text.replacing(",", with: ".")), value.isFinite, value >= 0, (value * 10).rounded() / 10 == value else {
            throw Problem.invalidMember(name, request.text(
                "A number of 0 or more with at most one decimal digit, such as 16 or 6.5.", "0 이상이고 소수점 아래 한 자리까지인 수를 입력하십시오. 예: 16, 6.5"))
        }
        return ChargingRate(value)
    }

    /// Hours and minutes, in seconds.
    func length(_ name: String) throws(Problem) -> Int? {
        guard let text = fields[name] else { return nil }
        guard let seconds = ClockText.seconds(text), seconds > 0 else {
            throw Problem.invalidMember(name, request.text("Hours and minutes, such as 24:00.", "24:00처럼 시간과 분을 입력하십시오."))
        }
        return seconds
    }

    func moment(_ name: String) throws(Problem) -> Timestamp? {
        guard let text = fields[name] else { return nil }
        guard let moment = LocalTime(request).moment(text) else {
            throw Problem.invalidMember(name, request.text("A date and a time, such as 2026-12-01T22:00.", "날짜와 시각을 입력하십시오. 예: 2026-12-01T22:00"))
        }
        return moment
    }

    func integer(_ name: String, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = fields[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Problem.invalidMember(name, request.text(
                "A whole number from \(range.lowerBound) to \(range.upperBound).", "\(range.lowerBound)에서 \(range.upperBound) 사이의 정수를 입력하십시오."))
        }
        return number
    }

    /// The profile as it would be sent, with 0 for an id that is not chosen yet.
    ///
    /// - Throws: `Problem` naming the field at fault.
    func profile() throws -> ChargingProfile {
        let kind: ChargingProfileKindType = fields.value("chargingProfileKind") ?? .absolute
        var schedule = try schedule()
        // A schedule that begins with charging has no start of its own.
        if kind == .relative { schedule.startSchedule = nil }
        let purpose: ChargingProfilePurposeType = fields.value("chargingProfilePurpose") ?? .txDefaultProfile
        let int32 = 0...Int(Int32.max)
        return ChargingProfile(
            chargingProfileId: try integer("chargingProfileId", int32) ?? 0,
            transactionId: purpose == .txProfile ? try integer("transactionId", int32) : nil,
            stackLevel: try integer("stackLevel", int32) ?? 0, chargingProfilePurpose: purpose, chargingProfileKind: kind,
            recurrencyKind: kind == .recurring ? fields.value("recurrencyKind") ?? .daily : nil,
            validFrom: try moment("validFrom").map { DateTime($0) }, validTo: try moment("validTo").map { DateTime($0) },
            chargingSchedule: schedule)
    }

    /// The profile as the operation takes it: without an id, a new one is chosen.
    func profileJSON() throws -> JSONText {
        let profile = try profile()
        let node = try JSONNode.parse(try PayloadEncoder.encode(profile))
        let members = node.members.filter { $0.name != "chargingProfileId" || profile.chargingProfileId != 0 }
        return .object(members.map { ($0.name, JSONText?.some(JSONText($0.value))) })
    }

    /// The values of a template.
    func template() throws -> ChargingProfileTemplateValues {
        let profile = try profile()
        return ChargingProfileTemplateValues(
            note: fields["note"], stackLevel: profile.stackLevel, chargingProfilePurpose: profile.chargingProfilePurpose,
            chargingProfileKind: profile.chargingProfileKind, recurrencyKind: profile.recurrencyKind,
            validFrom: profile.validFrom?.timestamp, validTo: profile.validTo?.timestamp,
            validForSeconds: try length("validFor"), chargingSchedule: profile.chargingSchedule)
    }

    /// The template as the operation takes it.
    func templateJSON(name: String?) throws -> JSONText {
        let node = try JSONNode.parse(try PayloadEncoder.encode(try template()))
        return .object([("name", name.map { .string($0) })] + node.members.map { ($0.name, JSONText?.some(JSONText($0.value))) })
    }

    /// What stands in the fields for a schedule that exists.
    static func fields(_ values: ChargingProfileTemplateValues, _ request: ConsoleRequest) -> Fields {
        let time = LocalTime(request)
        let schedule = values.chargingSchedule
        var pairs: [(name: String, value: String)] = [
            ("note", values.note ?? ""), ("stackLevel", String(values.stackLevel ?? 0)),
            ("chargingProfilePurpose", values.chargingProfilePurpose.rawValue), ("chargingProfileKind", values.chargingProfileKind.rawValue),
            ("recurrencyKind", values.recurrencyKind?.rawValue ?? ""), ("validFrom", values.validFrom.map(time.field) ?? ""),
            ("validTo", values.validTo.map(time.field) ?? ""), ("validFor", values.validForSeconds.map { ClockText.text(seconds: $0) } ?? ""),
            ("startSchedule", schedule.startSchedule?.timestamp.map(time.field) ?? ""),
            ("duration", schedule.duration.map { ClockText.text(seconds: $0.value) } ?? ""),
            ("chargingRateUnit", schedule.chargingRateUnit.rawValue),
            ("minChargingRate", schedule.minChargingRate.map(ScheduleWords.number) ?? ""),
        ]
        for (number, period) in schedule.chargingSchedulePeriod.prefix(longestPeriods).enumerated() {
            pairs.append(("period.\(number).start", ClockText.text(seconds: period.startPeriod.value)))
            pairs.append(("period.\(number).limit", ScheduleWords.number(period.limit)))
            pairs.append(("period.\(number).phases", period.numberPhases.map { String($0) } ?? ""))
        }
        return Fields(pairs)
    }
}
