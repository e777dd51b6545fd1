import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// The first page: what is going on, and what needs somebody. With `?wall`, the same to be read from across a room.
struct OverviewPage: ConsolePage {
    static let path = "/"

    let centralSystem: CentralSystem

    /// What the chart of power shows at least: ten minutes.
    private static let fewestSamples = 60

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let counts = try await centralSystem.chargePointStates.counts()
        let state = LiveFragment("state", [.statuses, .connections, .operations], content: OverviewTiles(counts: counts, request: request).html)
        let figures = LiveFragment("figures", [.load, .transactions], content: try await figures(request))
        let attention = LiveFragment(
            "attention", [.statuses, .connections, .transactions, .securityEvents, .firmware, .operations],
            content: AttentionList(groups: try await Attention(centralSystem: centralSystem, request: request).groups(), request: request).html)
        let wall: HTML =
            request.isWall
            ? "<a class=\"btn btn-quiet\" href=\"/\">\(request.text("Leave the wall view", "벽면 보기 끝내기"))</a>"
            : "<a class=\"btn btn-secondary\" href=\"/?wall\">\(request.text("Wall view", "벽면 보기"))</a>"
        let first: HTML = counts.total == 0 ? beginning(request) : ""
        return .content(PageContent(
            request.text("Overview", "개요"), actions: wall, fragments: [state, figures, attention], hasCharts: true,
            main: """
                \(first)\(state.html)\(figures.html)\
                \(Panel.html(request.text("Needs attention", "확인이 필요한 항목"), attention.html))
                """))
    }

    /// What a new server says.
    private func beginning(_ request: ConsoleRequest) -> HTML {
        EmptyState.html(
            request.text("There are no charge points yet", "아직 충전기가 없습니다"),
            request.text(
                "Add one to see the URL, the password and the settings to type into it; or point one at \(request.services.configuration.publicOCPPURL)/IDENTITY.",
                "충전기를 추가하면 입력할 URL과 비밀번호, 설정을 보여 줍니다. 또는 충전기를 \(request.services.configuration.publicOCPPURL)/IDENTITY 로 연결하십시오."),
            actions: request.may("createChargePoint") ? [Link(request.text("Add a charge point", "충전기 추가"), "/charge-points/new")] : [])
    }

    private func figures(_ request: ConsoleRequest) async throws -> HTML {
        let samples = centralSystem.networkLoad.lastHour()
        let (power, underWay) = (samples.last?.watts ?? 0, samples.last?.underWay ?? WattHours(0))
        let start = Self.midnight(before: request.now, zoneMinutes: request.preferences.zoneMinutes)
        let hours = try await centralSystem.networkLoad.energy(from: start, to: start.advanced(bySeconds: 86_400))
        let energy = hours.reduce(underWay) { $0 + $1.energy }
        var byHour = [Double?](repeating: 0, count: 24)
        for hour in hours where byHour.indices.contains(hour.hour) { byHour[hour.hour] = Double(hour.energy.value) / 1000 }
        // The first minutes after a start shall not fill the whole width.
        let first = samples.first?.at ?? request.now
        let missing = (0..<max(0, Self.fewestSamples - samples.count)).reversed()
            .map { first.advanced(bySeconds: -($0 + 1) * NetworkLoadBook.sampleSeconds) }
        let powerChart = Chart(
            id: "power", kind: .area, title: request.text("Power in the last hour", "최근 1시간 전력"), unit: "kW",
            labels: .times(missing + samples.map(\.at)),
            series: [.init(
                name: request.text("Power", "전력"), values: missing.map { _ in nil } + samples.map { Double($0.watts) / 1000 })], size: "small")
        let energyChart = Chart(
            id: "energy", kind: .bar, title: request.text("Energy of sessions that ended today, by hour", "오늘 종료된 세션의 시간대별 에너지"),
            unit: "kWh", labels: .texts((0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }),
            series: [.init(name: request.text("Energy", "에너지"), values: byHour)], size: "small")
        return """
            <div class="figures">
            <section class="figure-panel"><h2>\(request.text("Power now", "현재 전력"))</h2><p class="figure">\(Quantity.power(watts: power))</p>\
            \(powerChart.html(request))</section>
            <section class="figure-panel"><h2>\(request.text("Energy today", "오늘의 에너지"))</h2><p class="figure">\(Quantity.energy(energy)) \
            <span class="figure-note">\(request.text("of it \(Quantity.energy(underWay)) in sessions under way", "이 중 진행 중인 세션 \(Quantity.energy(underWay))"))</span></p>\
            \(energyChart.html(request))</section>
            </div>
            """
    }

    /// When the viewer's day began.
    static func midnight(before now: Timestamp, zoneMinutes: Int) -> Timestamp {
        let shift = Int64(zoneMinutes) * 60_000
        let local = now.milliseconds + shift
        let day: Int64 = 86_400_000
        return Timestamp(milliseconds: (local >= 0 ? local / day : (local - day + 1) / day) * day - shift)
    }
}
