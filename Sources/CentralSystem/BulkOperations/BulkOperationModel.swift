package import OCPPJ

/// Something that is done to many charge points, a few at a time, with one result for each.
package struct BulkOperation: Hashable, Sendable {
    package var id: Int64
    /// What kind of thing it does: `BulkExecutor.kind`.
    package var kind: String
    /// What exactly; JSON, its members are the executor's business. Secrets are masked.
    package var parameters: [UInt8]
    /// Which charge points were asked for; resolved when the operation was created. Nil for a list that is too long to repeat.
    package var target: TargetSelection?
    /// How many charge points at a time.
    package var parallelism: Int
    /// Until when charge points that are not connected are waited for; nil: not at all.
    package var deadline: Timestamp?
    package var state: BulkOperationState
    package var requestedBy: String
    package var createdAt: Timestamp
    package var finishedAt: Timestamp?
    package var progress: BulkProgress
}

package enum BulkOperationState: String, CaseIterable, Sendable {
    /// Its charge points are being written down; nothing is sent yet.
    case preparing
    case running
    /// It was cancelled; what is on its way still gets its result.
    case cancelling
    case cancelled
    /// Every charge point has its result.
    case completed
}

/// How far an operation is.
package struct BulkProgress: Hashable, Sendable {
    /// How many charge points there are by outcome; absent means none.
    package var counts: [BulkOutcome: Int]
    /// How many did what they were asked for.
    package var succeeded: Int

    package init(counts: [BulkOutcome: Int] = [:], succeeded: Int = 0) {
        self.counts = counts
        self.succeeded = succeeded
    }

    package var total: Int { counts.values.reduce(0, +) }
    /// How many have their result.
    package var finished: Int { counts.filter(\.key.isFinal).values.reduce(0, +) }
}

/// One charge point of an operation.
package struct BulkTarget: Hashable, Sendable {
    /// Counts from 1 within the operation.
    package var number: Int64
    package var chargePointId: String
    package var result: BulkResult
    /// How often it was tried.
    package var attempts: Int
    /// When it was last tried.
    package var startedAt: Timestamp?
    package var finishedAt: Timestamp?
}

/// An operation to be created.
package struct NewBulkOperation: Sendable {
    package var kind: String
    package var parameters: JSONNode
    package var target: TargetSelection
    package var parallelism: Int?
    package var deadline: Timestamp?

    /// - Parameters:
    ///   - parallelism: how many charge points at a time; nil for the default.
    ///   - deadline: until when charge points that are not connected are waited for; nil: not at all.
    package init(
        kind: String, parameters: JSONNode, target: TargetSelection, parallelism: Int? = nil, deadline: Timestamp? = nil
    ) {
        self.kind = kind
        self.parameters = parameters
        self.target = target
        self.parallelism = parallelism
        self.deadline = deadline
    }
}
