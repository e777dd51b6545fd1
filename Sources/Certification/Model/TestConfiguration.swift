/// Against what and with what the cases are played: everything that another team would have to know to play them again.
package struct TestConfiguration: Sendable {
    /// `ws://host[:port]/path` without the identity; nil when the Central System has no endpoint without TLS.
    package var url: String?
    /// `wss://host[:port]/path` without the identity; nil when it has none with TLS.
    package var secureURL: String?
    /// The roots that the Central System's certificate must lead to, in PEM; empty for those of the system.
    package var trustRoots: [String] = []

    /// Identities are this and a number: `CERT-CP-1`.
    package var identityPrefix = "CERT-CP-"
    /// Connectors of each charge point of the test, 2 or more.
    package var connectorCount = 2
    /// The connector that most cases use.
    package var connectorId = 1
    package var idTags = TestIdTags(prefix: "CERT-")

    /// How long an answer may take, and what is shown for it on the certificate.
    package var responseLimit = Duration.seconds(10)
    /// How long a CALL may take to come once the operator has asked for it.
    package var commandLimit = Duration.seconds(10)
    /// How long the test listens at the end of a case for messages that nobody asked for.
    package var quietTime = Duration.milliseconds(100)
    /// Where a case waits for something that a setting decides (heartbeat interval, reservation expiry), it waits so long at most.
    package var longestWait = Duration.seconds(60)
    /// The interval of BootNotification.conf that the Central System is asked for, in seconds.
    package var heartbeatSeconds = 1
    /// From now to the expiryDate of the reservation that shall expire, in seconds.
    package var reservationSeconds = 2
    /// What charging profiles and composite schedules are asked for with.
    package var chargingProfile = TestChargingProfile()

    /// Where firmware and logs would be: no transfer takes place, because the charge point is played.
    package var firmwareLocation = "ftp://files.example.com/firmware/charge-point-2.0.bin"
    package var diagnosticsLocation = "ftp://files.example.com/diagnostics"
    package var logLocation = "ftp://files.example.com/logs"

    package init() {}
}

extension TestConfiguration {
    /// Which endpoint a charge point with this security profile uses.
    func endpoint(forProfile profile: Int) -> ConnectionAttempt.Endpoint { profile >= 2 ? .tls : .plain }

    /// Where a charge point connects to.
    ///
    /// - Throws: not applicable when the Central System has no such endpoint.
    func url(of endpoint: ConnectionAttempt.Endpoint, identity: String) throws(CaseFailure) -> String {
        let base =
            switch endpoint {
            case .plain: url
            case .tls: secureURL
            }
        guard let base else {
            throw .notApplicable(
                endpoint == .tls ? "no endpoint with TLS was given (--tls-url)" : "no endpoint without TLS was given (--url)")
        }
        return (base.hasSuffix("/") ? base : base + "/") + identity
    }
}

/// The idTags of the test, and what the Central System must know of them.
package struct TestIdTags: Hashable, Sendable {
    /// T of the cases: accepted.
    package var accepted: String
    /// Another one that is accepted.
    package var second: String
    package var blocked: String
    /// Its expiry date is in the past.
    package var expired: String
    /// It counts as expired without a date.
    package var expiredByStatus: String
    /// Two that are accepted and have `parent` as their parent.
    package var child: String
    package var sibling: String
    package var parent: String
    /// Nobody knows it.
    package var unknown: String
    /// Accepted; the charge points of the background load use it, all at the same time.
    package var load: String

    /// - Parameter prefix: of all of them; at most 12 characters.
    package init(prefix: String) {
        accepted = prefix + "TAG"
        second = prefix + "TAG-2"
        blocked = prefix + "BLOCKED"
        expired = prefix + "EXPIRED"
        expiredByStatus = prefix + "LAPSED"
        child = prefix + "CHILD"
        sibling = prefix + "SIBLING"
        parent = prefix + "PARENT"
        unknown = prefix + "UNKNOWN"
        load = prefix + "LOAD"
    }
}
