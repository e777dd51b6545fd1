/// A kind of security event (security whitepaper, section 8).
struct SecurityEvent: Hashable, Sendable {
    let name: String
    /// Whether the Central System is told: the critical ones, and those of which the use cases say so.
    let isTold: Bool

    static let attemptedReplayAttacks = logged("AttemptedReplayAttacks")
    static let failedToAuthenticateAtCentralSystem = logged("FailedToAuthenticateAtCentralSystem")
    static let firmwareUpdated = told("FirmwareUpdated")
    static let invalidCentralSystemCertificate = told("InvalidCentralSystemCertificate")
    static let invalidChargePointCertificate = told("InvalidChargePointCertificate")
    static let invalidFirmwareSignature = told("InvalidFirmwareSignature")
    static let invalidFirmwareSigningCertificate = told("InvalidFirmwareSigningCertificate")
    static let invalidMessages = logged("InvalidMessages")
    static let invalidTLSCipherSuite = told("InvalidTLSCipherSuite")
    static let invalidTLSVersion = told("InvalidTLSVersion")
    static let reconfigurationOfSecurityParameters = logged("ReconfigurationOfSecurityParameters")
    static let resetOrReboot = told("ResetOrReboot")
    static let startupOfTheDevice = told("StartupOfTheDevice")

    private static func told(_ name: String) -> SecurityEvent { SecurityEvent(name: name, isTold: true) }
    private static func logged(_ name: String) -> SecurityEvent { SecurityEvent(name: name, isTold: false) }

    /// An event that was asked for by name, for tests of others; it is told.
    static func named(_ name: String) -> SecurityEvent { told(name) }
}
