import OCPPJ

/// Diagnostics on their way to the Central System's server (OCPP 1.6, section 5.9).
struct DiagnosticsUpload: Hashable, Sendable {
    var attempts: TransferAttempts
    let fileName: String
    /// The time that the diagnostics are wanted of, as far as it is limited.
    let start: Timestamp?
    let stop: Timestamp?
    /// Whether the Central System was told that it has begun.
    var hasBegun = false
}
