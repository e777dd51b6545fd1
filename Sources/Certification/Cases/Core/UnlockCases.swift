import OCPP16

/// The operator has a connector unlocked.
extension CertificationCase {
    static let unlockDetachableCable = CertificationCase(
        "TC_017_1_CSMS", "Unlock, no session, detachable cable", .core
    ) { test in
        try await test.askForUnlock(answered: .unlocked)
    }

    static let unlockFixedCable = CertificationCase("TC_017_2_CSMS", "Unlock, no session, fixed cable", .core) { test in
        try await test.booted()
        try await test.askForUnlock(answered: .notSupported)
    }

    static let unlockWithSession = CertificationCase(
        "TC_018_1_CSMS", "Unlock with a session", .core,
        [
            .variant("Unlocked") { test in
                try await test.booted()
                let transactionId = try await test.charging()
                try await test.askForUnlock(answered: .unlocked)
                // The transaction is still open.
                try await test.status(.finishing)
                try await test.stop(transactionId, .unlockCommand)
                try await test.status(.available)
            },
            .variant("UnlockFailed") { test in
                let transactionId = try await test.charging()
                try await test.askForUnlock(answered: .unlockFailed)
                try await test.checkShown(
                    .transaction(
                        identity: test.identity, transactionId: transactionId, idTag: test.idTags.accepted, isOpen: true))
                try await test.endSession(transactionId)
            },
        ])

    static let unlockFailure = CertificationCase("TC_030_CSMS", "Unlock failure", .core) { test in
        try await test.booted()
        try await test.askForUnlock(answered: .unlockFailed)
    }

    static let unlockUnknownConnector = CertificationCase("TC_031_CSMS", "Unlock unknown connector", .core) { test in
        try await test.askForUnlock(99, answered: .notSupported)
        // A connector that exists, with the same answer.
        try await test.askForUnlock(answered: .notSupported)
    }
}

extension CaseRun {
    /// The operator asks for a connector to be unlocked.
    ///
    /// - Parameters:
    ///   - connector: C unless it is given.
    ///   - status: what the charge point answers, and what the operator must see then.
    fileprivate func askForUnlock(_ connector: Int? = nil, answered status: UnlockStatus) async throws(CaseFailure) {
        let wanted = try connectorId(connector ?? configuration.connectorId)
        let asked = try await ask(UnlockConnector(connectorId: wanted))
        try check("UnlockConnector.req: connectorId", asked.request.connectorId, is: wanted)
        try await asked.answer(UnlockConnectorResponse(status: status), shown: status.rawValue)
    }
}
