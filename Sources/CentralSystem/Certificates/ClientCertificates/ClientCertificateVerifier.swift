import Crypto
package import OCPPJ
import Persistence
import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

/// Verifies the certificates that charge points present (security whitepaper, use case A00, profile 3): the path to a trusted
/// authority, validity, revocation, and whose it is.
package struct ClientCertificateVerifier: ClientCertificateVerification {
    let database: any Database
    let settings: CertificateSettings
    let trust: CertificateTrust
    let uses: CertificateUses
    private let verified = VerifiedCertificates()

    /// So many certificates of a peer are looked at; no real path is longer.
    private static let longestChain = 5

    init(database: any Database, settings: CertificateSettings, trust: CertificateTrust, uses: CertificateUses) {
        self.database = database
        self.settings = settings
        self.trust = trust
        self.uses = uses
    }

    package func verify(_ certificates: [[UInt8]], of chargePoint: CertificateHolder, at moment: Timestamp) async throws -> String {
        guard let own = certificates.first else { throw ClientCertificateRefusal("no certificate was presented") }
        let snapshot = try await trust.snapshot()
        let fingerprint = SHA256.hash(data: own).hexadecimal
        let entry: VerifiedCertificates.Entry
        if let known = verified[fingerprint], known.generation == snapshot.generation, known.validUntil > moment,
            known.leaf.notBefore <= moment
        {
            entry = known
        } else {
            // Away from the event loop, which serves everybody else: whoever asks has not shown who it is.
            entry = try await Task.detached { try await verifyPath(certificates, snapshot, at: moment) }.value
            verified.keep(entry)
        }
        if snapshot.revoked.contains(fingerprint) { throw try await revocation(fingerprint) }
        if let key = entry.issuedTo, key != chargePoint.chargePoint.key {
            throw ClientCertificateRefusal("the certificate was issued to another charge point (\(entry.leaf.subject))")
        }
        if let text = settings.subject.objection(to: entry.names, of: chargePoint) {
            throw ClientCertificateRefusal("the certificate cannot be used: \(text)")
        }
        uses.note(entry.leaf, chargePoint.chargePoint, at: moment)
        return fingerprint
    }

    package func isRevoked(_ fingerprint: String) async throws -> Bool {
        try await trust.snapshot().revoked.contains(fingerprint)
    }

    private func verifyPath(
        _ certificates: [[UInt8]], _ trust: CertificateTrust.Snapshot, at moment: Timestamp
    ) async throws -> VerifiedCertificates.Entry {
        let documents = try certificates.prefix(Self.longestChain).map { bytes in
            do throws(CertificateFault) {
                return try DecodedCertificate(bytes)
            } catch {
                throw ClientCertificateRefusal("a certificate cannot be read: \(error.reason)")
            }
        }
        let leaf = documents[0]
        guard leaf.notAfter >= moment else { throw ClientCertificateRefusal("the certificate expired on \(leaf.notAfter.day)") }
        guard leaf.notBefore <= moment else { throw ClientCertificateRefusal("the certificate is valid from \(leaf.notBefore.day) on") }
        // On a resumed session the leaf comes alone; the others were presented before.
        let presented = documents.count > 1 ? Array(documents.dropFirst()) : verified[leaf.fingerprint]?.intermediates ?? []
        let intermediates = Self.distinct(presented)
        // Before any signature is verified: a chain that ends nowhere costs a comparison of names.
        guard ([leaf] + intermediates).contains(where: { link in
            trust.authorities.contains { $0.certificate.subject == link.certificate.issuer }
        }) else { throw Self.untrusted(leaf) }
        let path = try await path(from: leaf, over: intermediates, trust, at: moment)
        let issued = try await database.read { connection in
            try ChargePointCertificateStore.find(fingerprint: leaf.fingerprint, in: connection).first { $0.origin == .issued }
        }
        return VerifiedCertificates.Entry(
            leaf: leaf, intermediates: intermediates, names: Self.names(of: leaf.certificate),
            validUntil: path.map { Timestamp($0.notValidAfter) }.min() ?? leaf.notAfter, generation: trust.generation,
            issuedTo: issued?.chargePoint.key)
    }

    private func path(
        from leaf: DecodedCertificate, over intermediates: [DecodedCertificate], _ trust: CertificateTrust.Snapshot,
        at moment: Timestamp
    ) async throws(ClientCertificateRefusal) -> [Certificate] {
        let date = moment.date
        var verifier = Verifier(rootCertificates: trust.roots) {
            RFC5280Policy(fixedExpiryValidationTime: date)
            ClientAuthenticationPolicy()
        }
        switch await verifier.validate(leaf: leaf.certificate, intermediates: CertificateStore(intermediates.map(\.certificate))) {
        case .validCertificate(let chain): return Array(chain)
        case .couldNotValidate(let failures):
            guard let failure = failures.last else {
                throw Self.untrusted(leaf)
            }
            if let expired = failure.chain.dropFirst().first(where: { Timestamp($0.notValidAfter) < moment }) {
                throw ClientCertificateRefusal(
                    "the certificate of its authority \(expired.subject) expired on \(Timestamp(expired.notValidAfter).day)")
            }
            throw ClientCertificateRefusal("the certificate cannot be used: \(failure.policyFailureReason)")
        }
    }

    /// Each authority once, whatever else differs. Certificates with one name and one key all issue each other, so that the paths over a
    /// handful of them are thousands; over distinct ones each signature leaves one way.
    private static func distinct(_ intermediates: [DecodedCertificate]) -> [DecodedCertificate] {
        struct Authority: Hashable {
            let subject: DistinguishedName
            let key: [UInt8]
        }
        var seen: Set<Authority> = []
        return intermediates.filter { document in
            let certificate = document.certificate
            let authority = Authority(subject: certificate.subject, key: Array(certificate.publicKey.subjectPublicKeyInfoBytes))
            return seen.insert(authority).inserted
        }
    }

    private static func untrusted(_ leaf: DecodedCertificate) -> ClientCertificateRefusal {
        ClientCertificateRefusal("the certificate leads to no trusted authority; its issuer is \(leaf.issuer.prefix(200))")
    }

    /// The names that a certificate is for: CNs, DNS names and URIs. Of a URI its last part counts too, as charge points are named in
    /// the URL that they connect to.
    private static func names(of certificate: Certificate) -> [String] {
        var names = certificate.subject.values(of: .RDNAttributeType.commonName)
        let alternatives: SubjectAlternativeNames? = try? certificate.extensions.subjectAlternativeNames
        for name in alternatives ?? SubjectAlternativeNames() {
            switch name {
            case .dnsName(let text): names.append(text)
            case .uniformResourceIdentifier(let text):
                names.append(text)
                if let last = text.split(whereSeparator: { $0 == "/" || $0 == ":" }).last { names.append(String(last)) }
            default: continue
            }
        }
        return names
    }

    private func revocation(_ fingerprint: String) async throws -> ClientCertificateRefusal {
        let records = try await database.read { try ChargePointCertificateStore.find(fingerprint: fingerprint, in: $0) }
        let day = records.compactMap(\.revokedAt).min()?.day
        return ClientCertificateRefusal("the certificate was revoked" + (day.map { " on \($0)" } ?? ""))
    }
}
