import CentralSystem
import OCPPJ

extension FirmwareStatusRecord: JSONObject {
    static let representation = Representation<FirmwareStatusRecord>(
        "FirmwareStatus", "A FirmwareStatusNotification or a SignedFirmwareStatusNotification.",
        [
            Field("id", "The id of this record.", \.id),
            Field("status", "The status as sent, for example `Installing`.", \.status),
            Field("requestId", "The id of the update's request; only a signed update has one, and not always.", \.requestId),
            Field("signed", "Whether it came as SignedFirmwareStatusNotification.", \.isSigned),
            Field("receivedAt", "When it came.", \.receivedAt),
        ])
}

extension DiagnosticsStatusRecord: JSONObject {
    static let representation = Representation<DiagnosticsStatusRecord>(
        "UploadStatus", "A DiagnosticsStatusNotification or a LogStatusNotification.",
        [
            Field("id", "The id of this record.", \.id),
            Field("status", "The status as sent, for example `Uploading`.", \.status),
            Field("requestId", "The id of the GetLog request; diagnostics have none.", \.requestId),
            Field("receivedAt", "When it came.", \.receivedAt),
        ])
}

extension SecurityEvent: JSONObject {
    static let representation = Representation<SecurityEvent>(
        "SecurityEvent", "A security event that a charge point reported, or that the server observed with it.",
        [
            Field("id", "The id of this record.", \.id),
            Field("type", "The event's type, for example `StartupOfTheDevice`.", \.type),
            Field("timestamp", "When it happened by the charge point's clock; corrected where it had to be.", \.timestamp),
            Field("timestampReceived", "The time as it was sent; `null` for what the server observed.", \.timestampReceived),
            Field("techInfo", "Further words of the charge point.", \.techInfo),
            Field("receivedAt", "When it came.", \.receivedAt),
        ])
}

extension DataTransferRecord: JSONObject {
    static let representation = Representation<DataTransferRecord>(
        "DataTransfer", "A DataTransfer from a charge point.",
        [
            Field("id", "The id of this record.", \.id),
            Field("vendorId", "The vendor that the message is of.", \.vendorId),
            Field("messageId", "The vendor's name of the message.", \.messageId),
            Field("data", "The data as sent, at most 10,000 characters of it.", \.data),
            Field("status", "What it was answered with.", \.status),
            Field("receivedAt", "When it came.", \.receivedAt),
        ])
}
