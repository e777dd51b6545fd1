import CentralSystem
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import OCPPJ

/// Serves firmware images to charge points: `/firmware/{token}/{fileName}`.
struct FirmwareDownloadRoutes: Sendable {
    let downloads: FirmwareDownloadService
    let directory: FileDirectory

    /// How often the progress of a download is written down while it goes on.
    private static let noteInterval = Duration.seconds(5)

    func add(to router: Router<FileRequestContext>) {
        for path in ["/firmware/{token}", "/firmware/{token}/{fileName}"] {
            router.get(RouterPath(path), use: serve)
            router.head(RouterPath(path)) { request, context in
                try await serve(request, context).createHeadResponse()
            }
        }
    }

    @Sendable private func serve(_ request: Request, _ context: FileRequestContext) async throws -> Response {
        guard let token = context.parameters.get("token").flatMap(FileToken.parse),
            let found = try await downloads.find(token: token)
        else { return context.refuse(.notFound, "This address was given to nobody.") }
        switch found {
        case .gone(let reason):
            return context.refuse(.gone, "This address no longer serves: \(reason).")
        case .image(let image, let update):
            do {
                try await directory.open(image.file.storedName, in: .firmware, expecting: image.file.sizeBytes)
            } catch {
                context.logger.error(
                    "A firmware image cannot be served", metadata: ["image.id": "\(image.id)", "error": "\(error)"])
                return context.refuse(.notFound, "The image cannot be read.")
            }
            return response(image, update, request, context)
        }
    }

    private func response(
        _ image: FirmwareImage, _ update: Int64, _ request: Request, _ context: FileRequestContext
    ) -> Response {
        let size = image.file.sizeBytes
        var headers = Self.headers(of: image)
        // A part of another file than the one that was begun is of no use (RFC 9110, section 13.1.5).
        let condition = request.headers[.ifRange]
        let isSame = condition == nil || condition == headers[.eTag] || condition == headers[.lastModified]
        switch isSame ? ByteRangeRequest(request.headers[.range], size: size) : .whole {
        case .unsatisfiable:
            return context.refuse(
                .rangeNotSatisfiable, "The file has \(size) bytes.", headers: [.contentRange: "bytes */\(size)"])
        case .whole:
            return Response(status: .ok, headers: headers, body: body(image, 0..<size, update, context))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
            return Response(status: .partialContent, headers: headers, body: body(image, range, update, context))
        }
    }

    private static func headers(of image: FirmwareImage) -> HTTPFields {
        let digest = Self.base64(hexadecimal: image.file.sha256)
        var headers: HTTPFields = [
            .contentType: "application/octet-stream", .acceptRanges: "bytes", .cacheControl: "no-store",
            .eTag: "\"\(image.file.sha256)\"", .lastModified: HTTPDate.text(image.createdAt),
        ]
        // The checksum of the whole file in the words of RFC 3230 and of RFC 9530, which replaces it.
        if let name = HTTPField.Name("Digest") { headers[name] = "SHA-256=\(digest)" }
        if let name = HTTPField.Name("Repr-Digest") { headers[name] = "sha-256=:\(digest):" }
        return headers
    }

    private static func base64(hexadecimal text: String) -> String {
        var digits = Substring(text)
        var data = Data()
        while digits.count >= 2 {
            data.append(UInt8(digits.prefix(2), radix: 16) ?? 0)
            digits = digits.dropFirst(2)
        }
        return data.base64EncodedString()
    }

    private func body(
        _ image: FirmwareImage, _ range: Range<Int64>, _ update: Int64, _ context: FileRequestContext
    ) -> ResponseBody {
        let (peer, logger) = (context.peer, context.logger)
        return ResponseBody(contentLength: range.count) { writer in
            var sent = range.lowerBound
            var noted = range.lowerBound
            let clock = ContinuousClock()
            var due = clock.now + Self.noteInterval
            do {
                try await directory.read(image.file.storedName, in: .firmware, range: range) { chunk in
                    try await writer.write(chunk)
                    sent += Int64(chunk.readableBytes)
                    guard clock.now >= due else { return }
                    await note(noted..<sent, of: update, to: peer, logger)
                    noted = sent
                    due = clock.now + Self.noteInterval
                }
            } catch {
                await note(noted..<sent, of: update, to: peer, logger)
                throw error
            }
            // Before the end goes out, so that whoever has the file finds its delivery recorded.
            await note(noted..<sent, of: update, to: peer, logger)
            try await writer.finish(nil)
        }
    }

    /// That the progress cannot be written down is no reason to end a download.
    private func note(_ range: Range<Int64>, of update: Int64, to peer: String, _ logger: Logger) async {
        guard !range.isEmpty else { return }
        do {
            try await downloads.delivered(range, of: update, to: peer)
        } catch {
            logger.warning(
                "The progress of a download could not be recorded", metadata: ["update.id": "\(update)", "error": "\(error)"])
        }
    }
}

/// Times in HTTP headers (RFC 9110, section 5.6.7).
enum HTTPDate {
    static func text(_ time: Timestamp) -> String {
        var seconds = time_t(time.milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][Int(parts.tm_wday)]
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][Int(parts.tm_mon)]
        let numbers = [parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(day), \(numbers[0]) \(month) \(parts.tm_year + 1900) \(numbers[1]):\(numbers[2]):\(numbers[3]) GMT"
    }
}
