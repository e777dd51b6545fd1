import OCPP16
import OCPPJ
import Persistence

/// Keeps a job for each RemoteStopTransaction, whoever sends it (OCPP 1.6, section 5.12).
struct RemoteStopObserver: CommandObserver {
    /// Seconds that the stop is waited for.
    let defaultTimeoutSeconds: Int

    func recorded(_ request: RemoteStopTransaction, _ command: CommandReference, in connection: any SQLConnection) throws {
        try RemoteStopStore.insert(
            transactionId: request.transactionId, timeoutSeconds: defaultTimeoutSeconds, command, in: connection)
    }

    func concluded(
        _ request: RemoteStopTransaction, _ conclusion: CommandConclusion<RemoteStopTransactionResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        switch conclusion {
        case .answered(let answer, let time):
            switch answer.status {
            case .accepted: try RemoteStopStore.accept(command: command.id, at: time, in: connection)
            case .rejected:
                try RemoteStopStore.end(
                    command: command.id, as: .rejected, mayStop: false, answeredAt: time, text: nil, in: connection)
            }
        case .unanswered(let outcome, let text, let time):
            try RemoteStopStore.end(
                command: command.id, as: .unanswered, mayStop: outcome.mayBeCarriedOut,
                answeredAt: outcome == .answered || outcome == .callError ? time : nil, text: text, in: connection)
        }
    }
}
