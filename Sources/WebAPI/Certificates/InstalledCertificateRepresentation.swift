import CentralSystem
import OCPP16
import OCPPJ

extension InstalledCertificateState: JSONEnumeration {}
extension CertificateUseEnumType: JSONEnumeration {}
extension HashAlgorithmEnumType: JSONEnumeration {}

extension CertificateHashDataType: JSONObject {
    static let representation = Representation<CertificateHashDataType>(
        "CertificateHashData", "How a charge point names a certificate, letter by letter.",
        [
            Field("hashAlgorithm", "The algorithm of the hashes.", \.hashAlgorithm),
            Field("issuerNameHash", "Of the issuer's name.", \.issuerNameHash.text),
            Field("issuerKeyHash", "Of the issuer's public key.", \.issuerKeyHash.text),
            Field("serialNumber", "The serial number of the certificate in hexadecimal.", \.serialNumber.text),
        ])
}

extension InstalledCertificate: JSONObject {
    static let representation = Representation<InstalledCertificate>(
        "InstalledCertificate", "A root certificate in a charge point, as far as it is known here.",
        [
            Field("id", "The id of this record.", \.id),
            Field("chargePointId", "The charge point.", \.chargePoint.identity),
            Field("certificateType", "What it is for.", \.certificateType),
            Field("state", stateDescription, \.state),
            Field("explanation", "Why, in words.", \.explanation),
            Field("hashData", "As the charge point listed it; `null` while it has not.", \.hashData),
            Field("certificate", "The certificate; `null` for one that was never here.", { certificate in
                certificate.document.map { AuthorityCertificateView(document: $0) }
            }),
            Field("requestedAt", "When InstallCertificate was sent; `null` when it was installed otherwise.", \.requestedAt),
            Field("listedAt", "When the charge point last listed it.", \.listedAt),
            Field("changedAt", "When its state changed last.", \.changedAt),
            Field("commandId", "The last InstallCertificate or DeleteCertificate about it.", \.commandId),
        ])

    private static let stateDescription = """
        `requested`: InstallCertificate is on its way. `installed`: the charge point has it. `rejected`, `failed`: its answer. \
        `unanswered`: there was none. `deleted`: on request. `notListed`: the charge point no longer lists it.
        """
}

extension InstalledCertificateReport: JSONObject {
    static let representation = Representation<InstalledCertificateReport>(
        "InstalledCertificateReport", "What is known of the root certificates in a charge point.",
        [
            Field("items", "The certificates, newest first; those that are gone too.", \.certificates),
            Field("centralSystemRootsReadAt", "When it last listed those of type CentralSystemRootCertificate.", \.centralSystemRootsReadAt),
            Field("manufacturerRootsReadAt", "When it last listed those of type ManufacturerRootCertificate.", \.manufacturerRootsReadAt),
        ])
}
