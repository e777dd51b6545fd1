import OCPP16
import OCPPJ

/// The last things that happened at the charge point, for its diagnostics.
struct Journal: Hashable, Sendable {
    enum Event: Hashable, Sendable {
        case started
        case connected
        case disconnected
        case registered(RegistrationStatus)
        case transactionStarted(connector: Int)
        case transactionStopped(connector: Int, Reason)
        case faulted(connector: Int, ChargePointErrorCode)
        case repaired(connector: Int)
        case firmwareRetrieved(octets: Int)
        case reset
    }

    struct Entry: Hashable, Sendable {
        let at: Timestamp
        let event: Event
    }

    /// How many entries are kept: thousands of charge points are simulated in one process.
    private static let capacity = 40

    private(set) var entries: [Entry] = []

    mutating func record(_ event: Event, at now: Timestamp) {
        if entries.count == Self.capacity { entries.removeFirst(Self.capacity / 4) }
        entries.append(Entry(at: now, event: event))
    }

    /// The entries of a time, oldest first.
    ///
    /// - Parameters:
    ///   - start: the first moment; nil for from the beginning.
    ///   - stop: the last moment; nil for until now.
    func entries(from start: Timestamp?, to stop: Timestamp?) -> [Entry] {
        entries.filter { entry in
            start.map { entry.at >= $0 } ?? true && stop.map { entry.at <= $0 } ?? true
        }
    }
}

extension Journal.Event: CustomStringConvertible {
    /// As it stands in the diagnostics.
    var description: String {
        switch self {
        case .started: "charge point started"
        case .connected: "connected to the Central System"
        case .disconnected: "connection to the Central System lost"
        case .registered(let status): "registration \(status.rawValue)"
        case .transactionStarted(let connector): "connector \(connector): transaction started"
        case .transactionStopped(let connector, let reason): "connector \(connector): transaction stopped (\(reason.rawValue))"
        case .faulted(let connector, let code): "connector \(connector): \(code.rawValue)"
        case .repaired(let connector): "connector \(connector): repaired"
        case .firmwareRetrieved(let octets): "firmware retrieved, \(octets) octets"
        case .reset: "reset"
        }
    }
}
