import OCPPJ

/// The messages about transactions that the Central System does not have yet, oldest first.
///
/// They keep their timestamps, however late they are delivered. The first one blocks the others until it is delivered, or
/// refused as often as `TransactionMessageAttempts` says (OCPP 1.6, sections 3.7 and 3.7.1).
struct TransactionQueue: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        let order: Int
        let message: TransactionMessage
        var failures = 0
        /// Not sent again before.
        var notBefore: Timestamp?
    }

    enum Failure: Hashable, Sendable {
        case triedAgain(at: Timestamp)
        /// Refused for the last time; the message is lost.
        case given(up: TransactionMessage)
    }

    /// How many messages are kept before meter values are thinned out.
    let capacity: Int
    private(set) var entries: [Entry] = []
    /// The ids that the Central System gave, by session.
    private var ids: [Int: Int] = [:]

    init(capacity: Int = 1000) {
        self.capacity = capacity
    }

    var isEmpty: Bool { entries.isEmpty }

    mutating func append(_ message: TransactionMessage, order: Int) {
        entries.append(Entry(order: order, message: message))
        if entries.count > capacity { thinOut() }
    }

    /// The message whose turn it is, its transaction's id filled in; nil when there is none, or it must wait.
    func head(at now: Timestamp) -> (order: Int, message: TransactionMessage)? {
        guard let entry = entries.first, entry.notBefore.map({ $0 <= now }) ?? true else { return nil }
        return (entry.order, entry.message.identified(by: ids[entry.message.session]))
    }

    /// When the first message may be sent; nil when the queue is empty.
    var dueAt: Timestamp? {
        entries.first.map { $0.notBefore ?? .atOnce }
    }

    func transactionID(of session: Int) -> Int? { ids[session] }

    /// StartTransaction was answered: the messages that follow bear this id.
    mutating func identify(_ session: Int, as id: Int) {
        ids[session] = id
    }

    /// The first message has been acknowledged.
    mutating func delivered() {
        guard !entries.isEmpty else { return }
        let entry = entries.removeFirst()
        if case .stop(let session, _) = entry.message { ids[session] = nil }
    }

    /// The Central System failed to process the first message.
    ///
    /// - Parameters:
    ///   - attempts: after so many failures the message is given up.
    ///   - retryInterval: real seconds to wait, times the number of transmissions so far.
    ///   - pace: of the charge point's clock.
    mutating func failed(at now: Timestamp, attempts: Int, retryInterval: Int, pace: ClockPace = .real) -> Failure? {
        guard var entry = entries.first else { return nil }
        entry.failures += 1
        guard entry.failures < attempts else {
            delivered()
            return .given(up: entry.message)
        }
        let again = pace.moment(Double(retryInterval * entry.failures), after: now)
        entry.notBefore = again
        entries[0] = entry
        return .triedAgain(at: again)
    }

    /// The connection is new: nobody need wait for what happened on the old one.
    mutating func reconnected() {
        guard !entries.isEmpty else { return }
        entries[0].notBefore = nil
    }

    /// Drops every second MeterValues but the first message, which may be on its way. Starts and stops are never dropped.
    private mutating func thinOut() {
        var keeps = false
        var kept: [Entry] = []
        kept.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            if index > 0, entry.message.isMeterValues {
                keeps.toggle()
                if !keeps { continue }
            }
            kept.append(entry)
        }
        entries = kept
    }
}
