import Crypto
import HTTPTypes
import Hummingbird

/// A file that pages need in the browser.
struct Asset: Sendable {
    let name: String
    let contentType: String
    let bytes: [UInt8]
    /// Nil where it would not be shorter.
    let compressed: [UInt8]?
    /// Names the content: the beginning of its SHA-256 in hexadecimal.
    let hash: String

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        let compressed = Gzip.compress(bytes)
        self.compressed = (compressed?.count ?? .max) < bytes.count ? compressed : nil
        hash = SHA256.hash(data: bytes).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        contentType =
            switch name.split(separator: ".").last {
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            case "svg": "image/svg+xml"
            default: "application/octet-stream"
            }
    }

    /// Where it is, with its content in the address, so that browsers may keep it for good.
    var url: String { "\(AssetLibrary.path)\(name)?v=\(hash)" }

    func answer(_ request: Request) -> Response {
        let isPinned = request.uri.query == "v=\(hash)"
        var headers: HTTPFields = [
            .contentType: contentType, .eTag: "\"\(hash)\"", .vary: "Accept-Encoding",
            .cacheControl: isPinned ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if let known = request.headers[.ifNoneMatch], known.contains("\"\(hash)\"") || known == "*" {
            return Response(status: .notModified, headers: headers)
        }
        let takesGzip = request.headers[.acceptEncoding]?.lowercased().contains("gzip") ?? false
        let body: [UInt8]
        if takesGzip, let compressed {
            headers[.contentEncoding] = "gzip"
            body = compressed
        } else {
            body = bytes
        }
        headers[.contentLength] = String(body.count)
        guard request.method != .head else { return Response(status: .ok, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
