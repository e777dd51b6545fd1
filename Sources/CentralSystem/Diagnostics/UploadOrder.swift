import OCPP16
import OCPPJ

/// What GetDiagnostics and GetLog ask for alike.
struct UploadOrder: Hashable, Sendable {
    var location: String
    var startTime: Timestamp?
    var stopTime: Timestamp?
    var retries: Int?
    var retryIntervalSeconds: Int?
    /// Of GetLog alone.
    var logType: LogEnumType?
    var requestId: Int?

    init(_ request: GetDiagnostics) {
        location = request.location.text
        startTime = request.startTime?.timestamp
        stopTime = request.stopTime?.timestamp
        retries = request.retries
        retryIntervalSeconds = request.retryInterval?.value
    }

    init(_ request: GetLog) {
        location = request.log.remoteLocation.text
        startTime = request.log.oldestTimestamp?.timestamp
        stopTime = request.log.latestTimestamp?.timestamp
        retries = request.retries
        retryIntervalSeconds = request.retryInterval?.value
        logType = request.logType
        requestId = request.requestId
    }
}
