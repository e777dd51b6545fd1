import CentralSystem
import Markup

/// A part of a page that is brought up to date while the page is open: when something of its topics changes, `live.js` asks for the
/// same page with `?fragment=NAME`, once a second at most, and puts what comes in its place.
struct LiveFragment: Sendable {
    /// Unique on its page: letters, digits and `-`.
    let name: String
    let topics: [LiveTopic]
    /// Only of this charge point; nil for all.
    let chargePoint: String?
    let content: HTML

    init(_ name: String, _ topics: [LiveTopic], of chargePoint: String? = nil, content: HTML) {
        self.name = name
        self.topics = topics
        self.chargePoint = chargePoint
        self.content = content
    }

    /// To be put into the page.
    var html: HTML {
        let topics = topics.map(\.rawValue).joined(separator: " ")
        let of: HTML = chargePoint.map { " data-live-of=\"\($0)\"" } ?? ""
        return "<div class=\"live\" data-fragment=\"\(name)\" data-live=\"\(topics)\"\(of)>\(content)</div>"
    }
}
