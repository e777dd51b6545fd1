import OCPP16

/// What is so at a connector. Its status is nothing else than what follows from that (OCPP 1.6, section 4.9).
struct ConnectorConditions: Hashable, Sendable {
    enum Energy: Hashable, Sendable {
        case flows
        /// The vehicle takes none.
        case suspendedByVehicle
        /// The charge point offers none.
        case suspendedByChargePoint
    }

    /// Whether it may be used: as the last ChangeAvailability in force said, and while no firmware is installed.
    var isOperative = true
    var isPluggedIn = false
    /// A driver was authorized and has yet to plug in.
    var isAwaitingCable = false
    /// Of the transaction; nil when there is none.
    var energy: Energy?
    /// A transaction has ended, and its driver has not unplugged yet.
    var isFinishing = false
    /// Whether only those who reserved may begin here.
    var isReserved = false
    /// Whether something is broken.
    var isFaulted = false

    var status: ChargePointStatus {
        if isFaulted { return .faulted }
        switch energy {
        case .flows: return .charging
        case .suspendedByVehicle: return .suspendedEV
        case .suspendedByChargePoint: return .suspendedEVSE
        case nil: break
        }
        if !isOperative { return .unavailable }
        if isFinishing { return .finishing }
        if isPluggedIn || isAwaitingCable { return .preparing }
        return isReserved ? .reserved : .available
    }

    /// Whether nobody uses the connector and somebody could.
    var isIdle: Bool {
        let status = status
        return status == .available || status == .reserved
    }
}
