import OCPPJ
package import Persistence

/// Takes in what becomes of ChangeConfiguration, whoever sent it.
package struct ChangeConfigurationObserver: CommandObserver {
    package init() {}

    package func concluded(
        _ request: ReceivedChangeConfiguration, _ conclusion: CommandConclusion<ReportedChange>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        let key = command.chargePoint.key
        let name = ConfigurationKeyName(request.key)
        let attempt: ConfigurationAttempt =
            switch conclusion {
            case .answered(let answer, let moment):
                ConfigurationAttempt(
                    value: request.value, status: answer.status?.text.map { $0.cut(to: 50) }, outcome: .answered,
                    explanation: answer.status?.text == nil ? "the answer has no status" : nil, at: moment,
                    commandId: command.id, requestedBy: command.requestedBy)
            case .unanswered(let outcome, let explanation, let moment):
                ConfigurationAttempt(
                    value: request.value, outcome: outcome, explanation: explanation, at: moment, commandId: command.id,
                    requestedBy: command.requestedBy)
            }
        let known = try ConfigurationStore.entry(name, chargePointKey: key, in: connection)
        let state = try ConfigurationStore.state(chargePointKey: key, in: connection)
        var revision = ConfigurationRevision(known.map { [$0] } ?? [])
        revision.take(attempt, of: name, value: request.value, bootedAt: state.bootedAt)
        try ConfigurationStore.save(revision, chargePointKey: key, in: connection)
    }
}
