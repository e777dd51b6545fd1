import NIOCore

/// Whether a client sends its request fast enough: a pure value, fed by a channel handler.
///
/// The first request must have begun, its headers complete, within `headSeconds` of the connection's beginning, a TLS handshake included. A
/// body has the same time and, beyond it, must keep up a least rate on the average, so that a byte now and then holds no
/// connection, however long a file takes at an honest pace.
struct RequestProgress: Sendable {
    enum Phase: Hashable, Sendable {
        case awaitingFirstHead
        case receivingBody
        /// Nothing is owed: an answer is being made, or the connection rests between requests, which the idle timeout ends.
        case resting
    }

    /// Bytes a second.
    static let leastRate = 1024

    let headSeconds: Int
    private(set) var phase = Phase.awaitingFirstHead
    private var since: NIODeadline
    private var received = 0

    init(headSeconds: Int, at now: NIODeadline) {
        self.headSeconds = headSeconds
        since = now
    }

    mutating func headReceived(at now: NIODeadline) {
        phase = .receivingBody
        since = now
        received = 0
    }

    mutating func bodyReceived(bytes: Int) {
        received += bytes
    }

    mutating func requestEnded() {
        phase = .resting
    }

    /// When what is owed must be there by; nil when nothing is.
    var deadline: NIODeadline? {
        switch phase {
        case .awaitingFirstHead: since + .seconds(Int64(headSeconds))
        case .receivingBody: since + .seconds(Int64(headSeconds + received / Self.leastRate))
        case .resting: nil
        }
    }

    func isTooSlow(at now: NIODeadline) -> Bool {
        deadline.map { now >= $0 } ?? false
    }
}
