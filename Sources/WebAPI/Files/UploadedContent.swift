import CentralSystem
import HTTPTypes
import Hummingbird
import NIOCore
import OCPPJ

/// The content of an upload, piece by piece: the body itself, or the first file in a form.
struct UploadedContent {
    /// What the sender calls the file; in a form, known once the file begins.
    private(set) var name: String?
    private var body: RequestBody.AsyncIterator
    private var parser: MultipartParser?
    private var events: [MultipartParser.Event] = []
    private var isInFile = false
    private var isDone = false

    /// - Throws: `FileExchangeError` with code `.incomplete` for a form without a boundary.
    init(_ request: Request, name: String?) throws(FileExchangeError) {
        self.name = name
        body = request.body.makeAsyncIterator()
        let type = HeaderParameters(request.headers[.contentType] ?? "")
        guard type.value == "multipart/form-data" else { return }
        guard let boundary = type["boundary"], (1...200).contains(boundary.utf8.count) else {
            throw FileExchangeError(.incomplete, "multipart/form-data needs a boundary of 1 to 200 characters.")
        }
        parser = MultipartParser(boundary: boundary)
    }

    /// The next piece; nil at the end of the file.
    ///
    /// - Throws: `FileExchangeError` with code `.incomplete`.
    mutating func next() async throws -> ByteBuffer? {
        guard parser != nil else { return try await piece() }
        while !isDone {
            if events.isEmpty {
                try await read()
                continue
            }
            switch events.removeFirst() {
            case .part(let headers): begin(headers)
            case .content(let bytes) where isInFile: return ByteBuffer(bytes: bytes)
            case .content: break
            case .endOfPart where isInFile: isDone = true
            case .endOfPart: break
            }
        }
        return nil
    }

    /// Other fields of the form are passed over.
    private mutating func begin(_ headers: [String: String]) {
        let disposition = HeaderParameters(headers["content-disposition"] ?? "")
        isInFile = disposition.fileName != nil || headers["content-type"] != nil
        if isInFile { name = StrangersFileName.clean(disposition.fileName) ?? name }
    }

    private mutating func read() async throws {
        guard let piece = try await piece() else {
            throw FileExchangeError(
                .incomplete, parser?.isInsidePart == true ? "The form broke off." : "There is no file in the form.")
        }
        do {
            events = try parser?.feed(piece.readableBytesView) ?? []
        } catch {
            throw FileExchangeError(.incomplete, "The form cannot be read: \(error)")
        }
    }

    /// A piece of the body. That it ends is the sender's word: a connection that is lost before makes an error.
    private mutating func piece() async throws -> ByteBuffer? {
        do {
            return try await body.next()
        } catch {
            throw FileExchangeError(.incomplete, "The upload broke off.")
        }
    }
}
