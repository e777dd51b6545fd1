package import OCPPJ

/// A CALL that an operator had sent to a charge point, and what became of it.
package struct Command: Hashable, Sendable {
    package var id: Int64
    package var chargePointId: String
    package var action: OCPPAction
    /// The payload as sent: JSON.
    package var payload: [UInt8]
    package var requestedAt: Timestamp
    /// Who asked for it, for example `api`.
    package var requestedBy: String
    /// When the frame went out; nil when it never did.
    package var sentAt: Timestamp?
    /// When the answer or the CALLERROR came.
    package var answeredAt: Timestamp?
    package var outcome: CommandOutcome
    /// The confirmation's payload as received: JSON.
    package var response: [UInt8]?
    /// The CALLERROR.
    package var error: CallError?
    /// In what respect the answer does not conform to the specification.
    package var deviation: String?
}

/// What became of a command.
package enum CommandOutcome: String, CaseIterable, Sendable {
    /// No outcome yet.
    case pending
    /// The charge point answered, whatever its answer's status.
    case answered
    /// The charge point answered with a CALLERROR.
    case callError
    /// No answer came in time.
    case timedOut
    /// The connection was lost before the answer came.
    case disconnected
    /// There was no connection; nothing was sent.
    case notConnected
    /// Too many commands were waiting already; nothing was sent.
    case queueFull
    /// The server stopped before the outcome was known.
    case interrupted
}
