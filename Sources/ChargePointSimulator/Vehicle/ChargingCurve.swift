/// How much power a vehicle draws: it ramps up, holds what connector and vehicle agree on, and tapers when the battery
/// is nearly full.
struct ChargingCurve: Hashable, Sendable {
    /// What connector and vehicle agree on, in W.
    var peakWatts: Double
    /// The most that the battery takes below `taperStart`, in W.
    var batteryWatts: Double
    /// From this state of charge on, the battery takes less, 0...1.
    var taperStart: Double
    /// The time from the first current to full power, in seconds.
    var rampSeconds: Double

    /// What a full battery would still take, as a part of `batteryWatts`.
    private static let fullBatteryPart = 0.05

    /// - Parameters:
    ///   - stateOfCharge: 0...1.
    ///   - elapsed: seconds since the contactor closed.
    /// - Returns: the power drawn, in W.
    func watts(stateOfCharge: Double, elapsed: Double) -> Double {
        let ramp = rampSeconds > 0 ? min(1, max(0, elapsed / rampSeconds)) : 1
        return min(peakWatts, acceptedWatts(stateOfCharge: stateOfCharge)) * ramp
    }

    private func acceptedWatts(stateOfCharge: Double) -> Double {
        guard stateOfCharge > taperStart, taperStart < 1 else { return batteryWatts }
        let way = min(1, (stateOfCharge - taperStart) / (1 - taperStart))
        return batteryWatts * (1 - (1 - Self.fullBatteryPart) * way)
    }
}
