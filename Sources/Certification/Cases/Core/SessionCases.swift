import OCPP16

/// Sessions that drivers begin and end at the charge point.
extension CertificationCase {
    static let regularSessionPlugInFirst = CertificationCase("TC_003_CSMS", "Regular session, plug-in first", .core) { test in
        try await test.booted()
        try await test.status(.preparing)
        try await test.authorized()
        let transactionId = try await test.started()
        try await test.status(.charging)
        try await test.endSession(transactionId)
        try await test.checkShown(
            .transaction(
                identity: test.identity, transactionId: transactionId, idTag: test.idTags.accepted, isOpen: false))
    }

    static let regularSessionIdentificationFirst = CertificationCase(
        "TC_004_1_CSMS", "Regular session, identification first", .core,
        [
            .variant("with Preparing") { test in
                try await test.booted()
                try await test.authorized()
                try await test.status(.preparing)
                let transactionId = try await test.started()
                try await test.status(.charging)
                try await test.endSession(transactionId)
            },
            .variant("without Preparing") { test in
                try await test.authorized()
                let transactionId = try await test.started()
                try await test.status(.charging)
                try await test.endSession(transactionId)
            },
        ])

    static let identificationFirstTimeout = CertificationCase(
        "TC_004_2_CSMS", "Identification first, connection timeout", .core,
        [
            .variant("after Authorize") { test in
                let before = try await test.openTransactions()
                try await test.authorized()
                try await test.connectionTimesOut()
                try await test.checkNoTransaction(besides: before)
            },
            .variant("without Authorize") { test in
                let before = try await test.openTransactions()
                try await test.booted()
                try await test.connectionTimesOut()
                try await test.checkNoTransaction(besides: before)
            },
        ])

    static let vehicleSideDisconnected = CertificationCase("TC_005_1_CSMS", "Vehicle side disconnected", .core) { test in
        try await test.booted()
        let transactionId = try await test.charging()
        try await test.status(.suspendedEV)
        let stopped = try await test.stop(transactionId, .evDisconnected, idTag: test.idTags.accepted)
        try test.check("StopTransaction.conf: idTagInfo.status", stopped.idTagInfo?.status, is: .accepted)
        try await test.status(.finishing)
        try await test.status(.available)
        try await test.checkShown(
            .transaction(
                identity: test.identity, transactionId: transactionId, idTag: test.idTags.accepted, isOpen: false,
                stopReason: Reason.evDisconnected.rawValue))
    }

    static let startWithCachedId = CertificationCase("TC_007_CSMS", "Start with a cached id", .core) { test in
        // No Authorize: the charge point knows the idTag from its cache.
        try await test.status(.preparing)
        let transactionId = try await test.started()
        try await test.status(.charging)
        try await test.endSession(transactionId)
    }

    static let connectorLockFailure = CertificationCase(
        "TC_024_CSMS", "Connector lock failure", .core,
        [
            .variant("after Authorize") { test in
                let before = try await test.openTransactions()
                try await test.booted()
                try await test.authorized()
                try await test.connectorLockFails()
                try await test.checkNoTransaction(besides: before)
                try await test.status(.available)
            },
            .variant("without Authorize") { test in
                let before = try await test.openTransactions()
                try await test.connectorLockFails()
                try await test.checkNoTransaction(besides: before)
                try await test.status(.available)
            },
        ])
}

extension CaseRun {
    fileprivate func connectorLockFails() async throws(CaseFailure) {
        try await status(.preparing)
        try await status(.faulted, errorCode: .connectorLockFailure)
    }
}
