/// The kind of log asked for with GetLog (Security whitepaper, section 6.11).
public enum LogEnumType: String, Enumeration {
    /// The diagnostics log.
    case diagnosticsLog = "DiagnosticsLog"
    /// The security log.
    case securityLog = "SecurityLog"
}
