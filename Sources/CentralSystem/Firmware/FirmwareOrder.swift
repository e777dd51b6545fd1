import OCPP16
import OCPPJ

/// What UpdateFirmware and SignedUpdateFirmware ask for alike.
struct FirmwareOrder: Hashable, Sendable {
    var location: String
    var retrieveDate: Timestamp
    var retries: Int?
    var retryIntervalSeconds: Int?
    /// Of a signed update alone.
    var requestId: Int?
    var installDate: Timestamp?
    var signature: String?

    init(_ request: UpdateFirmware, requestedAt: Timestamp) {
        location = request.location.text
        retrieveDate = request.retrieveDate.timestamp ?? requestedAt
        retries = request.retries
        retryIntervalSeconds = request.retryInterval?.value
    }

    init(_ request: SignedUpdateFirmware, requestedAt: Timestamp) {
        location = request.firmware.location.text
        retrieveDate = request.firmware.retrieveDateTime.timestamp ?? requestedAt
        retries = request.retries
        retryIntervalSeconds = request.retryInterval?.value
        requestId = request.requestId
        installDate = request.firmware.installDateTime?.timestamp
        signature = request.firmware.signature.text
    }
}
