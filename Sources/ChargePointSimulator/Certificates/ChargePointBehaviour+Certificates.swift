import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// InstallCertificate (security whitepaper, use case M05).
    mutating func installCertificate(
        _ request: InstallCertificate, at now: Timestamp
    ) -> InstallCertificateResponse {
        let isCentralSystems = request.certificateType == .centralSystemRootCertificate
        do throws(CertificateProblem) {
            let certificate = try InstalledCertificate(pem: request.certificate.text)
            guard certificate.certificate.notAfter > now else { throw CertificateProblem("it has expired") }
            let replaces = isCentralSystems && configuration.bool(.additionalRootCertificateCheck)
            let isKnown = security.certificates.certificates(request.certificateType).contains(certificate)
            if replaces, !isKnown, let old = security.certificates.centralSystemRoots.last {
                guard certificate.certificate.isSigned(by: old.certificate) else {
                    throw CertificateProblem("it is not signed by the root that it is to replace")
                }
            } else if !isKnown,
                security.certificates.count >= configuration.integer(.certificateStoreMaxLength)
            {
                return InstallCertificateResponse(status: .rejected)
            }
            security.certificates.install(certificate, for: request.certificateType, replaces: replaces)
        } catch {
            note(
                isCentralSystems ? .invalidCentralSystemCertificate : .invalidFirmwareSigningCertificate,
                "InstallCertificate: \(error)", at: now)
            return InstallCertificateResponse(status: .rejected)
        }
        note(.reconfigurationOfSecurityParameters, "\(request.certificateType.rawValue) installed", at: now)
        return InstallCertificateResponse(status: .accepted)
    }

    /// GetInstalledCertificateIds (security whitepaper, use case M03).
    func getInstalledCertificateIds(
        _ request: GetInstalledCertificateIds
    ) throws -> GetInstalledCertificateIdsResponse {
        let data = try security.certificates.certificates(request.certificateType).map {
            try hashData(of: $0, profile.security.hashAlgorithm)
        }
        return GetInstalledCertificateIdsResponse(
            status: data.isEmpty ? .notFound : .accepted, certificateHashData: data.isEmpty ? nil : data)
    }

    /// DeleteCertificate (security whitepaper, use case M04). Neither the charge point's own certificate nor the last root by
    /// which the connection is verified can be deleted.
    mutating func deleteCertificate(
        _ request: DeleteCertificate, at now: Timestamp
    ) throws -> DeleteCertificateResponse {
        let wanted = request.certificateHashData
        let store = security.certificates
        let found = try (store.centralSystemRoots + store.manufacturerRoots).first {
            try hashData(of: $0, wanted.hashAlgorithm).matches(wanted)
        }
        guard let found else {
            let own = try security.credentials.current.certificate.map { try InstalledCertificate(pem: try $0.leaf) }
            let isOwn = try own.map { try hashData(of: $0, wanted.hashAlgorithm).matches(wanted) } ?? false
            return DeleteCertificateResponse(status: isOwn ? .failed : .notFound)
        }
        let isInUse = security.credentials.current.profile.usesTLS && store.centralSystemRoots == [found]
        guard !isInUse else { return DeleteCertificateResponse(status: .failed) }
        security.certificates.remove(found)
        note(.reconfigurationOfSecurityParameters, "certificate \(wanted.serialNumber) deleted", at: now)
        return DeleteCertificateResponse(status: .accepted)
    }

    private func hashData(
        of certificate: InstalledCertificate, _ algorithm: HashAlgorithmEnumType
    ) throws -> CertificateHashDataType {
        try certificate.hashData(algorithm, issuer: security.certificates.issuer(of: certificate))
    }
}
