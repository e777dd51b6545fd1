package import OCPPJ

/// A command as features see it, inside the writes that record it.
package struct CommandReference: Hashable, Sendable {
    package var id: Int64
    package var chargePoint: ChargePointReference
    package var requestedAt: Timestamp
    /// Who asked for it, for example `api`.
    package var requestedBy: String

    package init(id: Int64, chargePoint: ChargePointReference, requestedAt: Timestamp, requestedBy: String) {
        self.id = id
        self.chargePoint = chargePoint
        self.requestedAt = requestedAt
        self.requestedBy = requestedBy
    }
}

/// What became of a command, with the confirmation in its type.
package enum CommandConclusion<Confirmation: Sendable>: Sendable {
    /// The charge point answered, whatever its answer's status.
    case answered(Confirmation, at: Timestamp)
    /// There is no usable answer: CALLERROR, timeout, no connection, a stop of the server; or an answer that cannot be read, and
    /// then the outcome is `.answered`. The text is for people.
    case unanswered(CommandOutcome, String, at: Timestamp)
}

extension Command {
    /// The charge point's confirmation; nil when it did not answer, or not in a form that can be read.
    package func confirmation<Request: OCPPRequest>(to request: Request.Type) -> Request.Response? {
        guard outcome == .answered, let response, let node = try? JSONNode.parse(response) else { return nil }
        // A status in another case is noted as a deviation, and what the charge point did is known all the same.
        return (try? PayloadDecoder.decode(Request.Response.self, from: node))
            ?? ConfirmationStatus.corrected(node).flatMap { try? PayloadDecoder.decode(Request.Response.self, from: $0) }
    }

    func conclusion<Request: OCPPRequest>(of request: Request.Type, at time: Timestamp) -> CommandConclusion<Request.Response> {
        if let confirmation = confirmation(to: request) { return .answered(confirmation, at: answeredAt ?? time) }
        return .unanswered(outcome, explanation, at: answeredAt ?? time)
    }

    /// Why there is no usable answer, for people.
    package var explanation: String {
        switch outcome {
        case .pending: "no outcome yet"
        case .answered: "the answer cannot be read" + (deviation.map { ": \($0)" } ?? "")
        case .callError: "answered with \(error.map(String.init(describing:)) ?? "a CALLERROR")"
        case .timedOut: "no answer in time"
        case .disconnected: "the connection was lost before the answer came"
        case .notConnected: "the charge point was not connected; nothing was sent"
        case .queueFull: "too many commands were waiting; nothing was sent"
        case .interrupted: "the server stopped before the outcome was known"
        }
    }
}
