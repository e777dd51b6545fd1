/// Keeps the last observed difference between a charge point's clock and ours (field note 3.2).
///
/// Kept in memory and written to the charge point's row with the next batch.
package struct ClockOffsetRecorder: Sendable {
    private let session: ChargePointSession?

    /// - Parameter session: whose charge point is observed; nil forgets every observation, for tests.
    package init(session: ChargePointSession? = nil) {
        self.session = session
    }

    /// Notes the charge point's clock minus ours.
    ///
    /// - Parameter milliseconds: positive when the charge point's clock is ahead.
    package func note(milliseconds: Int64) {
        session?.noteClockOffset(milliseconds: milliseconds)
    }
}
