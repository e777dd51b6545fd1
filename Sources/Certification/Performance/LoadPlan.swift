import ChargePointSimulator
import NIOCore

/// How a background load of so many messages a second is spread over charge points.
struct LoadPlan: Hashable, Sendable {
    /// More connections than this say nothing more about a Central System, but take long to provide for.
    static let mostConnections = 1000
    /// What a charge point sends in a second, unless that would take more than `mostConnections`.
    static let usualRate = 10
    static let traffic =
        "of ten charge points six send MeterValues of a transaction, one StartTransaction and StopTransaction in turn, two Heartbeat, one Authorize"

    /// Messages a second over all charge points.
    let messagesPerSecond: Int
    let connections: Int

    /// - Parameter messagesPerSecond: 1 or more.
    init(messagesPerSecond: Int) {
        self.messagesPerSecond = max(1, messagesPerSecond)
        connections = min(
            Self.mostConnections, (self.messagesPerSecond + Self.usualRate - 1) / Self.usualRate)
    }

    /// From one message of a charge point to its next.
    var interval: TimeAmount {
        .nanoseconds(Int64(connections) * 1_000_000_000 / Int64(messagesPerSecond))
    }

    /// `CERT-CP-LOAD-1` and so on.
    func identities(prefix: String) -> [String] {
        (1...connections).map { "\(prefix)LOAD-\($0)" }
    }

    /// What the charge point with this number sends.
    static func script(_ index: Int, idTag: String) -> LoadScript {
        switch index % 10 {
        case 1, 6: .heartbeat
        case 3: .transactions(idTag: idTag)
        case 8: .authorize(idTag: idTag)
        default: .meterValues(idTag: idTag)
        }
    }
}
