import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// ChangeAvailability (OCPP 1.6, section 5.2). Connector 0 means the charge point with all its connectors.
    mutating func changeAvailability(
        _ request: ChangeAvailability, at now: Timestamp
    ) -> ChangeAvailabilityResponse {
        if request.connectorId == .chargePoint {
            let isCharging = connectors.contains { $0.transaction != nil }
            var answer = availability.change(to: request.type, isCharging: isCharging)
            for index in connectors.indices where changeAvailability(of: index, to: request.type, now) == .scheduled {
                answer = .scheduled
            }
            announceChargePoint(at: now)
            endUntenableReservations()
            announceReservations(at: now)
            return ChangeAvailabilityResponse(status: answer)
        }
        guard let index = index(of: request.connectorId) else { return ChangeAvailabilityResponse(status: .rejected) }
        return ChangeAvailabilityResponse(status: changeAvailability(of: index, to: request.type, now))
    }

    private mutating func changeAvailability(
        of index: Int, to type: AvailabilityType, _ now: Timestamp
    ) -> AvailabilityStatus {
        let isCharging = connectors[index].transaction != nil
        let answer = connectors[index].availability.change(to: type, isCharging: isCharging)
        if answer == .accepted, type == .inoperative, !isCharging, connectors[index].visit.plan != nil {
            driverGivesUp(at: index, now)
        }
        endUntenableReservations()
        announce(index, at: now)
        return answer
    }
}
