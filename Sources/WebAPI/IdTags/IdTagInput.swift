import CentralSystem
import OCPP16
import OCPPJ

/// What operators send about an idTag.
enum IdTagInput {
    static let statusDescription = "What the operator decided about it."
    static let expiryDescription = "From this moment on it counts as expired; `null`: never."
    static let parentDescription = "The group that it belongs to."
    static let maximumDescription =
        "How many transactions it may have open at a time; `null`: the server's default, 0: no limit."

    private static let token = Schema.string(1...20)

    private static let values: [ObjectSchema.Member] = [
        .init("status", statusDescription, .enumeration(IdTagStatus.self)),
        .init("expiryDate", expiryDescription, .time.orNull),
        .init("parentIdTag", parentDescription, token.orNull),
        .init("maximumConcurrentTransactions", maximumDescription, .integer(0...1_000_000).orNull),
        .init("note", "The operator's own words.", .string(0...10_000).orNull),
    ]

    static let creation = ObjectSchema(
        "IdTagCreation", "An idTag to register; `Accepted` unless told otherwise.",
        [.init("idTag", "The identifier: at most 20 characters.", token, isRequired: true)] + values)

    static let replacement = ObjectSchema(
        "IdTagReplacement", "What an idTag shall be; absent members get their defaults.",
        [.init("idTag", "May be given, and must then be the one in the path.", token)] + values)

    static let changes = ObjectSchema("IdTagChanges", "What to change of an idTag; absent members stay as they are.", values)

    /// - Throws: `PayloadError` naming `idTag` when it is not one.
    static func idTag(_ text: String) throws(PayloadError) -> IdToken {
        guard !text.isEmpty else { throw PayloadError(.constraint, path: ["idTag"], "must not be empty") }
        do {
            return try IdToken(text)
        } catch {
            throw error.inside("idTag")
        }
    }

    /// Puts the given members in.
    static func apply(_ body: JSONNode, to values: inout IdTagValues) throws(PayloadError) {
        if let status = body["status"]?.string.flatMap({ IdTagStatus(rawValue: $0) }) { values.status = status }
        if let value = body["expiryDate"] { values.expiryDate = value.string.flatMap { Timestamp(rfc3339: $0) } }
        if let value = body["parentIdTag"] {
            do {
                values.parentIdTag = if let text = value.string { try IdToken(text) } else { nil }
            } catch {
                throw error.inside("parentIdTag")
            }
        }
        if let value = body["maximumConcurrentTransactions"] { values.maximumConcurrentTransactions = value.int }
        if let value = body["note"] { values.note = value.string }
    }

    /// All values, with defaults for the absent members.
    static func values(_ body: JSONNode) throws(PayloadError) -> IdTagValues {
        var values = IdTagValues()
        try apply(body, to: &values)
        return values
    }
}
