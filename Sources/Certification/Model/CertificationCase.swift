/// One test case of the certification: what the charge point sends, what the operator is asked to do, what is checked.
///
/// A case has variants where the certification says that two behaviours must both work; it passes when all of them do.
package struct CertificationCase: Sendable {
    /// The steps, written with the verbs of `CaseRun`. Whatever it throws ends the variant.
    package typealias Steps = @Sendable (CaseRun) async throws -> Void

    /// The way through the case for one of the behaviours that must work.
    package struct Variant: Sendable {
        /// What is different, for people: "Boot after a reconnect". Empty when the case has one way only.
        package let name: String
        package let station: TestStation
        package let steps: Steps
    }

    /// As the certification names it, for example `TC_004_1_CSMS`.
    package let id: String
    package let title: String
    package let functionality: Functionality
    package let variants: [Variant]

    /// A case with one way through it.
    ///
    /// - Parameter station: what kind of charge point plays it.
    package init(
        _ id: String, _ title: String, _ functionality: Functionality, station: TestStation = .ordinary,
        steps: @escaping Steps
    ) {
        self.init(id, title, functionality, [Variant(name: "", station: station, steps: steps)])
    }

    /// A case with several ways through it.
    package init(_ id: String, _ title: String, _ functionality: Functionality, _ variants: [Variant]) {
        self.id = id
        self.title = title
        self.functionality = functionality
        self.variants = variants
    }
}

extension CertificationCase.Variant {
    /// - Parameters:
    ///   - name: what is different, for people.
    ///   - station: what kind of charge point plays it.
    package static func variant(
        _ name: String, station: TestStation = .ordinary, steps: @escaping CertificationCase.Steps
    ) -> CertificationCase.Variant {
        CertificationCase.Variant(name: name, station: station, steps: steps)
    }
}

/// The kind of charge point that a case needs. Each kind has an identity of its own.
package enum TestStation: Hashable, Sendable {
    /// Any security profile will do: 1 where the Central System has a plain endpoint, else 2.
    case ordinary
    /// Security profile 1: a password, without TLS.
    case basic
    /// Security profile 2: a password over TLS.
    case tlsWithBasic
    /// Security profile 3: a certificate of the charge point's own, with this kind of key.
    case tlsWithCertificate(CertificateKey)
    /// Security profile 1 at first; the case raises it to 2.
    case raisedFromBasic
    /// Security profile 2 at first; the case raises it to 3.
    case raisedFromTLS

    /// The kinds of keys that the security whitepaper has certificates for.
    package enum CertificateKey: String, CaseIterable, Hashable, Sendable {
        case rsa = "RSA"
        case ellipticCurve = "ECDSA"
    }

    /// Whether it needs the TLS endpoint.
    package var needsTLS: Bool { self != .ordinary && self != .basic }

    /// Whether it needs the plain endpoint.
    package var needsPlain: Bool { self == .basic || self == .raisedFromBasic }
}
