import OCPPJ

/// Finds the remote start that a transaction belongs to.
///
/// A job fits a transaction of the same charge point and idTag when it asked for the same connector, or for none, and when the
/// transaction did not begin before the request: then it was started by somebody else and sent later, for example after the
/// charge point had been offline. Among those that fit, one that is still expected goes before one that was given up, one that
/// named the connector before one that did not, and the newest before older ones.
struct RemoteStartMatch {
    /// Clocks of charge points may be so much slow, in milliseconds.
    static let clockTolerance: Int64 = 60_000
    /// How long after it was given up a job still gets its transaction, in milliseconds.
    static let lateness: Int64 = 3_600_000

    /// The job that the transaction belongs to.
    let job: ExpectedStart
    /// Whether it was given up already.
    let isLate: Bool
    /// Older jobs that the same transaction would have fitted: their time is over.
    let superseded: [Int64]

    /// - Parameters:
    ///   - candidates: the jobs of the charge point and the idTag, newest first.
    ///   - startedAt: by the charge point's clock, its lag added.
    /// - Returns: nil when the transaction belongs to none.
    init?(_ candidates: [ExpectedStart], connectorId: Int, startedAt: Timestamp) {
        let fitting = candidates.filter { job in
            guard job.connectorId == nil || job.connectorId == connectorId else { return false }
            guard startedAt.milliseconds >= job.requestedAt.milliseconds - Self.clockTolerance else { return false }
            return job.isExpected || startedAt.milliseconds <= job.dueAt.milliseconds + Self.lateness
        }
        let expected = fitting.filter(\.isExpected)
        let preferred = expected.isEmpty ? fitting : expected
        guard let job = preferred.first(where: { $0.connectorId == connectorId }) ?? preferred.first else { return nil }
        self.job = job
        isLate = !job.isExpected && startedAt > job.dueAt
        superseded = fitting.map(\.id).filter { $0 < job.id }
    }
}
