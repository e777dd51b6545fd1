import Markup
import OCPP16
import WebAPI

/// The fields as they stand in the page.
extension ScheduleForm {
    private func field(_ name: String, _ label: String, help: String? = nil, isRequired: Bool = false) -> FormField {
        FormField(request: request, name: name, label: label, help: help, value: fields[name], isRequired: isRequired)
    }

    /// Purpose, stack level and kind.
    func whatFor(purposes: [ChargingProfilePurposeType] = ChargingProfilePurposeType.allCases) -> HTML {
        let words = ScheduleWords(request)
        return """
            \(field("chargingProfilePurpose", request.text("Purpose", "용도"), isRequired: true)
                .choice(purposes.map { .init($0.rawValue, "\($0.rawValue): \(words.purpose($0))") }))
            \(field(
                "stackLevel", "stackLevel",
                help: request.text(
                    "Of several profiles with the same purpose, the one with the highest level counts, for as long as it has a value.",
                    "용도가 같은 프로파일이 여럿이면 값이 있는 동안 stackLevel이 가장 높은 것이 적용됩니다.")).number(0...1000))
            \(field("chargingProfileKind", request.text("When it holds", "적용 시점"), isRequired: true)
                .choice(ChargingProfileKindType.allCases.map { .init($0.rawValue, "\($0.rawValue): \(words.kind($0))") }))
            \(field("recurrencyKind", "recurrencyKind", help: request.text("Of a Recurring profile alone.", "Recurring 프로파일에만 씁니다."))
                .choice([.init("Daily", request.text("Daily: every day", "Daily: 매일")), .init("Weekly", request.text("Weekly: every week", "Weekly: 매주"))]))
            """
    }

    /// The times.
    ///
    /// - Parameter isTemplate: times may then depend on the moment of installing.
    func times(isTemplate: Bool) -> HTML {
        let zone = LocalTime(request).zone
        let validFor: HTML =
            isTemplate
            ? field(
                "validFor", request.text("Valid for (hours:minutes)", "유효 시간 (시:분)"),
                help: request.text("In place of validTo: counted from the moment of installing.", "validTo 대신 설치 시점부터 계산합니다.")).text()
            : ""
        return """
            \(field(
                "startSchedule", request.text("Schedule starts at", "스케줄 시작") + " (startSchedule, \(zone))",
                help: isTemplate
                    ? request.text(
                        "Empty: Absolute starts when it is installed, Recurring at midnight UTC. Relative has none.",
                        "비워 두면 Absolute는 설치할 때, Recurring은 UTC 자정에 시작합니다. Relative에는 없습니다.")
                    : request.text(
                        "On your clock. A Relative profile has none: it starts with charging.",
                        "현재 시간대 기준입니다. Relative 프로파일에는 없으며 충전과 함께 시작합니다.")).text(type: "datetime-local"))
            \(field(
                "duration", request.text("Lasts (hours:minutes)", "기간 (시:분)"),
                help: request.text("Empty: the last period goes on without end.", "비워 두면 마지막 구간이 계속됩니다.")).text())
            <details class="more"\(hasValidity ? " open" : "")><summary>\(request.text("Validity and more", "유효 기간과 기타"))</summary>
            \(field("validFrom", request.text("Valid from", "유효 시작") + " (validFrom, \(zone))").text(type: "datetime-local"))
            \(field("validTo", request.text("Valid until", "유효 종료") + " (validTo, \(zone))").text(type: "datetime-local"))\(validFor)
            \(field(
                "minChargingRate", "minChargingRate",
                help: request.text("Below this rate vehicles charge inefficiently.", "이보다 낮으면 충전 효율이 떨어집니다.")).text())
            </details>
            """
    }

    private var hasValidity: Bool {
        ["validFrom", "validTo", "validFor", "minChargingRate"].contains { fields[$0] != nil }
    }

    /// Unit and periods, with buttons that add one and take one away.
    var periods: HTML {
        let rows = (0..<Self.periodCount(fields)).reduce(into: HTML.empty) { $0 += row($1) }
        return """
            \(field("chargingRateUnit", request.text("Unit of the limits", "제한 단위"), isRequired: true).choice([
                .init("A", request.text("A: amperes on each phase", "A: 상별 전류")), .init("W", request.text("W: watts over all phases", "W: 전체 상 합계 전력")),
            ]))
            <fieldset class="periods"><legend>\(request.text("Periods", "구간"))</legend>
            <p class="form-text">\(request.text(
                "Each period holds until the next one starts. The first starts at 0:00.", "각 구간은 다음 구간이 시작될 때까지 적용됩니다. 첫 구간은 0:00에 시작합니다."))</p>
            \(rows)
            <button class="btn btn-secondary" name="button" value="add" formnovalidate>\(request.text("Add a period", "구간 추가"))</button>
            </fieldset>
            """
    }

    private func row(_ number: Int) -> HTML {
        let prefix = "period.\(number)"
        let remove = request.text("Remove period \(number + 1)", "구간 \(number + 1) 삭제")
        return """
            <div class="period-row"><span class="period-number">\(number + 1)</span>
            \(field("\(prefix).start", request.text("Starts after (h:mm)", "시작 (시:분)"), isRequired: true).text())
            \(field("\(prefix).limit", request.text("Limit", "제한"), isRequired: true).text(limits: ["inputmode": "decimal"]))
            \(field("\(prefix).phases", request.text("Phases", "상 수")).choice([.init("", "–"), .init("1"), .init("2"), .init("3")]))
            <button class="btn btn-quiet" name="button" value="remove.\(number)" formnovalidate title="\(remove)" aria-label="\(remove)">✕</button></div>
            """
    }
}
