public import OCPPJ

/// Asks which root certificates are installed.
///
/// Sent by the Central System (Security whitepaper, section 5.7).
public struct GetInstalledCertificateIds: OCPPRequest {
    public typealias Response = GetInstalledCertificateIdsResponse
    public static let action: OCPPAction = "GetInstalledCertificateIds"

    /// The type of the certificates.
    public var certificateType: CertificateUseEnumType

    public init(certificateType: CertificateUseEnumType) {
        self.certificateType = certificateType
    }
}

/// The certificates installed (Security whitepaper, section 5.8).
public struct GetInstalledCertificateIdsResponse: Codable, Hashable, Sendable {
    /// Whether there are any.
    public var status: GetInstalledCertificateStatusEnumType
    /// The certificates; an empty list is not sent.
    public var certificateHashData: [CertificateHashDataType]?

    public init(
        status: GetInstalledCertificateStatusEnumType,
        certificateHashData: [CertificateHashDataType]? = nil
    ) {
        self.status = status
        self.certificateHashData = certificateHashData
    }
}

extension GetInstalledCertificateIdsResponse {
    /// Written out because the schema allows no empty list.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(status, forKey: .status)
        if let certificateHashData, !certificateHashData.isEmpty {
            try container.encode(certificateHashData, forKey: .certificateHashData)
        }
    }
}

extension GetInstalledCertificateIdsResponse: SpecificationLimited {
    package var limitFailure: PayloadError? {
        certificateHashData?.isEmpty == true ? .tooFewElements("certificateHashData") : nil
    }
}
