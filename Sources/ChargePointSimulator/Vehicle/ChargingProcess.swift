/// What a charging vehicle has drawn and draws at one moment.
struct ChargingReading: Hashable, Sendable {
    /// Energy since the charging began, in Wh.
    var wattHours: Double
    /// Power at the moment, in W.
    var watts: Double
    /// 0...1.
    var stateOfCharge: Double
    /// Whether the battery has reached the driver's limit: the vehicle takes no more.
    var isFull: Bool
}

/// The charging of one vehicle from the closing of the contactor on.
///
/// Counted in fixed steps from its beginning, or from the last change of the charge point's limit, so that a reading is the
/// same whichever readings were taken before.
struct ChargingProcess: Hashable, Sendable {
    private let curve: ChargingCurve
    private let batteryWattHours: Double
    private let arrivalStateOfCharge: Double
    /// Energy until the battery reaches its limit, in Wh.
    private let roomWattHours: Double
    private let stepSeconds: Double
    private let seed: UInt64
    /// The most that the charge point offers, in W.
    private var limitWatts = Double.infinity
    /// The seconds from the beginning at which the steps are counted from.
    private var origin = 0.0
    private var steps = 0
    private var wattHours = 0.0

    /// - Parameters:
    ///   - acceleration: by how much sessions are shortened. The power stays what it is; the battery is made smaller, so
    ///     that energy, power and time agree as they do for a meter that is real.
    ///   - seed: decides the ripple of the power.
    init(vehicle: Vehicle, supply: Supply, acceleration: Double, seed: UInt64) {
        curve = ChargingCurve(
            peakWatts: vehicle.peakWatts(from: supply), batteryWatts: vehicle.directWatts,
            taperStart: vehicle.taperStart, rampSeconds: Self.rampSeconds / acceleration)
        batteryWattHours = vehicle.batteryWattHours / acceleration
        arrivalStateOfCharge = vehicle.arrivalStateOfCharge
        roomWattHours = max(0, vehicle.chargeLimit - vehicle.arrivalStateOfCharge) * batteryWattHours
        stepSeconds = Self.stepSeconds / acceleration
        self.seed = seed
    }

    private static let rampSeconds = 20.0
    private static let stepSeconds = 2.0
    /// By how much the power goes up and down, as a part of it.
    private static let ripple = 0.01

    /// - Parameter elapsed: seconds since the beginning; never less than in an earlier reading.
    mutating func reading(afterSeconds elapsed: Double) -> ChargingReading {
        let sinceOrigin = max(0, elapsed - origin)
        let wholeSteps = Int((sinceOrigin / stepSeconds).rounded(.down))
        while steps < wholeSteps, wattHours < roomWattHours {
            wattHours = min(roomWattHours, wattHours + stepWatts * stepSeconds / 3600)
            steps += 1
        }
        let isFull = wattHours >= roomWattHours
        let watts = isFull ? 0 : stepWatts
        let remainder = max(0, sinceOrigin - Double(steps) * stepSeconds)
        let now = isFull ? roomWattHours : min(roomWattHours, wattHours + watts * remainder / 3600)
        return ChargingReading(
            wattHours: now, watts: watts, stateOfCharge: stateOfCharge(at: now), isFull: now >= roomWattHours)
    }

    /// The charge point offers another power from this moment on.
    ///
    /// - Parameters:
    ///   - watts: the most that may be drawn, 0 or more.
    ///   - elapsed: seconds since the beginning; never less than in an earlier reading.
    mutating func limit(toWatts watts: Double, afterSeconds elapsed: Double) {
        guard watts != limitWatts else { return }
        wattHours = reading(afterSeconds: elapsed).wattHours
        origin = max(origin, elapsed)
        steps = 0
        limitWatts = watts
    }

    /// Seconds from the beginning until the vehicle takes no more with the present limit; nil when that is more than
    /// `limit` away from the beginning.
    func secondsUntilFull(within limit: Double) -> Double? {
        var process = self
        guard limitWatts > 0 || wattHours >= roomWattHours else { return nil }
        let steps = Int(((limit - origin) / stepSeconds).rounded(.down))
        while process.wattHours < process.roomWattHours {
            guard process.steps < steps else { return nil }
            process.wattHours += process.stepWatts * stepSeconds / 3600
            process.steps += 1
        }
        return origin + Double(process.steps) * stepSeconds
    }

    /// The power during the step that has not been counted yet, in W.
    private var stepWatts: Double {
        let middle = origin + (Double(steps) + 0.5) * stepSeconds
        let watts = min(limitWatts, curve.watts(stateOfCharge: stateOfCharge(at: wattHours), elapsed: middle))
        return watts * (1 - Self.ripple * SeededRandom.fraction(seed: seed, position: Int(middle / stepSeconds)))
    }

    private func stateOfCharge(at wattHours: Double) -> Double {
        arrivalStateOfCharge + wattHours / batteryWattHours
    }
}
