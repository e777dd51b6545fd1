/// How far a request for diagnostics or a log has come.
package enum DiagnosticsJobState: String, CaseIterable, Sendable {
    /// GetDiagnostics or GetLog is on its way.
    case requested
    /// The charge point answered GetDiagnostics with the name of the file that is to come, or accepted GetLog, with a name or without.
    case accepted
    /// The charge point answered without a name: it has no diagnostics. A report or a file that comes all the same counts.
    case noDiagnostics
    /// It answered GetLog with `Rejected`. A file or a report that names the request counts all the same.
    case rejected
    case uploading
    /// The file is here, or the charge point reports that it uploaded it.
    case uploaded
    /// See the last report for the reason.
    case uploadFailed
    /// The request has no answer; when it may have arrived all the same, a later report takes the request up again.
    case unanswered
    /// Another request took its place.
    case superseded
    /// The charge point was removed.
    case cancelled
    /// The charge point has said nothing for long. Never kept: it follows from the time of the last report.
    case stalled
}

extension DiagnosticsJobState {
    /// The charge point works on it, or will.
    var isUnderWay: Bool { self == .accepted || self == .uploading }
}
