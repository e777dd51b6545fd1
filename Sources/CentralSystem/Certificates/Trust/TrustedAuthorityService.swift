import OCPPJ
import Persistence

/// Whose client certificates are taken: the authority in the box, and those that an operator adds.
package struct TrustedAuthorityService: Sendable {
    let database: any Database
    let time: any TimeSource
    /// The server's own in this generation, which cannot be distrusted.
    let own: CertificateAuthority?
    /// Told when the trust has changed.
    let changed: @Sendable () -> Void

    package func list() async throws -> [TrustedAuthority] {
        try await database.read { try TrustedAuthorityStore.trusted(in: $0) }
    }

    /// Trusts an authority.
    ///
    /// - Parameter text: its certificate in PEM.
    /// - Throws: `CentralSystemError` with code `.invalidMember`.
    package func add(_ text: String, note: String?) async throws -> TrustedAuthority {
        let document: DecodedCertificate
        do {
            let all = try DecodedCertificate.all(inPEM: text)
            guard all.count == 1 else { throw CertificateFault("there are \(all.count) certificates in it; add them one by one") }
            document = all[0]
            guard document.isAuthority else { throw CertificateFault("it is not the certificate of an authority (basicConstraints)") }
            guard document.notAfter > time.now() else { throw CertificateFault("it expired on \(document.notAfter.day)") }
        } catch let fault as CertificateFault {
            throw CentralSystemError(.invalidMember, member: "certificate", "certificate: \(fault.phrase)")
        }
        let authority = TrustedAuthority(document: document, source: .operator, note: note, addedAt: time.now())
        try await database.write { connection in
            let isOwn = try TrustedAuthorityStore.trusted(in: connection).contains {
                $0.source == .own && $0.document == authority.document
            }
            guard !isOwn else {
                throw CentralSystemError(.conflict, "it is a certificate of this server's own authority, which is trusted already")
            }
            try TrustedAuthorityStore.trust(authority, in: connection)
        }
        changed()
        return authority
    }

    /// Trusts an authority no longer, which may be a former one of this server. Charge points that are connected stay so; they are not
    /// let in again.
    ///
    /// - Throws: `CentralSystemError` (`.notFound`; `.conflict` for the server's own authority).
    package func remove(_ fingerprint: String) async throws {
        let signing = KeyKind.allCases.compactMap { own?.chain($0).first?.fingerprint }
        guard !signing.contains(fingerprint.lowercased()) else {
            throw CentralSystemError(.conflict, "it is this server's own authority, which signs the certificates of charge points")
        }
        guard try await database.write({ try TrustedAuthorityStore.distrust(fingerprint.lowercased(), in: $0) }) else {
            throw CentralSystemError(.notFound, "no trusted authority has the fingerprint \(fingerprint.prefix(64))")
        }
        changed()
    }

    /// Trusts the authority in the box, in this generation and those before; those above it are only known, because what else they
    /// sign is not ours.
    ///
    /// - Returns: the certificates that are new, if there were others before: charge points do not trust them yet.
    static func adopt(
        _ authority: CertificateAuthority, at moment: Timestamp, in connection: any SQLConnection
    ) throws -> [DecodedCertificate] {
        let trusted = try TrustedAuthorityStore.trusted(in: connection)
        for kind in KeyKind.allCases {
            for above in authority.chain(kind).dropFirst() {
                try TrustedAuthorityStore.remember(above, at: moment, in: connection)
            }
        }
        let own = Set(KeyKind.allCases.compactMap { authority.chain($0).first })
        let new = own.filter { document in !trusted.contains { $0.document == document && $0.source == .own } }
        for document in new {
            try TrustedAuthorityStore.trust(
                TrustedAuthority(document: document, source: .own, addedAt: moment), in: connection)
        }
        return trusted.contains { $0.source == .own } ? Array(new) : []
    }
}
