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

extension DataTransferRecord: JSONObject {
    static let representation = Representation<DataTransferRecord>(
        "DataTransfer", "A DataTransfer, from a charge point or to one.",
        [
            Field("id", "The id of this record.", \.id),
            Field("direction", "`received`: from the charge point. `sent`: to it.", \.direction),
            Field("vendorId", "The vendor that the message is of.", \.vendorId),
            Field("messageId", "The vendor's name of the message.", \.messageId),
            Field("data", "The data as sent, at most 10,000 characters of it.", \.data),
            Field("status", "What it was answered with; `null` when it was not answered.", \.status),
            Field("answerData", "The data in the answer, at most 10,000 characters of it.", \.answerData),
            Field("reason", "Why it was answered so, or not at all, in words.", \.reason),
            Field("commandId", "The command that carried it; `null` for one from the charge point.", \.commandId),
            Field("receivedAt", "When it came, or when it was asked for.", \.receivedAt),
        ])
}

extension DataTransferRecord.Direction: JSONEnumeration {}
