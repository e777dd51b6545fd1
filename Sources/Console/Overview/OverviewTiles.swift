import CentralSystem
import Markup

/// How many charge points are in which state: tiles that lead to them.
struct OverviewTiles: Sendable {
    let counts: ChargePointCounts
    let request: ConsoleRequest

    /// What one wants to see first stands first.
    private static let order: [ChargePointState] = [.charging, .available, .occupied, .faulted, .unavailable, .offline]

    var html: HTML {
        let tiles = Self.order.reduce(into: HTML.empty) { html, state in
            let tone = StatusBadge.tone(of: state)
            let isNone: HTML = counts[state] == 0 ? " tile-none" : ""
            html += """
                <li><a class="tile\(isNone) status-\(tone.rawValue)" href="/charge-points?state=\(state.rawValue)">\
                <span class="tile-count" data-count="\(state.rawValue)">\(Quantity.count(counts[state]))</span>\
                <span class="tile-word">\(tone.icon.html)\(state.word(request.language))</span></a></li>
                """
        }
        return "<ul class=\"tiles\" aria-label=\"\(request.text("Charge points by state", "상태별 충전기"))\">\(tiles)</ul>"
    }
}
