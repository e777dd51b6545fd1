import OCPP16

/// Sessions that the operator begins and ends.
extension CertificationCase {
    static let remoteStartCableFirst = CertificationCase(
        "TC_010_CSMS", "Remote start, cable first", .core,
        [
            .variant("with Authorize") { test in
                try await test.booted()
                try await test.status(.preparing)
                let idTag = try await test.askForStart(connector: test.configuration.connectorId, answered: .accepted)
                try await test.authorized(idTag)
                let transactionId = try await test.started(idTag)
                try await test.status(.charging)
                try await test.endSession(transactionId)
            },
            .variant("without Authorize") { test in
                try await test.status(.preparing)
                let idTag = try await test.askForStart(connector: test.configuration.connectorId, answered: .accepted)
                let transactionId = try await test.started(idTag)
                try await test.status(.charging)
                try await test.endSession(transactionId)
            },
        ])

    static let remoteStartFirst = CertificationCase(
        "TC_011_1_CSMS", "Remote start first", .core,
        [
            .variant("with Authorize") { test in
                let idTag = try await test.askForStart(connector: test.configuration.connectorId, answered: .accepted)
                try await test.authorized(idTag)
                try await test.status(.preparing)
                let transactionId = try await test.started(idTag)
                try await test.status(.charging)
                try await test.endSession(transactionId)
            },
            .variant("without Authorize") { test in
                try await test.booted()
                let idTag = try await test.askForStart(connector: test.configuration.connectorId, answered: .accepted)
                try await test.status(.preparing)
                let transactionId = try await test.started(idTag)
                try await test.status(.charging)
                try await test.endSession(transactionId)
            },
        ])

    static let remoteStartTimeout = CertificationCase(
        "TC_011_2_CSMS", "Remote start, timeout", .core,
        [
            .variant("with a connectorId") { test in
                try await test.booted()
                try await test.remoteStartTimesOut(connector: test.configuration.connectorId)
            },
            .variant("without a connectorId") { test in
                try await test.remoteStartTimesOut(connector: nil)
            },
        ])

    static let remoteStop = CertificationCase("TC_012_CSMS", "Remote stop", .core) { test in
        try await test.booted()
        let transactionId = try await test.charging()
        try await test.askForStop(of: transactionId, answered: .accepted)
        try await test.stop(transactionId, .remote)
        try await test.status(.finishing)
        try await test.status(.available)
        try await test.checkShown(
            .transaction(
                identity: test.identity, transactionId: transactionId, idTag: test.idTags.accepted, isOpen: false))
    }

    static let remoteStartRejected = CertificationCase("TC_026_CSMS", "Remote start rejected", .core) { test in
        let before = try await test.openTransactions()
        // With and without a connectorId: both must be sendable.
        try await test.askForStart(connector: test.configuration.connectorId, answered: .rejected)
        try await test.askForStart(connector: nil, answered: .rejected)
        try await test.checkNoTransaction(besides: before)
    }

    static let remoteStopRejected = CertificationCase("TC_028_CSMS", "Remote stop rejected", .core) { test in
        let transactionId = try await test.charging()
        // Any number that the Central System has never given out.
        try await test.askForStop(of: 2_000_000_000, answered: .rejected)
        try await test.askForStop(of: transactionId, answered: .rejected)
        try await test.checkShown(
            .transaction(
                identity: test.identity, transactionId: transactionId, idTag: test.idTags.accepted, isOpen: true))
        try await test.endSession(transactionId)
    }
}

extension CaseRun {
    /// The operator asks for a start with T.
    ///
    /// - Parameters:
    ///   - connector: nil to leave it to the charge point.
    ///   - status: what the charge point answers, and what the operator must see then.
    /// - Returns: the idTag as it came.
    @discardableResult
    fileprivate func askForStart(
        connector: Int?, answered status: RemoteStartStopStatus
    ) async throws(CaseFailure) -> String {
        let wanted: ConnectorId? = if let connector { try connectorId(connector) } else { nil }
        let asked = try await ask(RemoteStartTransaction(idTag: token(idTags.accepted), connectorId: wanted))
        let idTag = asked.request.idTag.text
        try check("RemoteStartTransaction.req: idTag", idTag, is: idTags.accepted)
        if let wanted {
            try check("RemoteStartTransaction.req: connectorId", asked.request.connectorId, is: wanted)
        } else {
            try check("RemoteStartTransaction.req", asked.payload, lacks: "connectorId")
        }
        try await asked.answer(RemoteStartTransactionResponse(status: status), shown: status.rawValue)
        return idTag
    }

    /// The operator asks for a stop.
    ///
    /// - Parameter status: what the charge point answers, and what the operator must see then.
    fileprivate func askForStop(
        of transactionId: Int, answered status: RemoteStartStopStatus
    ) async throws(CaseFailure) {
        let asked = try await ask(RemoteStopTransaction(transactionId: transactionId))
        try check("RemoteStopTransaction.req: transactionId", asked.request.transactionId, is: transactionId)
        try await asked.answer(RemoteStopTransactionResponse(status: status), shown: status.rawValue)
    }

    /// A remote start that nobody plugs in for. It must not disturb the next session, which is another driver's.
    fileprivate func remoteStartTimesOut(connector: Int?) async throws(CaseFailure) {
        let before = try await openTransactions()
        let idTag = try await askForStart(connector: connector, answered: .accepted)
        try await authorized(idTag)
        try await connectionTimesOut()
        try await checkNoTransaction(besides: before)
        let transactionId = try await started(idTags.second)
        try await endSession(transactionId)
    }
}
