import OCPPJ

/// Where a bulk operation stands with one charge point.
package enum BulkOutcome: String, CaseIterable, Sendable {
    /// Its turn has not come.
    case waiting
    /// It is not connected; the operation waits for it until its deadline.
    case waitingForConnection
    /// The request is on its way.
    case inProgress

    /// It answered, whatever its answer's status.
    case answered
    /// It answered with a CALLERROR.
    case callError
    /// No answer came in time.
    case timedOut
    /// The connection was lost before the answer came.
    case disconnected
    /// It was not connected, or not before the deadline; nothing was sent.
    case notConnected
    /// Too many commands were waiting for it already; nothing was sent.
    case queueFull
    /// The server stopped while the request was on its way. It is not sent again unless an operator asks for it.
    case interrupted
    /// No charge point has this identity.
    case unknownChargePoint
    /// The operation was cancelled before its turn came; nothing was sent.
    case cancelled
    /// The server could not do it; the text tells why.
    case failed

    /// Whether there is nothing more to come.
    package var isFinal: Bool { !Self.unfinished.contains(self) }

    static let unfinished: [BulkOutcome] = [.waiting, .waitingForConnection, .inProgress]

    package init(_ outcome: CommandOutcome) {
        switch outcome {
        case .pending, .interrupted: self = .interrupted
        case .answered: self = .answered
        case .callError: self = .callError
        case .timedOut: self = .timedOut
        case .disconnected: self = .disconnected
        case .notConnected: self = .notConnected
        case .queueFull: self = .queueFull
        }
    }
}

/// What came of a bulk operation at one charge point.
package struct BulkResult: Hashable, Sendable {
    package var outcome: BulkOutcome
    /// Whether the charge point did what it was asked for. A retry is for those that did not.
    package var succeeded: Bool
    /// The last command that was sent for it.
    package var commandId: Int64?
    /// The status in the charge point's answer, for example `Accepted`.
    package var status: String?
    /// More about it, for people.
    package var text: String?

    package init(
        _ outcome: BulkOutcome, succeeded: Bool, commandId: Int64? = nil, status: String? = nil, text: String? = nil
    ) {
        self.outcome = outcome
        self.succeeded = succeeded
        self.commandId = commandId
        self.status = status
        self.text = text
    }

    /// What came of a single command. An answer counts as success when its status says so, or when it needs none.
    package init(_ command: Command) {
        let status = command.responseStatus
        let isAnswered = command.outcome == .answered
        let succeeded = isAnswered && (status.map { Self.good.contains(ConfirmationStatus.corrected($0)) } ?? (command.deviation == nil))
        self.init(
            BulkOutcome(command.outcome), succeeded: succeeded, commandId: command.id, status: status,
            text: isAnswered ? command.deviation : command.explanation)
    }

    private static let good: Set<String> = ["Accepted", "Scheduled", "Unlocked", "RebootRequired"]
}

extension Command {
    /// The member `status` of the answer; nil when there is none.
    package var responseStatus: String? {
        guard let response, let node = try? JSONNode.parse(response) else { return nil }
        return node["status"]?.string
    }
}
