package import CentralSystem
import Foundation
package import HTTPTypes
package import Hummingbird
package import Logging
package import OCPPJ

/// The name of an operation: the `operationId` of the OpenAPI document, such as `createChargePoint`.
package struct OperationName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String

    package init(stringLiteral value: String) { text = value }
    package var description: String { text }
}

/// The operations of the API for callers in this process. Whoever calls passes the same check of roles and values, leaves the same
/// trace in the audit log, and gets the same problems as over HTTP.
package struct OperationCaller: Sendable {
    private let operations: [String: Operation]
    private let gate: OperationGate

    init(table: OperationTable, gate: OperationGate) {
        operations = Dictionary(table.operations.map { ($0.name, $0) }) { first, _ in first }
        self.gate = gate
    }

    /// Whether there is an operation of this name.
    package func has(_ name: OperationName) -> Bool { operations[name.text] != nil }

    /// Whether somebody may use an operation.
    package func allows(_ name: OperationName, to principal: Principal) -> Bool {
        guard let operation = operations[name.text] else { return false }
        return !operation.requiresToken || OperationGate.refusal(of: operation, to: principal) == nil
    }

    /// What an operation takes.
    package struct Input: Sendable {
        /// The parameters of the path: `["id": "CP 1"]`.
        package var path: [String: String]
        package var query: [String: String]
        package var body: JSONText?
        /// For an operation that takes a file.
        package var file: RequestBody?
        /// How long the file is; nil when that is not known.
        package var fileBytes: Int?

        package init(
            path: [String: String] = [:], query: [String: String] = [:], body: JSONText? = nil, file: RequestBody? = nil,
            fileBytes: Int? = nil
        ) {
            self.path = path
            self.query = query
            self.body = body
            self.file = file
            self.fileBytes = fileBytes
        }
    }

    /// What an operation answered.
    package struct Result: Sendable {
        package var status: Int
        package var headers: HTTPFields
        /// The answer; `null` when there is none.
        package var body: JSONNode
        /// An answer that is no JSON.
        package var bytes: [UInt8]
    }

    /// Who calls, and from where.
    package struct Caller: Sendable {
        package var identification: Identification?
        package var address: String
        package var logger: Logger

        package init(_ identification: Identification?, address: String, logger: Logger) {
            self.identification = identification
            self.address = address
            self.logger = logger
        }
    }

    /// - Throws: `Problem`, as it would be answered over HTTP.
    package func call(_ name: OperationName, _ input: Input = Input(), by caller: Caller) async throws(Problem) -> Result {
        guard let operation = operations[name.text] else {
            throw Problem(.notFound, "There is no operation \(name.text).")
        }
        do {
            let answer = try await gate.answer(
                operation, by: caller.identification, from: caller.address,
                target: "\(operation.method.rawValue) \(Self.path(of: operation, input))", logger: caller.logger
            ) {
                try OperationRequest(
                    input, for: operation, logger: caller.logger, identification: caller.identification, address: caller.address)
            }
            let text = answer.body.isEmpty ? Array("null".utf8) : answer.body
            let isJSON = answer.headers[.contentType]?.hasPrefix("application/json") ?? true
            return Result(
                status: answer.status.code, headers: answer.headers,
                body: try JSONNode.parse(isJSON ? text : Array("null".utf8), maximumDepth: 64), bytes: answer.body)
        } catch {
            throw Problem(error, logger: caller.logger)
        }
    }

    /// The body that a form makes for an operation: see `JSONText.init(form:schema:)`. Nil for an operation without a body.
    package func body(of name: OperationName, from fields: [(name: String, value: String)]) -> JSONText? {
        operations[name.text]?.body.map { JSONText(form: fields, schema: $0.schema) }
    }

    private static func path(of operation: Operation, _ input: Input) -> String {
        var path = operation.path
        for (name, value) in input.path { path = path.replacingOccurrences(of: "{\(name)}", with: PathText.encode(value)) }
        return path
    }
}

extension OperationRequest {
    /// What somebody in this process asks for, checked like a request.
    ///
    /// - Throws: `Problem` (`invalid-request`), `PayloadError` naming the member of the body.
    init(
        _ input: OperationCaller.Input, for operation: Operation, logger: Logger, identification: Identification?, address: String
    ) throws {
        let query = input.query.map { "\(PathText.encode($0.key))=\(PathText.encode($0.value))" }.joined(separator: "&")
        let text = input.body?.text ?? Array("{}".utf8)
        let node = try JSONNode.parse(text)
        if let body = operation.body, !body.isStream {
            guard input.body != nil || body.isOptional else { throw Problem(.invalidRequest, "A JSON object is required as the body.") }
            try body.schema.check(node)
        }
        self.init(
            path: input.path, query: try QueryText.parse(query, allowed: operation.query), body: node, stream: input.file,
            contentLength: input.fileBytes, logger: logger, identification: identification, address: address)
    }
}
