package import OCPPJ

/// How a firmware image is signed. The whitepaper names RSA-PSS and ECSchnorr with SHA-256 (L01.FR.04). No charge point that is known
/// verifies ECSchnorr, and elliptic curve keys sign with ECDSA everywhere else in the whitepaper (A00.FR.505), so that is what they
/// sign with here.
package enum FirmwareSignatureAlgorithm: String, CaseIterable, Sendable {
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes; what RSA keys use unless told otherwise.
    case rsaPSS = "RSA-PSS-SHA256"
    /// RSASSA-PKCS1-v1_5 with SHA-256, for charge points that know nothing newer.
    case rsaPKCS1 = "RSA-PKCS1-SHA256"
    /// ECDSA with SHA-256, the signature in DER.
    case ecdsa = "ECDSA-SHA256"
}

/// What a signed update is asked for with.
package struct FirmwareSigning: Hashable, Sendable {
    package enum Origin: Hashable, Sendable {
        /// A key of this server, by id; the algorithm is the key's usual one when nil.
        case key(Int64, FirmwareSignatureAlgorithm?)
        /// Made elsewhere: Base64 and PEM, sent as they are but for their line ends.
        case supplied(signature: String, certificate: String)
    }

    package var origin: Origin
    /// The image that a location elsewhere leads to, to be signed or to be held against the signature.
    package var imageId: Int64?
    /// When the charge point shall install it at the earliest; nil for as soon as possible.
    package var installDate: Timestamp?

    package init(_ origin: Origin, imageId: Int64? = nil, installDate: Timestamp? = nil) {
        self.origin = origin
        self.imageId = imageId
        self.installDate = installDate
    }

    package var signingKeyId: Int64? { if case .key(let id, _) = origin { id } else { nil } }
}

/// A signature, ready to be sent.
package struct FirmwareSignature: Hashable, Sendable {
    var base64: String
    /// PEM with the line ends of OCPP, which are line feeds.
    var certificate: String
    var signingKeyId: Int64?
    /// How it was made, or which way it verifies; nil while nobody knows.
    var algorithm: FirmwareSignatureAlgorithm?
    /// What is questionable about it, for people.
    var warnings: [String] = []
}
