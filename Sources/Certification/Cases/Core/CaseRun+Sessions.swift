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
    /// some. 0 when nobody can see it.
    func openTransactions() async throws(CaseFailure) -> Int {
        for count in 0...Self.mostLeftOpen {
            let answer: FactAnswer
            do {
                answer = try await driver.looks(for: shownAsOpen(count))
            } catch {
                throw error.caseFailure
            }
            switch answer {
            case .confirmed:
                trace.add(.note, "before the case the central system shows \(shownAsOpen(count))")
                return count
            case .notVisible: return 0
            case .denied: continue
            }
        }
        throw .inconclusive(
            "the central system shows more than \(Self.mostLeftOpen) open transactions on connector \(configuration.connectorId) "
                + "from before; stop them first")
    }

    /// Checks that no transaction has come into being on C.
    ///
    /// - Parameter before: how many there were when the case began.
    func checkNoTransaction(besides before: Int) async throws(CaseFailure) {
        try await checkShown(shownAsOpen(before))
    }

    private static var mostLeftOpen: Int { 10 }

    private func shownAsOpen(_ count: Int) -> Fact {
        .openTransactions(identity: identity, connectorId: configuration.connectorId, count: count)
    }
}
