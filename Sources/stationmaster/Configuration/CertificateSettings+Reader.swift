import CentralSystem

extension CertificateSettings {
    /// - Throws: `SettingError`.
    init(_ reader: SettingReader) throws {
        self.init(
            subject: CertificateSubjectRule(rawValue: try reader.choice(.certificateSubject)) ?? .serialNumberOrIdentity,
            organization: reader.text(.certificateOrganization), chargePointDays: try reader.integer(.certificateDays),
            renewDays: try reader.integer(.certificateRenewDays), requestsPerMinute: try reader.integer(.certificateRequests))
    }
}

extension AuthoritySettings {
    /// - Throws: `SettingError`, also when there is a certificate without its key.
    init(_ reader: SettingReader) throws {
        self.init(
            certificateEC: reader.text(.authorityCertificateEC), keyEC: reader.text(.authorityKeyEC),
            certificateRSA: reader.text(.authorityCertificateRSA), keyRSA: reader.text(.authorityKeyRSA),
            rootYears: try reader.integer(.authorityYears))
        try SettingReader.checkPair(.authorityCertificateEC, certificateEC, .authorityKeyEC, keyEC)
        try SettingReader.checkPair(.authorityCertificateRSA, certificateRSA, .authorityKeyRSA, keyRSA)
    }
}

extension ServerCertificateSettings {
    /// - Parameter defaultName: the server's name when none is set.
    /// - Throws: `SettingError`, also when there is a certificate without its key.
    init(_ reader: SettingReader, defaultName: String, defaultAlternatives: [String]) throws {
        let name = reader.text(.tlsServerName)
        let alternatives = reader.text(.tlsAlternativeNames).split(separator: ",")
            .map { $0.split(separator: " ").joined() }.filter { !$0.isEmpty }
        self.init(
            serverName: name.isEmpty ? defaultName : name, alternativeNames: alternatives + defaultAlternatives,
            certificateEC: reader.text(.tlsCertificateEC), keyEC: reader.text(.tlsKeyEC),
            certificateRSA: reader.text(.tlsCertificateRSA), keyRSA: reader.text(.tlsKeyRSA),
            renewDays: try reader.integer(.certificateRenewDays))
        try SettingReader.checkPair(.tlsCertificateEC, certificateEC, .tlsKeyEC, keyEC)
        try SettingReader.checkPair(.tlsCertificateRSA, certificateRSA, .tlsKeyRSA, keyRSA)
    }
}

extension SettingReader {
    /// A certificate is of no use without its key, and the reverse.
    fileprivate static func checkPair(
        _ certificate: Setting, _ certificateFile: String, _ key: Setting, _ keyFile: String
    ) throws(SettingError) {
        guard certificateFile.isEmpty == keyFile.isEmpty else {
            throw SettingError("configuration keys \(certificate.key) and \(key.key) belong together: set both or neither")
        }
    }
}
