import OCPPJ

/// Everything that waits to be sent: messages about transactions, which outlive the connection, and the others, which
/// do not.
struct Outbox: Hashable, Sendable {
    /// What the registration allows to be sent (OCPP 1.6, section 4.2).
    enum Permission: Hashable, Sendable {
        /// BootNotification only.
        case boot
        /// BootNotification, and what the Central System asked for with TriggerMessage.
        case triggered
        case everything
    }

    private struct Entry: Hashable, Sendable {
        let order: Int
        let message: OutgoingMessage
        let isTriggered: Bool
    }

    var transactions = TransactionQueue()
    private var messages: [Entry] = []
    private var order = 0

    /// Whether there is nothing that could be sent some time.
    var isEmpty: Bool { messages.isEmpty && transactions.isEmpty }

    /// - Parameter isTriggered: whether the Central System asked for it.
    mutating func append(_ message: OutgoingMessage, isTriggered: Bool = false) {
        order += 1
        if case .transaction(let message) = message {
            transactions.append(message, order: order)
        } else {
            messages.append(Entry(order: order, message: message, isTriggered: isTriggered))
        }
    }

    func contains(where matches: (OutgoingMessage) -> Bool) -> Bool {
        messages.contains { matches($0.message) }
    }

    /// The message to send now. One about a transaction stays in its queue until it is known to be delivered; any other is
    /// taken out.
    mutating func next(at now: Timestamp, _ permission: Permission) -> OutgoingMessage? {
        let index = messages.firstIndex { entry in
            switch permission {
            case .boot: entry.message.isBootNotification
            case .triggered: entry.message.isBootNotification || entry.isTriggered
            case .everything: true
            }
        }
        if permission == .everything, let head = transactions.head(at: now),
            index.map({ messages[$0].order > head.order }) ?? true {
            return .transaction(head.message)
        }
        return index.map { messages.remove(at: $0).message }
    }

    /// The connection is lost: forgets what is worth nothing on the next one.
    ///
    /// - Returns: what is forgotten.
    mutating func disconnected() -> [OutgoingMessage] {
        defer { messages = [] }
        return messages.map(\.message)
    }
}
