import OCPP16

/// What a charge point reports afterwards: it had no power, or no connection.
extension CertificationCase {
    static let powerFailure = CertificationCase(
        "TC_032_1_CSMS", "Power failure, transactions stopped at boot", .core,
        [
            .variant("Boot on the same connection, connector 0 before StopTransaction") { test in
                try await test.booted()
                let transactionId = try await test.charging()
                try await test.boot()
                try await test.status(.finishing)
                try await test.otherConnectorsAvailable()
                try await test.status(.available, connector: 0)
                try await test.stopAfterPowerLoss(transactionId)
            },
            .variant("Boot after a reconnect, connector 0 after StopTransaction") { test in
                let transactionId = try await test.charging()
                await test.chargePoint.loseConnection()
                try await test.chargePoint.connect()
                try await test.boot()
                try await test.status(.finishing)
                try await test.otherConnectorsAvailable()
                try await test.stopAfterPowerLoss(transactionId)
                try await test.status(.available, connector: 0)
            },
        ])

    static let offlineStartValidId = CertificationCase(
        "TC_037_1_CSMS", "Offline start, valid id", .core,
        [
            .variant("after Boot and Status") { test in
                try await test.booted()
                let transactionId = try await test.started(at: test.moment(inSeconds: -26 * 3600))
                try await test.status(.charging)
                try await test.checkStored(transactionId, isOpen: true)
                try await test.endSession(transactionId)
            },
            .variant("without Boot and Status, on a connector that was never reported") { test in
                let connector = test.configuration.connectorCount + 1
                let transactionId = try await test.started(connector: connector, at: test.moment(inSeconds: -3 * 3600))
                try await test.status(.charging, connector: connector)
                try await test.checkStored(transactionId, isOpen: true)
                try await test.endSession(transactionId, connector: connector)
            },
        ])

    static let offlineStartInvalidId = CertificationCase(
        "TC_037_3_CSMS", "Offline start, invalid id, charge point stops on invalid id", .core,
        [
            .variant("StopTransaction without an idTag") { test in
                try await test.offlineStartIsInvalid(stoppedWith: nil)
            },
            .variant("StopTransaction with the invalid idTag") { test in
                try await test.booted()
                try await test.offlineStartIsInvalid(stoppedWith: test.idTags.unknown)
            },
        ])

    static let offlineTransaction = CertificationCase("TC_039_CSMS", "Offline transaction", .core) { test in
        // Hours old, then now.
        for (start, stop) in [(-6 * 3600, -5 * 3600), (0, 0)] {
            let transactionId = try await test.started(at: test.moment(inSeconds: start))
            try await test.stop(transactionId, .local, at: test.moment(inSeconds: stop))
            try await test.checkStored(transactionId, isOpen: false)
        }
    }
}

extension CaseRun {
    /// StatusNotification(Available) for every connector but C.
    fileprivate func otherConnectorsAvailable() async throws(CaseFailure) {
        for connector in 1...configuration.connectorCount where connector != configuration.connectorId {
            try await status(.available, connector: connector)
        }
    }

    /// StopTransaction of a transaction from before the power failure, which closes it.
    fileprivate func stopAfterPowerLoss(_ transactionId: Int) async throws(CaseFailure) {
        try await stop(transactionId, .powerLoss)
        try await checkStored(transactionId, isOpen: false)
        try await status(.available)
    }

    /// The transaction of T is stored: what was reported late must be billed like any other.
    fileprivate func checkStored(_ transactionId: Int, isOpen: Bool) async throws(CaseFailure) {
        try await checkShown(
            .transaction(identity: identity, transactionId: transactionId, idTag: idTags.accepted, isOpen: isOpen))
    }

    /// A session that began offline with an idTag that nobody knows, reported afterwards and stopped because of the answer.
    fileprivate func offlineStartIsInvalid(stoppedWith idTag: String?) async throws(CaseFailure) {
        let started = try await start(idTags.unknown, at: moment(inSeconds: -2 * 3600))
        try check("StartTransaction.conf: idTagInfo.status", started.idTagInfo.status, is: .invalid)
        try await status(.charging)
        try await stop(started.transactionId, .deAuthorized, idTag: idTag)
        try await status(.finishing)
        try await checkShown(
            .transaction(
                identity: identity, transactionId: started.transactionId, idTag: idTags.unknown, isOpen: false))
        try await status(.available)
    }
}
