import OCPP16
import OCPPJ

/// One connector of a virtual charge point with all that goes on there.
struct Connector: Hashable, Sendable {
    /// From 1 on.
    let number: Int
    var meter: EnergyMeter
    /// Decides what drivers do here, and nothing else: they are the same whatever happens at other connectors meanwhile.
    var random: SeededRandom
    var availability = Availability()
    /// What is broken, if anything is.
    var fault: ChargePointErrorCode?
    /// Whether only those who reserved may begin here.
    var isReserved = false
    /// Whether new firmware keeps it out of service.
    var isUpdating = false
    /// The vehicle that is plugged in.
    var vehicle: Vehicle?
    /// A driver who was authorized and has yet to plug in.
    var awaitedCable: AwaitedCable?
    var transaction: ActiveTransaction?
    var isFinishing = false
    /// What drivers do here.
    var visit: Visit
    /// What RemoteStartTransaction brought for the transaction that it is to start.
    var remoteProfile: ChargingProfile?
    /// The status that the Central System was told last; nil when it must be told anew.
    var reported: ChargePointStatus?
}

extension Connector {
    /// An identifier that may charge as soon as the cable is plugged in.
    struct AwaitedCable: Hashable, Sendable {
        let idTag: IdToken
        /// The group of the identifier, as far as it is known.
        let parentIdTag: IdToken?
        /// The end of the wait (ConnectionTimeOut).
        let until: Timestamp
    }

    var conditions: ConnectorConditions {
        ConnectorConditions(
            isOperative: availability.isOperative && !isUpdating, isPluggedIn: vehicle != nil,
            isAwaitingCable: awaitedCable != nil, energy: transaction?.energy, isFinishing: isFinishing,
            isReserved: isReserved, isFaulted: fault != nil)
    }

    var status: ChargePointStatus { conditions.status }
}
