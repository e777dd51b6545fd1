import HTTPTypes
import Hummingbird
import OCPPJ

/// What an operation answers when all went well.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]
    /// A body that is sent as it is read, in place of `body`; with its own length in the headers.
    var stream: ResponseBody?

    /// A value as JSON.
    static func json(_ value: some JSONRepresentable, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"], body: value.json)
    }

    /// A new resource.
    /// - Parameter location: its path.
    static func created(_ value: some JSONRepresentable, location: String) -> Answer {
        var answer = Answer.json(value, status: .created)
        answer.headers[.location] = location
        return answer
    }

    static let noContent = Answer(status: .noContent, headers: [.cacheControl: "no-store"], body: [])

    var response: Response {
        if let stream { return Response(status: status, headers: headers, body: stream) }
        if status == .noContent { return Response(status: status, headers: headers) }
        return Response(json: body, status: status, headers: headers)
    }
}

/// An answer as the OpenAPI document shows it.
struct AnswerDescription: Sendable {
    var status: HTTPResponse.Status
    var description: String
    /// Nil for an answer without a body.
    var content: Content?
    var headers: [(name: String, description: String)] = []

    struct Content: Sendable {
        var type: String
        var schema: Schema
    }

    static func json(_ status: HTTPResponse.Status, _ schema: Schema, _ description: String) -> AnswerDescription {
        AnswerDescription(
            status: status, description: description, content: Content(type: "application/json", schema: schema))
    }

    static func ok(_ schema: Schema, _ description: String) -> AnswerDescription {
        json(.ok, schema, description)
    }

    static func created(_ schema: Schema, _ description: String) -> AnswerDescription {
        var answer = json(.created, schema, description)
        answer.headers = [(name: "Location", description: "The path of the new resource.")]
        return answer
    }

    /// A file.
    static func octets(_ description: String) -> AnswerDescription {
        AnswerDescription(
            status: .ok, description: description, content: Content(type: "application/octet-stream", schema: .octets))
    }

    static func noContent(_ description: String) -> AnswerDescription {
        AnswerDescription(status: .noContent, description: description, content: nil)
    }
}
