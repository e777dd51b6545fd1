import OCPPJ

/// The statuses of the confirmations that charge points send (OCPP 1.6, chapter 7; security whitepaper, chapter 6).
enum ConfirmationStatus {
    private static let words: [String: String] = Dictionary(
        uniqueKeysWithValues: [
            "Accepted", "AcceptedCanceled", "Failed", "Faulted", "InvalidCertificate", "NotImplemented", "NotSupported",
            "Occupied", "RebootRequired", "Rejected", "RevokedCertificate", "Scheduled", "Unavailable", "Unknown", "UnknownMessageId", "UnknownVendorId", "UnlockFailed", "Unlocked",
            "VersionMismatch",
        ].map { ($0.lowercased(), $0) })

    /// A status as the specification spells it, where it only differs in case or in the space around it.
    static func corrected(_ text: String) -> String {
        words[text.lowercased().filter { !$0.isWhitespace }] ?? text
    }

    /// A confirmation with its status as the specification spells it; nil when that changes nothing.
    static func corrected(_ confirmation: JSONNode) -> JSONNode? {
        guard let text = confirmation["status"]?.string, case let status = corrected(text), status != text else { return nil }
        var writer = JSONWriter()
        writer.raw("{")
        for (index, member) in confirmation.members.enumerated() {
            if index > 0 { writer.raw(",") }
            writer.string(member.name)
            writer.raw(":")
            if member.name == "status" { writer.string(status) } else { writer.raw(member.value.text) }
        }
        writer.raw("}")
        return try? JSONNode.parse(writer.bytes)
    }
}
