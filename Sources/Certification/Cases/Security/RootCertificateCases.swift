import ChargePointSimulator
import OCPP16

/// TC_075, TC_076 and TC_078: the roots that a charge point trusts (security whitepaper, use cases M03, M04 and M05).
extension CertificationCase {
    static let installManufacturerRoot = CertificationCase(
        "TC_075_1_CSMS", "Install ManufacturerRootCertificate", .security,
        [
            .variant("security profile 2", station: .tlsWithBasic) { test in
                try await test.booted()
                try await test.installAndRead(.manufacturerRootCertificate, key: .rsa)
            },
            .variant("security profile 3", station: .tlsWithCertificate(.ellipticCurve)) { test in
                try await test.installAndRead(.manufacturerRootCertificate, key: .ellipticCurve)
            },
        ])

    static let installCentralSystemRoot = CertificationCase(
        "TC_075_2_CSMS", "Install CentralSystemRootCertificate", .security,
        [
            .variant("security profile 2", station: .tlsWithBasic) { test in
                try await test.installAndRead(.centralSystemRootCertificate, key: .ellipticCurve)
            },
            .variant("security profile 3", station: .tlsWithCertificate(.ellipticCurve)) { test in
                try await test.booted()
                try await test.installAndRead(.centralSystemRootCertificate, key: .rsa)
            },
        ])

    static let deleteCertificate = CertificationCase("TC_076_CSMS", "Delete a certificate", .security) { test in
        try await test.booted()
        for algorithm in HashAlgorithmEnumType.allCases {
            let use = CertificateUseEnumType.centralSystemRootCertificate
            let root = try test.stations.workshop.root("Root to delete, \(algorithm.rawValue)", key: .ellipticCurve)
            var hashes = try test.hashData(of: root, algorithm)
            // Vendors write hexadecimal digits in either case; what comes back must be what was listed.
            if algorithm == .sha384 { hashes = try test.inUpperCase(hashes) }
            try await test.install(root.pem, use, answer: .accepted)
            try await test.read(use, answer: GetInstalledCertificateIdsResponse(status: .accepted, certificateHashData: [hashes]))
            let asked = try await test.ask(DeleteCertificate(certificateHashData: hashes))
            let echoed = asked.request.certificateHashData
            let member = "DeleteCertificate.req: certificateHashData"
            try test.check("\(member).hashAlgorithm", echoed.hashAlgorithm, is: hashes.hashAlgorithm)
            try test.check("\(member).issuerNameHash", echoed.issuerNameHash.text, is: hashes.issuerNameHash.text)
            try test.check("\(member).issuerKeyHash", echoed.issuerKeyHash.text, is: hashes.issuerKeyHash.text)
            try test.check("\(member).serialNumber", echoed.serialNumber.text, is: hashes.serialNumber.text)
            try await asked.answer(DeleteCertificateResponse(status: .accepted), shown: "Accepted")
            // Nothing is left: the charge point says so in one way or the other.
            try await test.read(
                use, answer: GetInstalledCertificateIdsResponse(status: algorithm == .sha256 ? .accepted : .notFound))
        }
    }

    static let invalidCentralSystemCertificate = CertificationCase(
        "TC_078_CSMS", "Invalid Central System certificate event", .security
    ) { test in
        try await test.install("this is no certificate", .centralSystemRootCertificate, answer: .rejected)
        try await test.securityEvent("InvalidCentralSystemCertificate")
    }
}

extension CaseRun {
    /// InstallCertificate and GetInstalledCertificateIds, both accepted; the Central System shows what is installed.
    fileprivate func installAndRead(
        _ use: CertificateUseEnumType, key: TestStation.CertificateKey
    ) async throws(CaseFailure) {
        let root = try stations.workshop.root("Root of \(identity), \(key.rawValue)", key: key)
        try await install(root.pem, use, answer: .accepted)
        let hashes = try hashData(of: root, .sha256)
        try await read(use, answer: GetInstalledCertificateIdsResponse(status: .accepted, certificateHashData: [hashes]))
        try await checkShown(.installedCertificate(identity: identity, serialNumber: hashes.serialNumber.text))
    }

    /// InstallCertificate at the operator's request.
    fileprivate func install(
        _ certificate: String, _ use: CertificateUseEnumType, answer status: CertificateStatusEnumType
    ) async throws(CaseFailure) {
        let asked = try await ask(InstallCertificate(certificateType: use, certificate: bounded(certificate)))
        try check("InstallCertificate.req: certificateType", asked.request.certificateType, is: use)
        try checkPEM("InstallCertificate.req: certificate", asked.request.certificate.text, is: certificate)
        try await asked.answer(InstallCertificateResponse(status: status), shown: status.rawValue)
    }

    /// GetInstalledCertificateIds at the operator's request.
    fileprivate func read(
        _ use: CertificateUseEnumType, answer: GetInstalledCertificateIdsResponse
    ) async throws(CaseFailure) {
        let asked = try await ask(GetInstalledCertificateIds(certificateType: use))
        try check("GetInstalledCertificateIds.req: certificateType", asked.request.certificateType, is: use)
        try await asked.answer(answer, shown: answer.status.rawValue)
    }

    fileprivate func hashData(
        of root: InstalledCertificate, _ algorithm: HashAlgorithmEnumType
    ) throws(CaseFailure) -> CertificateHashDataType {
        do {
            return try root.hashData(algorithm, issuer: nil)
        } catch {
            throw .inconclusive("the test cannot make hash data of its own certificate: \(error)")
        }
    }

    fileprivate func inUpperCase(_ hashes: CertificateHashDataType) throws(CaseFailure) -> CertificateHashDataType {
        CertificateHashDataType(
            hashAlgorithm: hashes.hashAlgorithm, issuerNameHash: try bounded(hashes.issuerNameHash.text.uppercased()),
            issuerKeyHash: try bounded(hashes.issuerKeyHash.text.uppercased()),
            serialNumber: try bounded(hashes.serialNumber.text.uppercased()))
    }
}
