package import OCPPTransport

/// How a charge point of the test asks for a connection, where that differs from how it usually does.
package struct ConnectionAttempt: Sendable {
    package enum Endpoint: Hashable, Sendable {
        case plain, tls
        /// TLS with a certificate of the charge point's own, where that has an endpoint of its own.
        case mutualTLS
    }

    package enum Password: Hashable, Sendable {
        /// The one that it was registered with, if its security profile has one.
        case own
        /// No `Authorization` header.
        case none
        case other([UInt8])
    }

    /// nil for the one that its security profile asks for.
    package var endpoint: Endpoint?
    package var password = Password.own
    /// Whether the own certificate is shown, where there is one.
    package var showsCertificate = true
    /// A certificate to show in place of its own.
    package var otherCertificate: ClientCertificate?
    package var subprotocols = ["ocpp1.6"]
    /// Versions and cipher suites of TLS.
    package var offer = ClientTLS.Offer.usual
    /// nil for its own.
    package var identity: String?

    package init() {}
}

/// What came of it.
package enum UpgradeOutcome: Sendable {
    /// The connection is a WebSocket.
    case upgraded(UpgradeAnswer)
    /// Another HTTP status than 101.
    case refused(status: Int, reason: String, challenge: String?)
    /// TLS did not come about, or was ended by the Central System.
    case tlsFailed(TLSFailure, detail: String)
    /// The Central System ended the connection without an answer to the upgrade: there is no telling in which layer.
    case hungUp(String)
}

/// What the Central System showed when it accepted a connection.
package struct UpgradeAnswer: Sendable {
    /// The values of all `Sec-WebSocket-Protocol` headers.
    package var subprotocols: [String]
    /// `TLSv1.2` or `TLSv1.3`; nil without TLS.
    package var tlsVersion: String?
    /// The Central System's own certificate in DER; nil without TLS.
    package var serverCertificate: [UInt8]?
}
