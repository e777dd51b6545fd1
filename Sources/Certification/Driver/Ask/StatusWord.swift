/// The words of OCPP for the outcome of a CALL, however a person types them.
enum StatusWord {
    private static let known = [
        "Accepted", "Rejected", "Scheduled", "Unlocked", "UnlockFailed", "NotSupported", "RebootRequired", "Faulted", "Occupied",
        "Unavailable", "Unknown", "NotImplemented", "Failed", "VersionMismatch", "AcceptedCanceled", "InvalidCertificate",
        "RevokedCertificate", "NotFound", "UnknownMessageId", "UnknownVendorId",
    ]

    /// The word as OCPP spells it: `unlock failed` is `UnlockFailed`. What is none of OCPP's words stays as it was typed.
    static func spelled(_ typed: String) -> String {
        let letters = typed.lowercased().filter { $0.isLetter }
        return known.first { $0.lowercased() == letters } ?? typed
    }
}
