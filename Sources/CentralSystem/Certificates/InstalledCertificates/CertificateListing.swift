import OCPP16
import OCPPJ
import Persistence

/// What a charge point lists of one type, and what follows from it.
struct CertificateListing: Sendable {
    let type: CertificateUseEnumType
    let hashData: [CertificateHashDataType]
    let chargePoint: ChargePointReference
    let at: Timestamp

    /// Entries taken from one list; a charge point's store is far smaller (CertificateStoreMaxLength).
    private static let limit = 200

    func apply(in connection: any SQLConnection) throws {
        try InstalledCertificateStore.noteReading(type, chargePointKey: chargePoint.key, at: at, in: connection)
        var known = try InstalledCertificateStore.list(chargePointKey: chargePoint.key, in: connection)
            .filter { $0.certificateType == type }
        var listed: Set<Int64> = []
        for entry in hashData.prefix(Self.limit) {
            let row = known.first { !listed.contains($0.id) && $0.state == .installed && $0.isNamed(by: entry) }
                // A certificate whose InstallCertificate was not answered, or was refused: the list says more.
                ?? known.first { !listed.contains($0.id) && $0.state != .deleted && $0.isNamed(by: entry) }
            var certificate = row ?? InstalledCertificate(
                id: 0, chargePoint: chargePoint, certificateType: type, state: .installed, changedAt: at)
            if certificate.state != .installed { certificate.changedAt = at }
            certificate.state = .installed
            certificate.explanation = nil
            certificate.hashData = entry
            certificate.listedAt = at
            certificate.fingerprint = try certificate.fingerprint ?? Self.document(named: entry, in: connection)?.fingerprint
            try InstalledCertificateStore.save(certificate, in: connection)
            if certificate.id != 0 { listed.insert(certificate.id) }
        }
        known.removeAll { listed.contains($0.id) || $0.state != .installed }
        for var gone in known {
            gone.state = .notListed
            gone.explanation = "the charge point lists it no longer"
            gone.changedAt = at
            try InstalledCertificateStore.save(gone, in: connection)
        }
    }

    /// The certificate that an entry means, among all that were ever here.
    private static func document(
        named entry: CertificateHashDataType, in connection: any SQLConnection
    ) throws -> DecodedCertificate? {
        try TrustedAuthorityStore.known(
            serialNumber: CertificateHashes.number(entry.serialNumber.text), in: connection
        ).first { $0.isNamed(by: entry) }
    }
}

extension DecodedCertificate {
    /// Whether hash data of a charge point mean this certificate. For one that is not a root, the issuer's key is not known and only its
    /// name counts.
    func isNamed(by entry: CertificateHashDataType) -> Bool {
        let hashes = try? CertificateHashes(of: self, issuer: isSelfSigned ? self : nil, entry.hashAlgorithm)
        return hashes?.match(entry) ?? false
    }

    /// Hash data of our own making, for a certificate that the charge point has not listed yet.
    func hashData(_ algorithm: HashAlgorithmEnumType) throws -> CertificateHashDataType? {
        let hashes = try CertificateHashes(of: self, issuer: isSelfSigned ? self : nil, algorithm)
        guard let key = hashes.issuerKeyHash else { return nil }
        return CertificateHashDataType(
            hashAlgorithm: algorithm, issuerNameHash: try BoundedString(hashes.issuerNameHash),
            issuerKeyHash: try BoundedString(key), serialNumber: try BoundedString(hashes.serialNumber))
    }
}

extension InstalledCertificate {
    /// Whether hash data mean this one: as it was listed, without regard to case, or by what the certificate says.
    func isNamed(by entry: CertificateHashDataType) -> Bool {
        if let hashData {
            return hashData.hashAlgorithm == entry.hashAlgorithm
                && hashData.issuerNameHash.text.lowercased() == entry.issuerNameHash.text.lowercased()
                && hashData.issuerKeyHash.text.lowercased() == entry.issuerKeyHash.text.lowercased()
                && CertificateHashes.number(hashData.serialNumber.text) == CertificateHashes.number(entry.serialNumber.text)
                || document?.isNamed(by: entry) == true
        }
        return document?.isNamed(by: entry) ?? false
    }
}
