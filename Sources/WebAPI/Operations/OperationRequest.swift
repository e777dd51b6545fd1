import CentralSystem
import Foundation
import Hummingbird
import Logging
import OCPPJ

/// A request that was checked against its operation's description.
struct OperationRequest: Sendable {
    /// Parameters of the path, percent-decoded.
    let path: [String: String]
    /// Parameters of the query, decoded; those that are empty count as absent.
    let query: [String: String]
    /// The body, which conforms to the operation's schema; `{}` when there is none.
    let body: JSONNode
    /// The body of an operation that takes a file; nil for the others.
    let stream: RequestBody?
    /// How long the body says that it is; nil when it does not.
    let contentLength: Int?
    let logger: Logger
    /// Who asks; nil where nobody needs to say.
    let identification: Identification?
    /// From where.
    let address: String
    /// Who asks, for the record.
    var requester: String { identification?.principal.name ?? "nobody" }

    /// - Throws: `Problem` (`invalid-request`) naming the parameter, `PayloadError` naming the member of the body.
    init(
        _ request: Request, for operation: Operation, parameters: Parameters, maximumBodyBytes: Int, logger: Logger,
        identification: Identification? = nil, address: String = "unknown"
    ) async throws {
        self.logger = logger
        self.identification = identification
        self.address = address
        path = try Self.path(of: operation, parameters)
        query = try QueryText.parse(request.uri.query, allowed: operation.query)
        contentLength = request.headers[.contentLength].flatMap { Int($0) }
        stream = operation.body?.isStream == true ? request.body : nil
        body =
            if let description = operation.body, !description.isStream {
                try await Self.read(description, of: request, maximumBytes: maximumBodyBytes)
            } else {
                try JSONNode.parse(Array("{}".utf8))
            }
    }

    init(
        path: [String: String], query: [String: String], body: JSONNode, stream: RequestBody?, contentLength: Int?, logger: Logger,
        identification: Identification?, address: String
    ) {
        self.path = path
        self.query = query
        self.body = body
        self.stream = stream
        self.contentLength = contentLength
        self.logger = logger
        self.identification = identification
        self.address = address
    }

    private static func path(of operation: Operation, _ parameters: Parameters) throws -> [String: String] {
        var values: [String: String] = [:]
        for parameter in operation.pathParameters {
            guard let text = parameters.get(parameter.name)?.removingPercentEncoding else {
                throw Problem(.invalidRequest, "\(parameter.name) in the path is not percent-encoded UTF-8.")
            }
            values[parameter.name] = text
        }
        return values
    }

    private static func read(
        _ body: Operation.Body, of request: Request, maximumBytes: Int
    ) async throws -> JSONNode {
        // A body that says beforehand that it is too long need not be read.
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximumBytes {
            throw Problem.bodyTooLarge
        }
        let buffer = try await request.body.collect(upTo: maximumBytes)
        var bytes = Array(buffer.readableBytesView)
        if bytes.allSatisfy(\.isJSONSpace) {
            guard body.isOptional else { throw Problem(.invalidRequest, "A JSON object is required as the body.") }
            bytes = Array("{}".utf8)
        }
        let node = try JSONNode.parse(bytes)
        do {
            try body.schema.check(node)
        } catch {
            guard error.path.isEmpty else { throw error }
            throw Problem.invalidMember("body", "The body \(error.reason).")
        }
        return node
    }
}

extension OperationRequest {
    func text(inPath name: String) -> String { path[name] ?? "" }

    /// A number in the path. Other text names nothing, so it is answered like a number that names nothing.
    func integer(inPath name: String, otherwise problem: ProblemType) throws(Problem) -> Int {
        let text = text(inPath: name)
        guard let value = Int(text), value >= 0 else {
            throw Problem(problem, "\(name) in the path must be a number; \(text.debugDescription) is none.")
        }
        return value
    }

    func integer(_ name: String) -> Int? { query[name].flatMap { Int($0) } }
    func boolean(_ name: String) -> Bool? { query[name].flatMap { Bool($0) } }
    func time(_ name: String) -> Timestamp? { query[name].flatMap { Timestamp(rfc3339: $0) } }

    func value<Value: RawRepresentable>(_ name: String, as type: Value.Type) -> Value? where Value.RawValue == String {
        query[name].flatMap { Value(rawValue: $0) }
    }

    /// Which part of a list is wanted.
    ///
    /// - Throws: `Problem` (`invalid-request`) when the cursor is none of ours.
    func page() throws(Problem) -> PageRequest {
        let cursor: String? = if let text = query["cursor"] { try Cursor.decode(text) } else { nil }
        return PageRequest(limit: integer("limit") ?? 100, cursor: cursor)
    }
}

extension UInt8 {
    fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
