import CentralSystem

extension ChargePointRoutes {
    func view(of chargePoint: ChargePoint) async throws -> ChargePointView {
        try await views(of: [chargePoint])[0]
    }

    /// Charge points with what other features know of them: a fixed number of reads, however many there are.
    func views(of chargePoints: [ChargePoint]) async throws -> [ChargePointView] {
        let keys = chargePoints.map(\.key)
        let connectors = try await centralSystem.connectors.list(chargePointKeys: keys)
        let deviations = try await centralSystem.deviations.list(chargePointKeys: keys)
        let requests = try await centralSystem.availability.list(chargePointKeys: keys)
        let transactions = try await centralSystem.transactions.openTransactions(chargePointKeys: keys)
        return chargePoints.map { chargePoint in
            let open = transactions[chargePoint.key] ?? [:]
            let asked = requests[chargePoint.key] ?? ConnectorRequests()
            return ChargePointView(
                chargePoint: chargePoint,
                connectors: (connectors[chargePoint.key] ?? []).map {
                    ConnectorView(
                        connector: $0, transactionId: open[$0.connectorId],
                        availability: asked.availability(of: $0.connectorId, report: $0.report),
                        lastUnlock: asked.unlock(of: $0.connectorId))
                },
                deviations: deviations[chargePoint.key] ?? [],
                connectionURL: configuration.connectionURL(
                    of: chargePoint.id, usesTLS: chargePoint.requiredSecurityProfile >= .tlsWithBasic))
        }
    }
}
