package import HTTPTypes
package import OCPPJ

/// An error as the API answers it: `application/problem+json` (RFC 9457).
package struct Problem: Error, Sendable {
    package var type: ProblemType
    /// What went wrong this time and what to do about it, for people. Holds no secrets and no internals.
    package var phrase: Phrase
    /// Further members, such as the `member` at fault; JSON texts.
    package var extensions: [(name: String, json: [UInt8])]
    package var headers: HTTPFields

    package init(_ type: ProblemType, _ phrase: Phrase, headers: HTTPFields = [:]) {
        self.type = type
        self.phrase = phrase
        extensions = []
        self.headers = headers
    }

    /// The same as a text.
    package var detail: String { phrase.text }

    /// The same with one more member.
    func with(_ name: String, _ value: some JSONRepresentable) -> Problem {
        var copy = self
        copy.extensions.append((name, value.json))
        return copy
    }

    /// The member of the body, or the parameter, at fault; nil when it is none in particular.
    package var member: String? {
        for (name, json) in extensions where name == "member" || name == "parameter" {
            if let text = try? JSONNode.parse(json).string { return text }
        }
        return nil
    }

    /// The body.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.raw(#"{"type":"#)
        writer.string(type.uri)
        writer.raw(#","title":"#)
        writer.string(type.title)
        writer.raw(#","status":"#)
        writer.number(type.status.code)
        writer.raw(#","detail":"#)
        writer.string(detail)
        for (name, json) in extensions {
            writer.raw(",")
            writer.string(name)
            writer.raw(":")
            writer.raw(json)
        }
        writer.raw("}")
        return writer.bytes
    }
}

extension Problem {
    /// A member of a request body that is not allowed.
    package static func invalidMember(_ member: String, _ phrase: Phrase) -> Problem {
        Problem(.invalidMember, phrase).with("member", member)
    }
}

extension Problem {
    /// The members of a problem, as the OpenAPI document shows them. Which further ones there are depends on the type.
    static let objectSchema = ObjectSchema(
        "Problem", "What went wrong (RFC 9457).", isOpen: true,
        [
            .init("type", "Names the kind of problem; stable, for programs.", .enumeration(ProblemType.uris), isRequired: true),
            .init("title", "The kind of problem in words.", .string, isRequired: true),
            .init("status", "The HTTP status.", .integer(400...599), isRequired: true),
            .init("detail", "What went wrong this time and what to do about it.", .string, isRequired: true),
            .init("member", "`invalid-member`: the member at fault, for example `settings.pingIntervalSeconds`.", .string),
            .init("commandId", "Problems of commands: the id of the command's record.", .integer),
            .init("outcome", "Problems of commands: what became of the command.", .string),
            .init("resource", "Problems of commands that a resource sent: the path of the resource, which shows the outcome too.", .string),
            .init("errorCode", "`call-error`: the code of the CALLERROR.", .string),
            .init("errorDescription", "`call-error`: the description of the CALLERROR.", .string),
            .init("errorDetails", "`call-error`: the details of the CALLERROR, as they came.", .any),
            .init("requiredRole", "`forbidden`: the role that the operation needs.", .string),
            .init("checks", "`not-ready`: each check and its result.", .anyObject),
        ])
}
