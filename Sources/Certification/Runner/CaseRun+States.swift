package import OCPP16
import Synchronization

/// The states that cases begin in, in the words of the certification.
extension CaseRun {
    /// Booted: BootNotification is answered Accepted, then StatusNotification(Available) for connector 0 and each connector.
    @discardableResult
    package func booted() async throws(CaseFailure) -> BootNotificationResponse {
        let boot = try await boot()
        try await allConnectors(.available)
        return boot
    }

    /// BootNotification, answered Accepted.
    @discardableResult
    package func boot() async throws(CaseFailure) -> BootNotificationResponse {
        let boot = try await chargePoint.send(
            BootNotification(
                chargePointVendor: text("Stationmaster"), chargePointModel: text("Certification"),
                chargePointSerialNumber: text(chargePoint.access.serialNumber), firmwareVersion: text("1.0")))
        try check("BootNotification.conf: status", boot.status, is: .accepted)
        return boot
    }

    /// StatusNotification for connector 0 and every connector.
    package func allConnectors(_ status: ChargePointStatus) async throws(CaseFailure) {
        for connector in 0...configuration.connectorCount { try await self.status(status, connector: connector) }
    }

    /// StatusNotification for a connector; C unless it is given.
    package func status(
        _ status: ChargePointStatus, connector: Int? = nil, errorCode: ChargePointErrorCode = .noError
    ) async throws(CaseFailure) {
        try await chargePoint.send(
            StatusNotification(
                connectorId: connectorId(connector ?? configuration.connectorId), errorCode: errorCode, status: status,
                timestamp: now))
    }

    /// Authorized: Authorize(T) is answered Accepted.
    @discardableResult
    package func authorized(_ idTag: String? = nil) async throws(CaseFailure) -> IdTagInfo {
        let answer = try await chargePoint.send(Authorize(idTag: token(idTag ?? idTags.accepted)))
        try check("Authorize.conf: idTagInfo.status", answer.idTagInfo.status, is: .accepted)
        return answer.idTagInfo
    }

    /// Charging: Authorized, Preparing, StartTransaction answered Accepted with a transactionId, Charging.
    ///
    /// - Returns: the transactionId.
    package func charging() async throws(CaseFailure) -> Int {
        try await authorized()
        try await status(.preparing)
        let started = try await started()
        try await status(.charging)
        return started
    }

    /// StartTransaction, answered Accepted with a transactionId above 0.
    ///
    /// - Parameters:
    ///   - idTag: T unless it is given.
    ///   - timestamp: now unless it is given.
    /// - Returns: the transactionId.
    package func started(
        _ idTag: String? = nil, connector: Int? = nil, reservationId: Int? = nil, at timestamp: DateTime? = nil
    ) async throws(CaseFailure) -> Int {
        let answer = try await start(idTag, connector: connector, reservationId: reservationId, at: timestamp)
        try check("StartTransaction.conf: idTagInfo.status", answer.idTagInfo.status, is: .accepted)
        return answer.transactionId
    }

    /// StartTransaction, whatever its status; the transactionId must be above 0.
    package func start(
        _ idTag: String? = nil, connector: Int? = nil, reservationId: Int? = nil, at timestamp: DateTime? = nil
    ) async throws(CaseFailure) -> StartTransactionResponse {
        let answer = try await chargePoint.send(
            StartTransaction(
                connectorId: connectorId(connector ?? configuration.connectorId), idTag: token(idTag ?? idTags.accepted),
                meterStart: MeterReadings.next(), reservationId: reservationId, timestamp: timestamp ?? now))
        chargePoint.transactionBegan(answer.transactionId)
        try check(
            "StartTransaction.conf: transactionId is above 0", answer.transactionId > 0,
            otherwise: "StartTransaction.conf: transactionId was \(answer.transactionId), expected a number above 0")
        return answer
    }

    /// StopTransaction. The answer must have idTagInfo exactly when an idTag was sent.
    @discardableResult
    package func stop(
        _ transactionId: Int, _ reason: Reason? = nil, idTag: String? = nil, at timestamp: DateTime? = nil
    ) async throws(CaseFailure) -> StopTransactionResponse {
        let sentIdTag: IdToken? = if let idTag { try token(idTag) } else { nil }
        chargePoint.transactionEnds(transactionId)
        let answer = try await chargePoint.send(
            StopTransaction(
                transactionId: transactionId, idTag: sentIdTag, meterStop: MeterReadings.next(), timestamp: timestamp ?? now,
                reason: reason))
        try check(
            "StopTransaction.conf: idTagInfo is \(idTag == nil ? "absent" : "present")",
            (answer.idTagInfo == nil) == (idTag == nil),
            otherwise: idTag == nil
                ? "StopTransaction.conf: idTagInfo was present, expected it to be absent because no idTag was sent"
                : "StopTransaction.conf: idTagInfo was absent, expected it because an idTag was sent")
        return answer
    }

    /// Stops what a case that failed has left open, so that the cases after it begin as they should. What comes of it changes
    /// no result.
    func endOpenTransactions() async {
        for transactionId in chargePoint.openTransactions {
            trace.add(.note, "transaction \(transactionId) is still open: it is stopped for the cases that follow")
            if (try? chargePoint.connection()) == nil, (try? await chargePoint.connect()) == nil { return }
            _ = try? await stop(transactionId, .other)
        }
    }
}

/// Readings of the test's meters: each higher than the one before, so that no two transactions are alike.
enum MeterReadings {
    private static let last = Atomic(1000)

    static func next() -> Int { last.wrappingAdd(100, ordering: .relaxed).newValue }
}
