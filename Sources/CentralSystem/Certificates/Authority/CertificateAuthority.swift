package import OCPPJ
import X509

/// The authority that signs the certificates of charge points and of this server: one hierarchy with RSA keys and one with
/// elliptic curve keys, because the cipher suites of the security whitepaper need both.
///
/// Each is a root that signs directly, made at the first start, unless the operator brings an intermediate of an own hierarchy,
/// whose root then may stay offline.
package struct CertificateAuthority: Sendable {
    private let ellipticCurve: SigningAuthority
    private let rsa: SigningAuthority
    let directory: CertificateDirectory

    /// Reads the authority, and makes what is missing.
    ///
    /// - Throws: `CertificateFault` when files are unusable.
    package init(
        in directory: CertificateDirectory, settings: AuthoritySettings = AuthoritySettings(), at moment: Timestamp
    ) async throws {
        self.directory = directory
        ellipticCurve = try await Self.load(.ellipticCurve, directory, settings, moment)
        rsa = try await Self.load(.rsa, directory, settings, moment)
    }

    func signing(_ kind: KeyKind) -> SigningAuthority {
        switch kind {
        case .ellipticCurve: ellipticCurve
        case .rsa: rsa
        }
    }

    /// The certificates of both hierarchies, each from the one that signs upwards.
    package func chain(_ kind: KeyKind) -> [DecodedCertificate] { signing(kind).chain }

    private static func load(
        _ kind: KeyKind, _ directory: CertificateDirectory, _ settings: AuthoritySettings, _ moment: Timestamp
    ) async throws -> SigningAuthority {
        let files = settings.files(of: kind)
        if !files.certificate.isEmpty || !files.key.isEmpty {
            let given = try KeyedCertificates.files(certificate: files.certificate, key: files.key)
            KeyedCertificates.warnIfExposed(key: files.key, directory.logger)
            return try authority(given, kind)
        }
        let name = "authority-\(kind.rawValue.lowercased()).pem"
        if let text = try directory.read(name) {
            return try authority(try KeyedCertificates(certificates: text, key: text), kind)
        }
        let key = try await KeyMaker.make(kind, rsaBits: settings.rsaBits)
        let root = try SigningAuthority(
            root: "Stationmaster Root \(kind.rawValue)", key: key, from: moment, years: settings.rootYears)
        // In one file, so that there is never one without the other.
        try directory.write(try root.privateKeyText + root.certificate.pem, to: name)
        return root
    }

    private static func authority(_ given: KeyedCertificates, _ kind: KeyKind) throws(CertificateFault) -> SigningAuthority {
        let first = given.certificates[0]
        guard first.key?.kind == kind else {
            throw CertificateFault("\(first.subject) has a key of another kind than \(kind.rawValue)")
        }
        return try SigningAuthority(
            certificate: first, issuers: Array(given.certificates.dropFirst()), privateKey: given.privateKey)
    }
}
