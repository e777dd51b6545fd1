import OCPP16

/// Whether a connector is operative, and what it is to become when its transaction has ended.
struct Availability: Hashable, Sendable {
    private(set) var isOperative = true
    private(set) var scheduled: AvailabilityType?

    /// Does what ChangeAvailability asks (OCPP 1.6, section 5.2). It outlasts reboots.
    ///
    /// - Parameter isCharging: whether a transaction runs at the connector.
    mutating func change(to type: AvailabilityType, isCharging: Bool) -> AvailabilityStatus {
        let wanted = type == .operative
        guard isCharging, wanted != isOperative else {
            scheduled = nil
            isOperative = wanted
            return .accepted
        }
        scheduled = type
        return .scheduled
    }

    /// The connector is free again: puts into force what was scheduled.
    mutating func becameFree() {
        guard let type = scheduled else { return }
        isOperative = type == .operative
        scheduled = nil
    }
}
