package import OCPPJ

/// A DiagnosticsStatusNotification or a LogStatusNotification.
package struct DiagnosticsStatusRecord: Hashable, Sendable {
    /// Which of the two upload procedures reports.
    package enum Kind: String, Sendable {
        /// DiagnosticsStatusNotification (GetDiagnostics).
        case diagnostics
        /// LogStatusNotification (GetLog).
        case log
    }

    package var id: Int64
    package var kind: Kind
    /// The status as sent, for example `Uploading`.
    package var status: String
    /// The GetLog request's id; diagnostics have none.
    package var requestId: Int?
    package var receivedAt: Timestamp
}
