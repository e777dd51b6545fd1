/// Why a certificate, a key or a request for a certificate cannot be used.
package struct CertificateFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// For people; holds no key.
    package var reason: String

    package init(_ reason: String) {
        self.reason = reason
    }

    package var description: String { reason }
}
