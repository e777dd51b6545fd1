package import OCPP16
package import OCPPJ

/// One GetDiagnostics or GetLog and what became of it, whoever sent it.
package struct DiagnosticsJob: Hashable, Sendable {
    package var id: Int64
    package var chargePoint: ChargePointReference
    /// The log that GetLog asked for; nil for GetDiagnostics.
    package var logType: LogEnumType?
    /// Of GetLog alone.
    package var requestId: Int?
    /// The record of the request.
    package var commandId: Int64
    /// Who asked for it, for example `api`.
    package var requestedBy: String
    /// Where the charge point was told to upload to; a password in it is hidden.
    package var location: String
    package var startTime: Timestamp?
    package var stopTime: Timestamp?
    package var retries: Int?
    package var retryIntervalSeconds: Int?
    package var life: DiagnosticsJobLife
    /// Until when our address takes the file; nil for a location elsewhere.
    package var expiresAt: Timestamp?
}

/// What an operator asks for.
package struct NewDiagnosticsJob: Hashable, Sendable {
    package var chargePointId: String
    /// Any URL, given to the charge point as it is; nil for an address of this server.
    package var location: String?
    package var startTime: Timestamp?
    package var stopTime: Timestamp?
    package var retries: Int?
    package var retryIntervalSeconds: Int?
    /// Makes it a GetLog.
    package var logType: LogEnumType?
    /// The request id of a GetLog; nil for one of ours.
    package var requestId: Int?

    package init(
        chargePointId: String, location: String? = nil, startTime: Timestamp? = nil, stopTime: Timestamp? = nil,
        retries: Int? = nil, retryIntervalSeconds: Int? = nil, logType: LogEnumType? = nil, requestId: Int? = nil
    ) {
        self.chargePointId = chargePointId
        self.location = location
        self.startTime = startTime
        self.stopTime = stopTime
        self.retries = retries
        self.retryIntervalSeconds = retryIntervalSeconds
        self.logType = logType
        self.requestId = requestId
    }
}

/// Which requests for diagnostics to list.
package struct DiagnosticsJobFilter: Hashable, Sendable {
    package var chargePoint: String?
    package var state: DiagnosticsJobState?

    package init(chargePoint: String? = nil, state: DiagnosticsJobState? = nil) {
        self.chargePoint = chargePoint
        self.state = state
    }
}

extension DiagnosticsJob {
    /// Why the address no longer takes a file; nil while it does. It takes one file.
    package func addressEnded(at now: Timestamp) -> String? {
        guard let expiresAt else { return "the request does not upload to this server" }
        if life.upload != nil { return "a file was received already" }
        guard now < expiresAt else { return "it expired at \(expiresAt)" }
        return life.state == .cancelled ? "the request is over" : nil
    }
}
