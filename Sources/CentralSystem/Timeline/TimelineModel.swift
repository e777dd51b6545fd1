package import OCPPJ

/// One thing that happened at or with a charge point.
package struct TimelineEntry: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case said(LoggedExchange)
        case command(Command)
        case connection(ConnectionEvent)
        case refused(RefusedConnection)
        case securityEvent(SecurityEvent)
    }

    package var time: Timestamp
    package var content: Content
}

/// How far each of the sources of a timeline was read: the id below which it goes on.
struct TimelineCursor: Hashable, Sendable {
    var ids: [Int64]

    static let sources = 5

    /// - Throws: `CentralSystemError` with code `.invalidCursor` when the text is none of ours.
    init(_ text: String?) throws(CentralSystemError) {
        guard let text else {
            ids = Array(repeating: .max, count: Self.sources)
            return
        }
        ids = text.split(separator: ".").compactMap { Int64($0) }
        guard ids.count == Self.sources, ids.allSatisfy({ $0 > 0 }) else {
            throw CentralSystemError(.invalidCursor, "cursor \(text.prefix(80).debugDescription) does not come from a previous answer")
        }
    }

    var text: String { ids.map(String.init).joined(separator: ".") }
}
