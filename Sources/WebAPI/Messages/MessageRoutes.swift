import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/messages`
struct MessageRoutes: Sendable {
    let messages: MessageLogService

    var operations: [Operation] { [list] }

    private var list: Operation {
        Operation(
            .get, "/api/v1/messages", "listMessages", .messages, "Every frame, both ways, newest first",
            notes: "A frame is found here within 0.3 s.",
            query: [
                .init("chargePoint", "Only frames of this charge point."),
                .init("action", "Only frames of this action, answers included."),
                .init("direction", "Only frames in this direction.", ObservedFrame.Direction.schema),
                .init("messageType", "Only frames of this type.", ObservedFrame.Kind.schema),
                .init("from", "Only frames of this moment or later.", .time),
                .init("to", "Only frames before this moment.", .time),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<LoggedMessage>.schema, "The frames.")]
        ) { request in
            let filter = MessageFilter(
                chargePoint: request.query["chargePoint"], action: request.query["action"],
                direction: request.value("direction", as: ObservedFrame.Direction.self),
                messageType: request.value("messageType", as: ObservedFrame.Kind.self), from: request.time("from"),
                to: request.time("to"))
            return .json(ItemList(try await messages.list(filter, request.page())))
        }
    }
}
