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
                try takeUnknown(request, &clearing, command, at: moment, in: connection)
            }
        case .unanswered(_, let reason, let moment):
            clearing.state = .unanswered
            clearing.concludedAt = moment
            clearing.note = reason
        }
        try ClearRequestStore.save(clearing, in: connection)
    }

    /// The charge point says that it has no such profile. Of a request by id alone or for all that settles the matter; a
    /// selection may be read in another way there, so what it selects stays on our record.
    private func takeUnknown(
        _ request: ClearChargingProfile, _ clearing: inout ClearRequest, _ command: CommandReference, at moment: Timestamp,
        in connection: any SQLConnection
    ) throws {
        let isSelection = request.connectorId != nil || request.chargingProfilePurpose != nil || request.stackLevel != nil
        let matching =
            isSelection
            ? try ChargingProfileLedger.matching(request, command, at: moment, in: connection)
            : try ChargingProfileLedger.clear(
                request, command, at: moment, reason: "the charge point says that it does not have it", in: connection)
        clearing.chargingProfileIds = matching.map(\.profile.chargingProfileId)
        guard !matching.isEmpty else { return }
        let list = clearing.chargingProfileIds.map(String.init).joined(separator: ", ")
        clearing.note =
            isSelection
            ? """
            The charge point says that it has no such profile, but these match and are on record as installed: \(list). \
            The record differs from the charge point; its composite schedule shows what it obeys.
            """
            : "The charge point had lost these, which were on record as installed: \(list)."
    }
}
