import OCPPJ

extension FirmwareSigning {
    /// As it is kept with a campaign.
    var json: [UInt8] {
        var writer = JSONWriter()
        var isFirst = true
        func member(_ name: String, _ value: String?) {
            guard let value else { return }
            if isFirst { writer.raw("{") } else { writer.raw(",") }
            isFirst = false
            writer.string(name)
            writer.raw(":")
            writer.string(value)
        }
        switch origin {
        case .key(let id, let algorithm):
            member("signingKeyId", String(id))
            member("signatureAlgorithm", algorithm?.rawValue)
        case .supplied(let signature, let certificate):
            member("signature", signature)
            member("signingCertificate", certificate)
        }
        member("imageId", imageId.map(String.init))
        member("installDate", installDate.map { String($0.milliseconds) })
        writer.raw("}")
        return writer.bytes
    }

    /// Reads what `json` writes; nil for anything else.
    init?(json node: JSONNode) {
        if let id = node["signingKeyId"]?.string.flatMap({ Int64($0) }) {
            origin = .key(id, node["signatureAlgorithm"]?.string.flatMap(FirmwareSignatureAlgorithm.init))
        } else if let signature = node["signature"]?.string, let certificate = node["signingCertificate"]?.string {
            origin = .supplied(signature: signature, certificate: certificate)
        } else {
            return nil
        }
        imageId = node["imageId"]?.string.flatMap { Int64($0) }
        installDate = node["installDate"]?.string.flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
    }
}
