import OCPP16
import OCPPJ

/// A log on its way to the Central System's server (security whitepaper, use case N01).
struct LogUpload: Hashable, Sendable {
    let requestId: Int
    let type: LogEnumType
    var attempts: TransferAttempts
    let fileName: String
    /// The time that entries are wanted of, as far as it is limited.
    let start: Timestamp?
    let stop: Timestamp?
    /// Whether the Central System was told that it has begun.
    var hasBegun = false
}
