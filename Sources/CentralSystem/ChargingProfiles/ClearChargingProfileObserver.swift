import OCPP16
import OCPPJ
import Persistence

/// Follows ClearChargingProfile, whoever sends it.
struct ClearChargingProfileObserver: CommandObserver {
    func recorded(_ request: ClearChargingProfile, _ command: CommandReference, in connection: any SQLConnection) throws {
        let clearing = ClearRequest(
            id: 0, commandId: command.id, request: request, state: .requested, chargingProfileIds: [],
            requestedAt: command.requestedAt, requestedBy: command.requestedBy)
        try ClearRequestStore.add(clearing, chargePointKey: command.chargePoint.key, in: connection)
    }

    func concluded(
        _ request: ClearChargingProfile, _ conclusion: CommandConclusion<ClearChargingProfileResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        let key = command.chargePoint.key
        guard var clearing = try ClearRequestStore.find(command: command.id, chargePointKey: key, in: connection) else { return }
        switch conclusion {
        case .answered(let confirmation, let moment):
            clearing.state = .answered
            clearing.status = confirmation.status
            clearing.concludedAt = moment
            switch confirmation.status {
            case .accepted:
                let cleared = try ChargingProfileLedger.clear(request, command, at: moment, in: connection)
                clearing.chargingProfileIds = cleared.map(\.profile.chargingProfileId)
                if cleared.isEmpty {
                    clearing.note = "The charge point removed profiles, but none that are known here matched."
                }
            case .unknown:
                // The profiles stay on our record: a charge point may read the request in its own way.
                let matching = try ChargingProfileStore.installed(chargePointKey: key, in: connection)
                    .filter { request.matches($0) && !$0.isInstalled(after: moment, command.id) }
                clearing.chargingProfileIds = matching.map(\.profile.chargingProfileId)
                if !matching.isEmpty {
                    let list = clearing.chargingProfileIds.map(String.init).joined(separator: ", ")
                    clearing.note = """
                        The charge point says that it has no such profile, but these match and are on record as installed: \(list). \
                        The record differs from the charge point; its composite schedule shows what it obeys.
                        """
                }
            }
        case .unanswered(_, let reason, let moment):
            clearing.state = .unanswered
            clearing.concludedAt = moment
            clearing.note = reason
        }
        try ClearRequestStore.save(clearing, in: connection)
    }
}
