import CentralSystem
import OCPPJ

/// The raw values of the enums that the message log shares with the connections.
private let directions = ["received", "sent"]
private let messageTypes = ["Call", "CallResult", "CallError", "Invalid"]

extension ObservedFrame.Direction: JSONRepresentable {
    static var schema: Schema { .enumeration(directions) }
    func write(to writer: inout JSONWriter) { writer.string(rawValue) }
}

extension ObservedFrame.Kind: JSONRepresentable {
    static var schema: Schema { .enumeration(messageTypes) }
    func write(to writer: inout JSONWriter) { writer.string(rawValue) }
}

extension LoggedMessage: JSONObject {
    static let representation = Representation<LoggedMessage>(
        "Message", "A text frame that went over a connection.",
        [
            Field("id", "The id of this record.", \.id),
            Field("chargePointId", "The charge point.", \.chargePointId),
            Field("time", "When it came or went.", \.time),
            Field("direction", "`received` from the charge point or `sent` to it.", \.direction),
            Field("messageType", "What it is; `Invalid` is no frame of OCPP-J.", \.messageType),
            Field("messageId", "The id that ties an answer to its CALL; empty when the frame has none.", \.messageID),
            Field("action", "The action; for an answer that of the CALL it answers, when that is known.", \.action),
            Field("frame", "The frame as it went over the wire.", \.frame),
            Field("note", "What was odd about it.", \.note),
        ])
}
