package import OCPPJ

/// A TLS handshake that failed, as it was recorded (field note 1.5).
package struct HandshakeFailureRecord: Hashable, Sendable {
    package var id: Int64
    package var failure: HandshakeFailure
}
