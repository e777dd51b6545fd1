import CentralSystem
import OCPPJ

extension Problem {
    /// Why a command has no answer; nil when it has one.
    init?(_ command: Command) {
        let (action, id) = (command.action.rawValue, command.chargePointId)
        let problem: Problem
        switch command.outcome {
        case .answered:
            return nil
        case .callError:
            problem = Self.callError(command.error, action, id)
        case .timedOut:
            problem = Problem(
                .commandTimedOut, "\(action) to \(id) was not answered in time. An answer that still comes is in the messages.")
        case .disconnected:
            problem = Problem(
                .chargePointDisconnected, "\(action) to \(id) was not answered before the connection was lost. It may have been carried out.")
        case .notConnected:
            problem = Problem(.chargePointNotConnected, "\(action) to \(id) was not sent, because the charge point is not connected.")
        case .queueFull:
            problem = Problem(
                .commandQueueFull, "\(action) to \(id) was not sent, because too many commands are waiting for this charge point.")
        case .interrupted, .pending:
            problem = Problem(.commandInterrupted, "\(action) to \(id) has no outcome, because the server is stopping.")
        }
        self = problem.with("commandId", command.id).with("outcome", command.outcome.rawValue)
    }

    private static func callError(_ error: CallError?, _ action: String, _ id: String) -> Problem {
        guard let error else { return Problem(.callError, "\(action) to \(id) was answered with a CALLERROR.") }
        return Problem(.callError, "\(action) to \(id) was answered with \(error.code.rawValue): \(error.text)")
            .with("errorCode", error.code.rawValue)
            .with("errorDescription", error.text)
            .with("errorDetails", VerbatimJSON(text: Array(error.details.utf8)))
    }

    /// What can become of a command instead of an answer.
    static let commandTypes: [ProblemType] = [
        .chargePointNotFound, .unknownAction, .commandQueueFull, .callError, .chargePointNotConnected,
        .chargePointDisconnected, .commandInterrupted, .commandTimedOut,
    ]
}
