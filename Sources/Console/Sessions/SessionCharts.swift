import CentralSystem
import Markup
import OCPPJ

/// How a session went, as charts.
struct SessionCharts: Sendable {
    let course: SessionCourse
    let request: ConsoleRequest

    var html: HTML {
        guard course.points.count > 1 else {
            return EmptyState.html(
                request.text("There are too few meter values for a chart", "차트를 그릴 계량값이 부족합니다"),
                request.text(
                    "Charge points send them when MeterValueSampleInterval is above 0 and MeterValuesSampledData names measurands.",
                    "MeterValueSampleInterval이 0보다 크고 MeterValuesSampledData에 측정 항목이 있으면 충전기가 계량값을 보냅니다."))
        }
        let times = Chart.Labels.times(course.points.map(\.at))
        var charts: HTML = ""
        if course.points.contains(where: { $0.watts != nil }) {
            charts += Chart(
                id: "session-power", kind: .area, title: request.text("Power", "전력"), unit: "kW", labels: times,
                series: [.init(name: request.text("Power", "전력"), values: course.points.map { $0.watts.map { $0 / 1000 } })], size: "small"
            ).html(request)
        }
        if course.points.contains(where: { $0.energy != nil }) {
            let energy = course.points.map { $0.energy.map { Double($0.value) / 1000 } }
            charts += Chart(
                id: "session-energy", kind: .line, title: request.text("Energy so far", "누적 에너지"), unit: "kWh", labels: times,
                series: [.init(name: request.text("Energy", "에너지"), values: energy)], size: "small"
            ).html(request)
        }
        if course.points.contains(where: { $0.stateOfCharge != nil }) {
            charts += Chart(
                id: "session-soc", kind: .line, title: request.text("State of charge of the vehicle", "차량 충전 상태(SoC)"), unit: "%",
                labels: times, series: [.init(name: "SoC", values: course.points.map(\.stateOfCharge))], size: "small"
            ).html(request)
        }
        return "<div class=\"figures\">\(charts)</div><p class=\"quiet\">\(note)</p>"
    }

    private var note: String {
        let shown = course.points.count
        var text =
            course.hasMore
            ? request.text(
                "\(Quantity.count(shown)) of \(Quantity.count(SessionCourse.counted)) or more meter values, picked evenly over the time.",
                "계량값 \(Quantity.count(SessionCourse.counted))개 이상 중 \(Quantity.count(shown))개를 시간에 따라 고르게 표시합니다.")
            : shown < course.count
            ? request.text(
                "\(Quantity.count(shown)) of \(Quantity.count(course.count)) meter values, evenly picked.",
                "계량값 \(Quantity.count(course.count))개 중 \(Quantity.count(shown))개를 고르게 표시합니다.")
            : request.text("\(Quantity.count(course.count)) meter values.", "계량값 \(Quantity.count(course.count))개.")
        if course.isPowerDerived {
            text += " " + request.text(
                "The charge point does not measure power; it is worked out from the energy.",
                "충전기가 전력을 측정하지 않아 에너지로부터 계산했습니다.")
        }
        return text
    }
}
