import OCPP16
import OCPPJ
import Persistence

/// Keeps a job for each RemoteStartTransaction, whoever sends it (OCPP 1.6, section 5.11).
struct RemoteStartObserver: CommandObserver {
    /// Seconds that the transaction is waited for where the charge point's ConnectionTimeOut is not known.
    let defaultTimeoutSeconds: Int
    /// A driver who plugs in at the last moment still takes a while to start.
    static let marginSeconds = 30

    func recorded(_ request: RemoteStartTransaction, _ command: CommandReference, in connection: any SQLConnection) throws {
        let profile = try request.chargingProfile.map { try PayloadEncoder.encode($0) }
        try RemoteStartStore.insert(
            request, profile: profile, timeoutSeconds: try timeoutSeconds(command.chargePoint.key, in: connection), command,
            in: connection)
    }

    func concluded(
        _ request: RemoteStartTransaction, _ conclusion: CommandConclusion<RemoteStartTransactionResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        switch conclusion {
        case .answered(let answer, let time):
            switch answer.status {
            case .accepted: try RemoteStartStore.accept(command: command.id, at: time, in: connection)
            case .rejected: try RemoteStartStore.reject(command: command.id, at: time, in: connection)
            }
        case .unanswered(let outcome, let text, let time):
            try RemoteStartStore.end(
                command: command.id, as: .unanswered, mayStart: outcome.mayBeCarriedOut,
                answeredAt: outcome == .answered || outcome == .callError ? time : nil, text: text, in: connection)
        }
    }

    /// The charge point's own ConnectionTimeOut where it is known, and a little more for its messages.
    private func timeoutSeconds(_ chargePointKey: Int64, in connection: any SQLConnection) throws -> Int {
        let value = try ConfigurationService.value(
            of: "ConnectionTimeOut", chargePointKey: chargePointKey, in: connection)
        let known = value.flatMap { Int($0.filter { !$0.isWhitespace }) }
        guard let known, (1...86_400).contains(known) else { return defaultTimeoutSeconds }
        return known + Self.marginSeconds
    }
}

extension CommandOutcome {
    /// Whether the charge point may have done what it was asked for although we know of no answer.
    var mayBeCarriedOut: Bool {
        switch self {
        case .pending, .answered, .timedOut, .disconnected, .interrupted: true
        case .callError, .notConnected, .queueFull: false
        }
    }
}
