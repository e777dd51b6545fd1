import CentralSystem
import OCPP16
import OCPPJ

/// What operators send about vendors whose DataTransfers are handed on.
enum DataTransferVendorInput {
    static let messagesDescription = "The messageIds that are known; others are answered `UnknownMessageId`. `null`: all are."
    static let urlDescription = "Where the messages are posted to as JSON: an http or https URL."
    static let timeoutDescription = "How long the answer is waited for, 1 to 8 seconds; charge points expect theirs within ten."
    private static let secretDescription = """
        The key of an HMAC-SHA256 over the body, sent as `Stationmaster-Signature: sha256=<hexadecimal>`; `null` removes it. \
        Never shown.
        """

    private static let values: [ObjectSchema.Member] = [
        .init("messageIds", messagesDescription, Schema.list(of: .string(1...50)).orNull),
        .init("timeoutSeconds", timeoutDescription + " 5 when absent.", .integer(1...8)),
        .init("secret", secretDescription, .string(8...256).orNull),
    ]

    private static let url = ObjectSchema.Member("url", urlDescription, .string(1...2000), isRequired: true)
    private static let optionalURL = ObjectSchema.Member("url", urlDescription, .string(1...2000))

    static let creation = ObjectSchema(
        "DataTransferVendorCreation", "A vendor to register.",
        [.init("vendorId", "The vendorId of the messages, without regard to case.", .string(1...255), isRequired: true), url] + values)

    static let replacement = ObjectSchema(
        "DataTransferVendorReplacement", "What a vendor shall be; absent members get their defaults, but the secret stays.",
        [.init("vendorId", "May be given, and must then be the one in the path.", .string(1...255)), url] + values)

    static let changes = ObjectSchema(
        "DataTransferVendorChanges", "What to change; absent members stay as they are.", [optionalURL] + values)

    /// - Throws: `Problem` (`invalid-member`).
    static func vendorId(_ text: String) throws -> CiString<255> {
        guard !text.isEmpty else { throw Problem.invalidMember("vendorId", "vendorId must not be empty") }
        do {
            return try CiString(text)
        } catch {
            throw error.inside("vendorId")
        }
    }

    /// The values with the members that are given put in.
    static func apply(_ body: JSONNode, to current: DataTransferVendorValues) -> DataTransferVendorValues {
        var values = current
        if let value = body["messageIds"] {
            values.messageIds = value.kind == .null ? nil : value.elements.compactMap(\.string)
        }
        if let value = body["url"]?.string { values.url = value }
        if let value = body["timeoutSeconds"]?.int { values.timeoutSeconds = value }
        if let value = body["secret"] { values.secret = value.string }
        return values
    }
}

extension DataTransferVendor: JSONObject {
    static let representation = Representation<DataTransferVendor>(
        "DataTransferVendor", "A vendor whose DataTransfers are posted to the operator's own software.",
        [
            Field("vendorId", "The vendorId of the messages, compared without regard to case.", \.vendorId.text),
            Field("messageIds", DataTransferVendorInput.messagesDescription, \.values.messageIds),
            Field("url", DataTransferVendorInput.urlDescription, \.values.url),
            Field("timeoutSeconds", DataTransferVendorInput.timeoutDescription, \.values.timeoutSeconds),
            Field("hasSecret", "Whether the posts are signed.", { $0.values.secret != nil }),
            Field("createdAt", "When it was registered.", \.createdAt),
            Field("updatedAt", "When it was last changed.", \.updatedAt),
        ])
}
