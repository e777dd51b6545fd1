package import Persistence

/// Takes in what charge points answer to GetConfiguration, whoever asked.
package struct GetConfigurationObserver: CommandObserver {
    package init() {}

    package func concluded(
        _ request: ReceivedGetConfiguration, _ conclusion: CommandConclusion<ReportedConfiguration>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        let key = command.chargePoint.key
        switch conclusion {
        case .answered(let report, let moment):
            let state = try ConfigurationStore.state(chargePointKey: key, in: connection)
            var revision = ConfigurationRevision(try ConfigurationStore.entries(chargePointKey: key, in: connection))
            let result = revision.take(
                report, asked: request.asksForAll ? nil : request.key, hasBaseline: state.readAt != nil, at: moment, by: command)
            try ConfigurationStore.save(revision, chargePointKey: key, in: connection)
            let reading = ConfigurationReading(
                commandId: command.id, requestedBy: command.requestedBy, at: moment, isComplete: request.asksForAll,
                outcome: .answered, keyCount: result.keyCount, oddities: result.oddities.all)
            try ConfigurationStore.save(
                reading, readAt: result.isComplete ? moment : nil, chargePointKey: key, in: connection)
        case .unanswered(let outcome, let explanation, let moment):
            let reading = ConfigurationReading(
                commandId: command.id, requestedBy: command.requestedBy, at: moment, isComplete: request.asksForAll,
                outcome: outcome, explanation: explanation, keyCount: 0, oddities: [])
            try ConfigurationStore.save(reading, readAt: nil, chargePointKey: key, in: connection)
        }
    }
}
