import CentralSystem
import OCPPJ

extension FirmwareSignatureAlgorithm: JSONEnumeration {}

/// What operators send about signatures of firmware.
enum FirmwareSigningInput {
    private static let members: [ObjectSchema.Member] = [
        .init("signingKeyId", "A key of this server to sign with. Either this, or `signature` and `signingCertificate`.", .integer),
        .init(
            "signatureAlgorithm",
            "How the key signs; `RSA-PSS-SHA256` when absent for RSA keys, which know `RSA-PKCS1-SHA256` too; elliptic curve keys know `ECDSA-SHA256` alone.",
            .enumeration(FirmwareSignatureAlgorithm.self)),
        .init("signature", "A signature made elsewhere: Base64, sent as it is.", .string(0...800)),
        .init("signingCertificate", "Its certificate: PEM, sent as it is but for its line ends.", .string(0...6000)),
        .init(
            "imageId",
            "The image that a `location` elsewhere leads to: what `signingKeyId` signs, or what a signature made elsewhere is checked with.",
            .integer),
        .init("installDate", "When the charge point shall install it at the earliest; as soon as it can when absent.", .time),
    ]

    static let update = ObjectSchema(
        "FirmwareSigning", "The signature of a firmware update.",
        members + [
            .init(
                "requestId", "Names the update in the notifications to come; chosen when absent. Each serves a charge point once.",
                .integer(1...Int(Int32.max)))
        ])

    static let campaign = ObjectSchema(
        "FirmwareCampaignSigning", "The signature of the firmware of a campaign; each update gets a request id of its own.", members)

    /// - Throws: `Problem` (`invalid-member`).
    static func signing(_ node: JSONNode?) throws(Problem) -> FirmwareSigning? {
        guard let node, node.kind == .object else { return nil }
        return FirmwareSigning(
            try origin(node), imageId: node["imageId"]?.int.map(Int64.init),
            installDate: node["installDate"]?.string.flatMap { Timestamp(rfc3339: $0) })
    }

    private static func origin(_ node: JSONNode) throws(Problem) -> FirmwareSigning.Origin {
        let algorithm = node["signatureAlgorithm"]?.string
        switch (node["signingKeyId"]?.int, node["signature"]?.string, node["signingCertificate"]?.string) {
        case (let key?, nil, nil):
            return .key(Int64(key), algorithm.flatMap(FirmwareSignatureAlgorithm.init))
        case (nil, let signature?, let certificate?):
            guard algorithm == nil else {
                throw .invalidMember("signed.signatureAlgorithm", "signatureAlgorithm is for signingKeyId; a signature has its own.")
            }
            return .supplied(signature: signature, certificate: certificate)
        default:
            throw .invalidMember(
                "signed.signingKeyId", "Either signingKeyId, or signature and signingCertificate must be given.")
        }
    }
}
