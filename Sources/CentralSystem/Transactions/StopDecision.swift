import OCPP16
import OCPPJ

/// What a StopTransaction does, decided from what is recorded: pure, so that every case of field note 4.4 is a line in a table.
enum StopDecision: Hashable, Sendable {
    /// It ends this transaction; the flags say what was odd.
    case close(StopCandidate, flags: [RecordFlag])
    /// It was taken before and changes nothing.
    case repetition(id: Int)
    /// A person has to say where it belongs.
    case orphan(candidates: [Int], cause: String)

    /// The stop as far as the decision needs it.
    struct Stop: Hashable, Sendable {
        var chargePointKey: Int64
        var transactionId: Int
        var idTagKey: String?
        /// The parent of the stop's idTag in lower case, when it has one: cards of a group may stop each other's transactions.
        var parentIdTagKey: String?
        var meterStop: WattHours
        var timestampReceived: String
        /// nil when the charge point's time could not be trusted.
        var timestamp: Timestamp?
        var receivedAt: Timestamp
    }

    /// The decision that the transactionId alone allows; nil when the transaction has to be searched for.
    /// - Parameter named: the transaction with the id as sent, whoever's it is.
    init?(_ stop: Stop, named: StopCandidate?) {
        guard let named, named.chargePointKey == stop.chargePointKey else { return nil }
        if named.state != .closed {
            self = .close(named, flags: [])
        } else if named.closedBy == .operator {
            let energy = named.energy.map { " with \($0.value) Wh" } ?? ""
            let flag = RecordFlag(
                .operatorCloseReplaced, "an operator had closed it\(energy); the charge point's own stop replaces that",
                at: stop.receivedAt)
            self = .close(named, flags: [flag])
        } else if named.meterStop == stop.meterStop || named.stopTimestampReceived == stop.timestampReceived {
            self = .repetition(id: named.id)
        } else {
            self = .orphan(
                candidates: [named.id],
                cause: "transaction \(named.id) is closed already, by a stop with another time and meter reading")
        }
    }

    /// The decision for an id that is unknown, 0, −1 or another charge point's: a transaction is closed when it is the only one
    /// that fits by idTag, time and meter reading.
    /// - Parameters:
    ///   - named: the transaction with the id as sent: another charge point's, or nil.
    ///   - unclosed: the charge point's transactions that are open or stale.
    init(_ stop: Stop, named: StopCandidate?, unclosed: [StopCandidate]) {
        let what = Self.describe(stop.transactionId, isOther: named != nil)
        let fitting = unclosed.compactMap { candidate in
            Self.grounds(stop, candidate).map { (candidate: candidate, grounds: $0) }
        }
        if let only = fitting.first, fitting.count == 1 {
            let flag = RecordFlag(
                .transactionMatched,
                "StopTransaction came with \(what); taken for this one by \(only.grounds.joined(separator: ", "))",
                at: stop.receivedAt)
            self = .close(only.candidate, flags: [flag])
        } else if fitting.isEmpty {
            self = .orphan(candidates: unclosed.map(\.id), cause: "\(what); no open transaction fits")
        } else {
            self = .orphan(candidates: fitting.map(\.candidate.id), cause: "\(what); \(fitting.count) open transactions fit")
        }
    }

    private static func describe(_ id: Int, isOther: Bool) -> String {
        if isOther { return "transactionId \(id), which is another charge point's" }
        return id > 0 ? "transactionId \(id), which is unknown" : "transactionId \(id)"
    }

    /// Clocks with whole seconds; in milliseconds.
    private static let slack: Int64 = 2000

    /// Why the stop can be this transaction's; nil when something speaks against it, or nothing for it.
    private static func grounds(_ stop: Stop, _ candidate: StopCandidate) -> [String]? {
        var grounds: [String] = []
        if let idTag = stop.idTagKey {
            let parent = candidate.parentIdTag?.lowercased()
            if idTag == candidate.idTagKey {
                grounds.append("idTag")
            } else if let parent, parent == stop.parentIdTagKey || parent == idTag {
                grounds.append("parentIdTag")
            } else {
                return nil
            }
        }
        if let timestamp = stop.timestamp {
            guard timestamp.milliseconds >= candidate.startTimestamp.milliseconds - slack else { return nil }
            if let superseded = candidate.supersededAt {
                guard timestamp.milliseconds <= superseded.milliseconds + slack else { return nil }
            }
            grounds.append("time")
        }
        // A reading of 0 or −1 comes from a meter that was not read, and tells nothing.
        if stop.meterStop.value > 0 {
            guard stop.meterStop >= candidate.meterStart else { return nil }
            grounds.append("meter")
        }
        return grounds.isEmpty ? nil : grounds
    }
}
