import OCPP16
import OCPPJ

/// All that changes about a charge point's security.
struct SecurityState: Sendable {
    var credentials: CredentialsInUse
    var certificates: CertificateStore
    /// The certificate that was asked for and has not come yet.
    var signing: Signing?
    var log = SecurityLog()
    /// What was in the way the last time; nil when there is a connection.
    var obstacle: ConnectObstacle?
    /// A certificate that is not valid yet.
    var nextCertificate: OwnCertificate?
    /// Whether to connect anew, with other credentials.
    var wantsReconnect = false
    /// When the own certificate is to be renewed; nil without one.
    var renewalDueAt: Timestamp?
    private var untold: [SecurityEventNotification] = []

    /// How many notifications wait at most; the oldest go first.
    private static let capacity = 200

    init(_ security: ChargePointSecurity) {
        credentials = CredentialsInUse(
            Credentials(profile: security.profile, password: security.password, certificate: security.certificate))
        certificates = CertificateStore(
            centralSystemRoots: security.centralSystemRoots, manufacturerRoots: security.manufacturerRoots)
        renewalDueAt = security.certificate?.renewalDueAt
    }

    mutating func keep(_ notification: SecurityEventNotification) {
        if untold.count >= Self.capacity { untold.removeFirst() }
        untold.append(notification)
    }

    mutating func takeUntold() -> [SecurityEventNotification] {
        defer { untold = [] }
        return untold
    }
}
