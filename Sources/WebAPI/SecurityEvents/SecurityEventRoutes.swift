import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/security-events`
struct SecurityEventRoutes: Sendable {
    let events: SecurityEventService

    static let path = "/api/v1/security-events"
    private static let itemPath = "\(path)/{eventId}"
    private static let idParameter = Operation.Parameter("eventId", "The id of the event.", .integer)

    var operations: [Operation] { [list, get, acknowledge] }

    private var list: Operation {
        Operation(
            .get, Self.path, "searchSecurityEvents", .security, "Security events of all charge points, newest first",
            query: [
                .init("chargePoint", "Only those of this charge point."),
                .init("type", "Only those of this type, in any case.", .string(1...50)),
                .init("critical", "Only those that the security whitepaper calls critical, or only the others.", .boolean),
                .init("acknowledged", "Only those that an operator has looked at, or only the others.", .boolean),
                .init("source", "Only those that this side noticed.", .enumeration(SecurityEvent.Source.self)),
                .init("from", "Only those that came then or later.", .time),
                .init("to", "Only those that came before.", .time),
                .init("search", "Only those with this text in their `techInfo`; ASCII letters in any case.", .string(1...255)),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<SecurityEvent>.schema, "The events.")], problems: [.chargePointNotFound]
        ) { request in
            let filter = SecurityEventFilter(
                chargePoint: request.query["chargePoint"], type: request.query["type"],
                isCritical: request.boolean("critical"), isAcknowledged: request.boolean("acknowledged"),
                source: request.value("source", as: SecurityEvent.Source.self), from: request.time("from"),
                to: request.time("to"), search: request.query["search"])
            return .json(ItemList(try await events.list(filter, request.page())))
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getSecurityEvent", .security, "One security event", pathParameters: [Self.idParameter],
            answers: [.ok(SecurityEvent.schema, "The event.")], problems: [.notFound]
        ) { request in
            .json(try await events.get(Self.id(request)))
        }
    }

    private static let acknowledgement = ObjectSchema(
        "SecurityEventAcknowledgementCreation", "The word of an operator who looked at a security event.",
        [.init("note", "The operator's own words.", .string(0...10_000))])

    private var acknowledge: Operation {
        Operation(
            .post, "\(Self.itemPath)/acknowledgement", "acknowledgeSecurityEvent", .security,
            "Records that an operator has looked at a security event", notes: "The first word stands; a second one is refused.",
            pathParameters: [Self.idParameter], body: .optional(Self.acknowledgement),
            answers: [.ok(SecurityEvent.schema, "The event.")], problems: [.notFound, .conflict]
        ) { request in
            let event = try await events.acknowledge(
                Self.id(request), note: request.body["note"]?.string, by: request.requester)
            return .json(event)
        }
    }

    private static func id(_ request: OperationRequest) throws -> Int64 {
        Int64(try request.integer(inPath: "eventId", otherwise: .notFound))
    }
}
