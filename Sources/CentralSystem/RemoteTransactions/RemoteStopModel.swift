package import OCPPJ

/// A RemoteStopTransaction as a job: from the operator's request to the end of the transaction.
package struct RemoteStop: Hashable, Sendable {
    package var id: Int64
    package var chargePointId: String
    /// As it was asked for, known or not.
    package var transactionId: Int
    package var state: RemoteStopState
    package var requestedAt: Timestamp
    package var requestedBy: String
    /// The command that carries it.
    package var commandId: Int64
    /// When the charge point answered.
    package var answeredAt: Timestamp?
    /// How long after an accepting answer the StopTransaction is waited for, in seconds.
    package var timeoutSeconds: Int
    /// The end of that wait; nil while there is no accepting answer.
    package var dueAt: Timestamp?
    /// When the StopTransaction came.
    package var stoppedAt: Timestamp?
    /// Its reason as sent.
    package var stopReason: String?
    /// Whether it came after the job was given up.
    package var isLate: Bool
    /// More about its state, for people.
    package var text: String?
}

package enum RemoteStopState: String, CaseIterable, Sendable {
    /// Sent, or about to be; not answered yet.
    case requested
    /// The charge point will stop the transaction; its StopTransaction is waited for.
    case accepted
    /// The transaction has ended.
    case stopped
    /// The charge point will not; the transaction goes on.
    case rejected
    /// It was accepted, but the StopTransaction did not come in time.
    case neverStopped
    /// There is no usable answer; the text tells why.
    case unanswered
}

/// Which jobs to list; nil means any.
package struct RemoteStopFilter: Hashable, Sendable {
    package var chargePointId: String?
    package var state: RemoteStopState?
    package var transactionId: Int?

    package init(chargePointId: String? = nil, state: RemoteStopState? = nil, transactionId: Int? = nil) {
        self.chargePointId = chargePointId
        self.state = state
        self.transactionId = transactionId
    }
}
