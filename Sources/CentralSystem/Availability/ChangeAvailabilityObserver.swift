import OCPP16
import OCPPJ
import Persistence

/// Follows ChangeAvailability, whoever sends it (OCPP 1.6, section 5.2).
struct ChangeAvailabilityObserver: CommandObserver {
    func recorded(_ request: ChangeAvailability, _ command: CommandReference, in connection: any SQLConnection) throws {
        try AvailabilityStore.request(request.type, connectorId: request.connectorId.value, command, in: connection)
    }

    func concluded(
        _ request: ChangeAvailability, _ conclusion: CommandConclusion<ChangeAvailabilityResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        let key = command.chargePoint.key
        let connectorId = request.connectorId.value
        guard
            var availability = try AvailabilityStore.find(chargePointKey: key, connectorId: connectorId, in: connection)
        else { return }
        // A newer request may have taken the row over; what this one brought into force holds all the same.
        let isLatest = availability.commandId == command.id
        switch conclusion {
        case .answered(let answer, let time):
            if isLatest { availability.take(answer.status, at: time) }
            if answer.status == .accepted { availability.inForce = request.type }
            if answer.status != .rejected {
                try ConnectorStore.ensureExists(
                    chargePointKey: key, connectorId: connectorId, at: time, in: connection)
            }
        case .unanswered(_, let text, _):
            guard isLatest else { return }
            availability.state = .unanswered
            availability.text = text
        }
        try AvailabilityStore.save(availability, chargePointKey: key, in: connection)
    }
}

extension ConnectorAvailability {
    /// Takes the charge point's answer over. A report that overtook it may have fulfilled the change already.
    mutating func take(_ status: AvailabilityStatus, at time: Timestamp) {
        answeredAt = time
        switch status {
        case .accepted:
            state = .inForce
            inForce = type
            fulfilledAt = fulfilledAt ?? time
        case .scheduled:
            state = fulfilledAt == nil ? .scheduled : .inForce
            if fulfilledAt != nil { inForce = type }
        case .rejected:
            state = .rejected
            fulfilledAt = nil
        }
    }

    /// The change is made, by what the charge point reported.
    mutating func fulfil(at time: Timestamp) {
        fulfilledAt = time
        guard state == .scheduled else { return }
        state = .inForce
        inForce = type
    }
}

/// Keeps what came of UnlockConnector, whoever sends it (OCPP 1.6, section 5.18).
struct UnlockConnectorObserver: CommandObserver {
    func recorded(_ request: UnlockConnector, _ command: CommandReference, in connection: any SQLConnection) throws {
        try AvailabilityStore.save(unlock(request, command, .pending), chargePointKey: command.chargePoint.key, in: connection)
    }

    func concluded(
        _ request: UnlockConnector, _ conclusion: CommandConclusion<UnlockConnectorResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        var unlock = unlock(request, command, .answered)
        switch conclusion {
        case .answered(let answer, let time):
            unlock.status = answer.status
            unlock.answeredAt = time
        case .unanswered(let outcome, let text, _):
            unlock.outcome = outcome
            unlock.text = text
        }
        try AvailabilityStore.save(unlock, chargePointKey: command.chargePoint.key, in: connection)
    }

    private func unlock(_ request: UnlockConnector, _ command: CommandReference, _ outcome: CommandOutcome) -> ConnectorUnlock {
        ConnectorUnlock(
            connectorId: request.connectorId.value, commandId: command.id, outcome: outcome,
            requestedAt: command.requestedAt)
    }
}
