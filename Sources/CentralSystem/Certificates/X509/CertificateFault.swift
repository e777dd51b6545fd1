package import OCPPJ

/// Why a certificate, a key or a request for a certificate cannot be used.
package struct CertificateFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// For people; holds no key.
    package var phrase: Phrase

    package var reason: String { phrase.text }

    package init(_ phrase: Phrase) {
        self.phrase = phrase
    }

    package var description: String { reason }
}
