/// What a connector can give to a vehicle.
package enum Supply: Hashable, Sendable {
    /// Alternating current at 230 V between each phase and neutral; the vehicle's own charger makes direct current of it.
    case alternating(phases: Int, amperes: Double)
    /// Direct current for the battery, up to so many watts.
    case direct(watts: Double)

    /// The most power that the connector gives, in W.
    package var ratedWatts: Double {
        switch self {
        case .alternating(let phases, let amperes): Double(phases) * amperes * Self.phaseVolts
        case .direct(let watts): watts
        }
    }

    static let phaseVolts = 230.0
}
