import Foundation
package import Hummingbird
import HTTPTypes
import NIOCore
import OCPPJ

/// A form with a file in it (`multipart/form-data`, RFC 7578), as a browser sends it. The file is never held as a whole.
package struct FormUpload: Sendable {
    /// The fields before the file, in their order.
    package let fields: [(name: String, value: String)]
    /// What the browser calls the file; nil when none was chosen.
    package let fileName: String?
    /// The file as it comes; nil when none was chosen. Read once.
    package let file: RequestBody?

    /// The fields before the file together, in bytes.
    private static let longestFields = 65_536
    /// How much of a file that nobody wants is still taken, so that the browser shows the answer. In bytes.
    private static let longestRest = 67_108_864

    /// Whether a request brings such a form.
    package static func isSent(by request: Request) -> Bool {
        HeaderParameters(request.headers[.contentType] ?? "").value == "multipart/form-data"
    }

    /// Reads a form, and hands it on as soon as its file begins.
    ///
    /// - Parameter take: is given the form; while it runs, the file comes in. The file must be the last field.
    /// - Throws: `Problem` for what is no such form, and whatever `take` throws.
    package static func read<Answer: Sendable>(
        _ request: Request, _ take: @escaping @Sendable (FormUpload) async throws -> Answer
    ) async throws -> Answer {
        guard let boundary = HeaderParameters(request.headers[.contentType] ?? "")["boundary"], (1...200).contains(boundary.utf8.count)
        else { throw Problem(.invalidRequest, "multipart/form-data needs a boundary of 1 to 200 characters.") }
        var reader = FormReader(body: request.body.makeAsyncIterator(), parser: MultipartParser(boundary: boundary))
        var fields: [(name: String, value: String)] = []
        var bytes = 0
        while let part = try await reader.nextPart() {
            if part.isFile {
                // A file field in which none was chosen has no name.
                guard let name = part.fileName, !name.isEmpty else { continue }
                let pieces = FilePieces()
                let upload = FormUpload(
                    fields: fields, fileName: name, file: RequestBody(asyncSequence: AsyncThrowingStream { try await pieces.next() }))
                return try await deliver(upload, pieces, from: &reader, to: take)
            }
            let value = try await reader.text(atMost: longestFields - bytes)
            bytes += value.utf8.count + part.name.utf8.count
            fields.append((part.name, value))
        }
        return try await take(FormUpload(fields: fields, fileName: nil, file: nil))
    }

    private static func deliver<Answer: Sendable>(
        _ upload: FormUpload, _ pieces: FilePieces, from reader: inout FormReader,
        to take: @escaping @Sendable (FormUpload) async throws -> Answer
    ) async throws -> Answer {
        async let answer = taken(upload, pieces, take)
        do {
            var rest = longestRest
            while let piece = try await reader.content() {
                if await pieces.send(piece) { continue }
                rest -= piece.readableBytes
                if rest < 0 { break }
            }
            await pieces.end(nil)
        } catch {
            await pieces.end(error)
        }
        return try await answer
    }

    private static func taken<Answer: Sendable>(
        _ upload: FormUpload, _ pieces: FilePieces, _ take: @Sendable (FormUpload) async throws -> Answer
    ) async throws -> Answer {
        do {
            let answer = try await take(upload)
            await pieces.stop()
            return answer
        } catch {
            await pieces.stop()
            throw error
        }
    }
}

/// Takes a form apart, part by part.
private struct FormReader {
    struct Part {
        let name: String
        let fileName: String?
        let isFile: Bool
    }

    var body: RequestBody.AsyncIterator
    var parser: MultipartParser
    private var events: [MultipartParser.Event] = []

    init(body: RequestBody.AsyncIterator, parser: MultipartParser) {
        self.body = body
        self.parser = parser
    }

    /// Passes over what is left of the present part; nil at the end of the form.
    mutating func nextPart() async throws -> Part? {
        while let event = try await next() {
            guard case .part(let headers) = event else { continue }
            let disposition = HeaderParameters(headers["content-disposition"] ?? "")
            return Part(name: disposition["name"] ?? "", fileName: disposition.fileName, isFile: disposition.fileName != nil)
        }
        return nil
    }

    /// The content of the present part as text.
    mutating func text(atMost limit: Int) async throws -> String {
        var bytes: [UInt8] = []
        while let piece = try await content() {
            bytes.append(contentsOf: piece.readableBytesView)
            guard bytes.count <= limit else { throw Problem(.bodyTooLarge, "The fields of the form are too long.") }
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw Problem(.invalidRequest, "The form is not UTF-8.")
        }
        return text.replacingOccurrences(of: "\r\n", with: "\n")
    }

    /// The next piece of the present part; nil at its end.
    mutating func content() async throws -> ByteBuffer? {
        while let event = try await next() {
            switch event {
            case .content(let bytes): return ByteBuffer(bytes: bytes)
            case .endOfPart: return nil
            case .part: break
            }
        }
        guard !parser.isInsidePart else { throw Problem(.invalidRequest, "The upload broke off. Send it again.") }
        return nil
    }

    private mutating func next() async throws -> MultipartParser.Event? {
        while events.isEmpty {
            guard let piece = try await body.next() else { return nil }
            do {
                events = try parser.feed(piece.readableBytesView)
            } catch {
                throw Problem(.invalidRequest, "The form cannot be read: \(error)")
            }
        }
        return events.removeFirst()
    }
}

/// Hands pieces of a file from one task to another, one at a time, so that neither runs ahead.
private actor FilePieces {
    private var piece: ByteBuffer?
    private var failure: (any Error)?
    private var hasEnded = false
    private var isStopped = false
    private var sender: CheckedContinuation<Void, Never>?
    private var receiver: CheckedContinuation<Void, Never>?

    /// Returns when the piece was taken; false when nobody takes any more.
    func send(_ new: ByteBuffer) async -> Bool {
        guard !isStopped else { return false }
        piece = new
        wake(&receiver)
        while piece != nil, !isStopped { await withCheckedContinuation { sender = $0 } }
        return !isStopped
    }

    /// There is nothing more to come, or it broke off.
    func end(_ error: (any Error)?) {
        hasEnded = true
        failure = error
        wake(&receiver)
    }

    /// Nobody takes anything any more.
    func stop() {
        isStopped = true
        piece = nil
        wake(&sender)
        wake(&receiver)
    }

    func next() async throws -> ByteBuffer? {
        while piece == nil, !hasEnded, !isStopped { await withCheckedContinuation { receiver = $0 } }
        if let found = piece {
            piece = nil
            wake(&sender)
            return found
        }
        if let failure { throw failure }
        return nil
    }

    private func wake(_ continuation: inout CheckedContinuation<Void, Never>?) {
        continuation?.resume()
        continuation = nil
    }
}
