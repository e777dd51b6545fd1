import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// The first page: what is going on, and what needs somebody. With `?wall`, the same to be read from across a room.
struct OverviewPage: ConsolePage {
    static let path = "/"

    let centralSystem: CentralSystem
    /// Whether the charge points are simulated, for somebody who sees this for the first time.
    var isDemonstration = false

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
            ? "<span class=\"wall-clock\" data-clock></span> <a class=\"btn btn-quiet\" href=\"/\">\(request.text("Leave the wall view", "벽면 보기 끝내기"))</a>"
            : "<a class=\"btn btn-secondary\" href=\"/?wall\">\(request.text("Wall view", "벽면 보기"))</a>"
        let first: HTML = counts.total == 0 ? beginning(request) : isDemonstration && !request.isWall ? Self.introduction(request) : ""
        return .content(PageContent(
            request.text("Overview", "개요"), actions: wall, fragments: [state, figures, attention], hasCharts: true,
            main: """
                \(first)\(state.html)<div class="overview-parts">\
                \(Panel.html(request.text("Needs attention", "확인이 필요한 항목"), attention.html))\(figures.html)</div>
                """))
    }

    /// What a new server says.
    private func beginning(_ request: ConsoleRequest) -> HTML {
        EmptyState.html(
            request.text("There are no charge points yet", "아직 충전기가 없습니다"),
            request.text(
                "Add one to see the URL, the password and the settings to type into it; or point one at \(request.services.configuration.publicOCPPURL)/IDENTITY.",
                "충전기를 추가하면 입력할 URL과 비밀번호, 설정을 보여 줍니다. 또는 충전기를 이 주소로 연결하십시오: \(request.services.configuration.publicOCPPURL)/IDENTITY"),
            actions: request.may("createChargePoint") ? [Link(request.text("Add a charge point", "충전기 추가"), "/charge-points/new")] : [])
    }

    /// What somebody needs to know who has just started the demonstration.
    private static func introduction(_ request: ConsoleRequest) -> HTML {
        let steps: [(path: String, text: String)] = [
            ("/sessions?state=Open", request.text("Who is charging now", "지금 충전 중인 세션")),
            ("/charge-points/DEMO-0006", request.text("DEMO-0006, which has its own idea of the standard, and what is odd about it", "표준을 자기 방식으로 해석하는 DEMO-0006과 이상한 점")),
            ("/charge-points/DEMO-0007/timeline", request.text("DEMO-0007, which loses its link and its power: what happened, and why", "연결과 전원이 끊기는 DEMO-0007: 무슨 일이 왜 있었는지")),
            ("/messages", request.text("Every message, as it comes in", "들어오는 모든 메시지 실시간 보기")),
            ("/charge-points/new", request.text("Connect a charge point of your own", "내 충전기 연결하기")),
        ]
        let items = steps.reduce(into: HTML.empty) { $0 += "<li>\(Link($1.text, $1.path).html)</li>" }
        return """
            <details class="panel introduction" open><summary>\(request.text("This is a demonstration", "데모입니다"))</summary>\
            <div class="introduction-parts"><p>\(request.text(
                "Seven simulated charge points, DEMO-0001 to DEMO-0007, charge cars that do not exist, and a simulated operator sends them commands. Nothing here can break: try what you like. Below is what operators see first: how many charge points are in which state, what needs somebody, and how much is charged. Good places to begin:",
                "시뮬레이션 충전기 7대(DEMO-0001~DEMO-0007)가 가상의 차량을 충전하고, 가상의 운영자가 명령을 보냅니다. 무엇을 해도 문제가 없으니 자유롭게 사용해 보십시오. 아래는 운영자가 가장 먼저 보는 화면으로, 상태별 충전기 수와 확인이 필요한 항목, 현재 전력을 보여 줍니다. 먼저 볼 만한 곳:"))</p>\
            <ul>\(items)</ul></div></details>
            """
    }

    private func figures(_ request: ConsoleRequest) async throws -> HTML {
        let samples = centralSystem.networkLoad.lastHour()
        let (power, underWay) = (samples.last?.watts ?? 0, samples.last?.underWay ?? WattHours(0))
        let time = LocalTime(request)
        let (start, end) = (time.midnight(before: request.now), time.midnight(before: request.now, daysLater: 1))
        let hours = try await centralSystem.networkLoad.energy(from: start, to: end)
        let energy = hours.reduce(underWay) { $0 + $1.energy }
        // 23 or 25 on the days on which clocks are changed.
        let hoursOfDay = Int((end.milliseconds - start.milliseconds + 3_599_999) / 3_600_000)
        var byHour = [Double?](repeating: 0, count: hoursOfDay)
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
            unit: "kWh", labels: .texts((0..<hoursOfDay).map { String(time.clock(start.advanced(bySeconds: $0 * 3600)).prefix(2)) }),
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
}
