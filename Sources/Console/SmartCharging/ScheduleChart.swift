import CentralSystem
import ChargingSchedules
import Markup
import OCPP16
import OCPPJ

/// Charts of schedules: limits over time, in steps.
struct ScheduleChart: Sendable {
    let request: ConsoleRequest

    private static let steps = [60, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 604_800]

    /// Seconds between two points of a chart, for at most a hundred of them.
    static func step(_ duration: Int) -> Int { steps.first { duration / $0 <= 97 } ?? max(duration / 97, 1) }

    /// The schedule of one profile, from its own start.
    func own(_ schedule: ChargingSchedule, kind: ChargingProfileKindType, recurrency: RecurrencyKindType?, id: String = "own") -> HTML {
        let words = ScheduleWords(request)
        let periods = schedule.chargingSchedulePeriod.sorted { $0.startPeriod < $1.startPeriod }
        let last = periods.last?.startPeriod.value ?? 0
        let cycle = kind == .recurring ? (recurrency == .weekly ? 604_800 : 86_400) : nil
        let duration = min(schedule.duration?.value ?? cycle ?? (last + max(3600, last / 4)), cycle ?? .max, 31_622_400)
        let step = Self.step(max(duration, 60))
        let offsets = Array(stride(from: 0, to: max(duration, 2 * step), by: step))
        let values = offsets.map { offset in periods.last { $0.startPeriod.value <= offset }.map(\.limit.value) }
        let start = schedule.startSchedule?.timestamp
        let labels = offsets.map { offset -> String in
            guard kind == .recurring else { return ClockText.text(seconds: offset) }
            let moment = (start ?? Timestamp(milliseconds: 345_600_000)).advanced(bySeconds: offset)
            let clock = words.time.clock(moment)
            return recurrency == .weekly ? "\(words.weekday(words.time.weekday(moment))) \(clock)" : clock
        }
        let title =
            switch kind {
            case .recurring: request.text("Limit over its cycle, on your clock", "주기별 제한 (현재 시간대)")
            case .relative: request.text("Limit from the start of charging (h:mm)", "충전 시작부터의 제한 (시:분)")
            case .absolute: request.text("Limit from the start of the schedule (h:mm)", "스케줄 시작부터의 제한 (시:분)")
            }
        return Chart(
            id: id, kind: .steps, title: title, unit: schedule.chargingRateUnit.rawValue, labels: .texts(labels),
            series: [.init(name: request.text("Limit", "제한"), values: values)], size: "small"
        ).html(request)
    }

    /// The points of a time.
    static func moments(from start: Timestamp, seconds: Int) -> [Timestamp] {
        let step = step(max(seconds, 60))
        return stride(from: 0, to: max(seconds, 1), by: step).map { start.advanced(bySeconds: $0) }
    }

    /// Several schedules of the same time.
    func compared(_ series: [(name: String, schedule: CompositeSchedule)], id: String, title: String, more: [Chart.Series] = []) -> HTML {
        guard let first = series.first?.schedule else { return "" }
        let moments = Self.moments(from: first.request.start, seconds: first.request.duration.value)
        return Chart(
            id: id, kind: .steps, title: title, unit: first.request.unit.rawValue, labels: labels(moments),
            series: series.map { each in
                .init(name: each.name, values: moments.map { each.schedule.limit(at: $0)?.value })
            } + more
        ).html(request)
    }

    /// Clock times within a day, weekdays with them beyond.
    private func labels(_ moments: [Timestamp]) -> Chart.Labels {
        let words = ScheduleWords(request)
        let isLong = (moments.last?.milliseconds ?? 0) - (moments.first?.milliseconds ?? 0) > 86_400_000
        // Short, so that they have room on a phone.
        return .texts(moments.map { isLong ? "\(words.weekday(words.time.weekday($0))) \(words.time.clock($0))" : words.time.clock($0) })
    }

    /// What a charge point answered, at the same points.
    static func answered(_ answer: ChargingSchedule, from start: Timestamp, at moments: [Timestamp]) -> [Double?] {
        let periods = answer.chargingSchedulePeriod.sorted { $0.startPeriod < $1.startPeriod }
        return moments.map { moment in
            let offset = moment.seconds(since: start)
            guard offset >= 0, answer.duration.map({ offset < Double($0.value) }) ?? true else { return nil }
            return periods.last { Double($0.startPeriod.value) <= offset }.map(\.limit.value)
        }
    }
}
