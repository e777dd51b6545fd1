import Markup
import OCPPJ
import WebAPI

/// The days between which a list is narrowed, by the viewer's own calendar: `?from=2026-11-01&to=2026-11-26`, both included.
struct DayRange: Sendable {
    /// The first moment of the first day; nil for no limit.
    let from: Timestamp?
    /// The moment after the last day; nil for no limit.
    let to: Timestamp?

    /// The names of the fields in the query.
    static let names = ["from", "to"]

    /// - Throws: `Problem` for what is no day.
    init(_ request: ConsoleRequest) throws(Problem) {
        try request.checkDays(Self.names)
        from = Self.midnight(request.query["from"], request)
        to = Self.midnight(request.query["to"], request).map { LocalTime(request).midnight(before: $0, daysLater: 1) }
    }

    /// When a day begins where the viewer is; nil for what is no day.
    static func midnight(_ day: String?, _ request: ConsoleRequest) -> Timestamp? {
        guard let day, day.utf8.count == 10 else { return nil }
        return LocalTime(request).day(day)
    }

    static func fields(_ request: ConsoleRequest) -> [HTML] {
        [field(request, request.text("From day", "시작일"), "from"), field(request, request.text("To day", "종료일"), "to")]
    }

    private static func field(_ request: ConsoleRequest, _ label: String, _ name: String) -> HTML {
        """
        <div class="filter-field"><label for="filter-\(name)">\(label)</label>\
        <input class="form-control" type="date" id="filter-\(name)" name="\(name)" value="\(request.query[name] ?? "")"></div>
        """
    }
}
