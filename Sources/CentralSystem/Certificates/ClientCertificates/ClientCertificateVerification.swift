package import OCPPJ

/// Decides whether the certificates that a charge point presented are those of the charge point that it says it is.
package protocol ClientCertificateVerification: Sendable {
    /// - Parameters:
    ///   - certificates: in DER, the peer's own first; at least one. The peer has proved that it holds the key.
    ///   - chargePoint: who the peer says it is.
    ///   - moment: the time at which the certificates must be valid.
    /// - Returns: the SHA-256 of the peer's own certificate in hexadecimal.
    /// - Throws: `ClientCertificateRefusal`, or a `DatabaseError`.
    func verify(_ certificates: [[UInt8]], of chargePoint: CertificateHolder, at moment: Timestamp) async throws -> String

    /// Whether a certificate that was verified a moment ago has been revoked since.
    ///
    /// - Throws: a `DatabaseError`.
    func isRevoked(_ fingerprint: String) async throws -> Bool
}

/// The charge point that a certificate must be for.
package struct CertificateHolder: Hashable, Sendable {
    package var chargePoint: ChargePointReference
    /// The serial number that the operator registered; nil when there is none. A serial number that the charge point reports of
    /// itself is no proof and does not count.
    package var serialNumber: String?

    package init(chargePoint: ChargePointReference, serialNumber: String? = nil) {
        self.chargePoint = chargePoint
        self.serialNumber = serialNumber
    }
}

/// Why client certificates are not taken.
package struct ClientCertificateRefusal: Error, Hashable, Sendable {
    /// One sentence for the peer and the operator: "the certificate expired on 2026-03-01".
    package var reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}
