import OCPP16

/// What several cases of Core do with sessions.
extension CaseRun {
    /// Ends a session that the case has no more need of: StopTransaction, then the connector is free.
    func endSession(_ transactionId: Int, connector: Int? = nil) async throws(CaseFailure) {
        try await stop(transactionId, .local)
        try await status(.available, connector: connector)
    }

    /// The cable waits for a driver, or a driver for the cable, until the charge point gives up. How long that takes is its own
    /// business, so that it takes no time here.
    func connectionTimesOut() async throws(CaseFailure) {
        try await status(.preparing)
        try await status(.available)
    }

    /// How many transactions the Central System shows as open on C before the case does anything: an earlier run may have left
    /// some. nil when nobody can see it.
    func openTransactions() async throws(CaseFailure) -> Int? {
        do {
            let count = try await driver.openTransactions(on: configuration.connectorId, of: identity)
            if let count, count > 0 { trace.add(.note, "before the case the central system shows \(shownAsOpen(count))") }
            return count
        } catch {
            throw error.caseFailure
        }
    }

    /// Checks that no transaction has come into being on C.
    ///
    /// - Parameter before: how many there were when the case began.
    func checkNoTransaction(besides before: Int?) async throws(CaseFailure) {
        guard let before else {
            trace.add(.note, "not looked at: whether a transaction has come into being")
            return
        }
        try await checkShown(shownAsOpen(before))
    }

    private func shownAsOpen(_ count: Int) -> Fact {
        .openTransactions(identity: identity, connectorId: configuration.connectorId, count: count)
    }
}
