package import OCPPTransport

/// With what a charge point authenticates itself.
struct Credentials: Hashable, Sendable {
    var profile: ChargePointSecurity.Profile
    /// As it is sent.
    var password: [UInt8]?
    var certificate: OwnCertificate?
}

/// Two sets of credentials of which one is in force, the other in reserve until a connection has come about: whoever cannot
/// connect with new ones goes back to the former (security whitepaper, A05.FR.08), and when these are refused too, tries the
/// new ones again.
struct CredentialsInUse: Hashable, Sendable {
    private(set) var current: Credentials
    private(set) var reserve: Credentials?
    /// Failures that speak against the current ones since they are in force.
    private var failures = 0

    /// After so many failures the others are tried.
    private static let patience = 3

    init(_ credentials: Credentials) {
        current = credentials
    }

    /// New ones come into force.
    mutating func change(_ change: (inout Credentials) -> Void) {
        // Those that a connection has come about with stay the reserve.
        if reserve == nil { reserve = current }
        change(&current)
        failures = 0
    }

    /// A connection has come about.
    mutating func proven() {
        reserve = nil
        failures = 0
    }

    /// An attempt to connect has failed.
    ///
    /// - Parameter isAboutCredentials: whether the other side refused. When it could not be reached at all, only the URL of
    ///   another profile can be the reason.
    /// - Returns: whether the credentials were exchanged for the others.
    mutating func failed(isAboutCredentials: Bool) -> Bool {
        guard let other = reserve, isAboutCredentials || other.profile.usesTLS != current.profile.usesTLS else { return false }
        failures += 1
        guard failures >= Self.patience else { return false }
        failures = 0
        reserve = current
        current = other
        return true
    }
}

/// How a connection to the Central System is to be made.
package struct CentralSystemAccess: Hashable, Sendable {
    /// The password for HTTP Basic authentication; nil for none.
    package var password: [UInt8]?
    /// TLS; nil for an unsecured connection.
    package var tls: ClientTLS?

    package init(password: [UInt8]? = nil, tls: ClientTLS? = nil) {
        self.password = password
        self.tls = tls
    }
}

/// Why a connection did not come about, as far as it matters for what follows.
enum ConnectObstacle: Hashable, Sendable {
    /// Nobody is there, or nobody who speaks the protocol.
    case unreachable
    /// The Central System refuses the charge point's credentials.
    case refused
    /// The Central System's certificate is not valid.
    case invalidCertificate
    case noCommonVersion
    case noCommonCipherSuite

    init(_ error: any Error) {
        switch error as? ConnectFailure {
        case .refused(status: 401, _, _), .refused(status: 403, _, _), .tls(.alert, _): self = .refused
        case .tls(.untrustedCertificate, _), .tls(.nameMismatch, _): self = .invalidCertificate
        case .tls(.noCommonVersion, _): self = .noCommonVersion
        case .tls(.noCommonCipherSuite, _): self = .noCommonCipherSuite
        default: self = .unreachable
        }
    }

    /// The security event that it is (security whitepaper, section 8); nil for none.
    var event: SecurityEvent? {
        switch self {
        case .unreachable: nil
        case .refused: .failedToAuthenticateAtCentralSystem
        case .invalidCertificate: .invalidCentralSystemCertificate
        case .noCommonVersion: .invalidTLSVersion
        case .noCommonCipherSuite: .invalidTLSCipherSuite
        }
    }
}
