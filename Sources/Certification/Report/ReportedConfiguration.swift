import Foundation

/// What another team must know to play the cases again. Never a password, a token or a key.
package struct ReportedConfiguration: Codable, Hashable, Sendable {
    /// Of the charge points without TLS; nil when there is none.
    package var url: String?
    /// Of the charge points with TLS; nil when there is none.
    package var tlsUrl: String?
    /// How the operator acted.
    package var driver: String
    /// The charge points of the test have identities of this and a number.
    package var identityPrefix: String
    package var connectorsPerChargePoint: Int
    /// The connector of most cases.
    package var connectorId: Int
    package var idTags: IdTags
    /// How long an answer to a charge point might take.
    package var responseLimitMs: Double
    /// How long a CALL might take to come after the operator had asked for it.
    package var commandLimitMs: Double
    /// How long was listened after each case for messages that nobody had asked for.
    package var quietTimeMs: Double
    /// How long was waited at most for something that a setting decides.
    package var longestWaitMs: Double
    /// The interval of BootNotification.conf that the Central System was asked for.
    package var heartbeatSeconds: Int
    /// From the request to the expiryDate of reservations.
    package var reservationSeconds: Int

    /// The idTags of the test.
    package struct IdTags: Codable, Hashable, Sendable {
        package var accepted: String
        package var second: String
        package var blocked: String
        package var expired: String
        package var child: String
        package var sibling: String
        package var parent: String
        package var unknown: String
    }

    /// - Parameter driver: the name of the driver.
    package init(_ configuration: TestConfiguration, driver: String) {
        url = configuration.url.map(Self.withoutCredentials)
        tlsUrl = configuration.secureURL.map(Self.withoutCredentials)
        self.driver = driver
        identityPrefix = configuration.identityPrefix
        connectorsPerChargePoint = configuration.connectorCount
        connectorId = configuration.connectorId
        let idTags = configuration.idTags
        self.idTags = IdTags(
            accepted: idTags.accepted, second: idTags.second, blocked: idTags.blocked, expired: idTags.expired,
            child: idTags.child, sibling: idTags.sibling, parent: idTags.parent, unknown: idTags.unknown)
        responseLimitMs = configuration.responseLimit / .milliseconds(1)
        commandLimitMs = configuration.commandLimit / .milliseconds(1)
        quietTimeMs = configuration.quietTime / .milliseconds(1)
        longestWaitMs = configuration.longestWait / .milliseconds(1)
        heartbeatSeconds = configuration.heartbeatSeconds
        reservationSeconds = configuration.reservationSeconds
    }

    /// A URL without the user and the password that might stand before its host, and without its query.
    private static func withoutCredentials(_ url: String) -> String {
        let withoutQuery = String(url.prefix { $0 != "?" && $0 != "#" })
        guard let scheme = withoutQuery.range(of: "://") else { return withoutQuery }
        let rest = withoutQuery[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return withoutQuery }
        return String(withoutQuery[..<scheme.upperBound]) + String(rest[rest.index(after: at)...])
    }
}
