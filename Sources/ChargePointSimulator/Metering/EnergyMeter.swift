import OCPPJ

/// What a connector's meter shows at one moment.
struct MeterReading: Hashable, Sendable {
    /// The register over the meter's lifetime, in whole Wh.
    var registerWattHours: Int
    /// In W; 0 while nothing is drawn.
    var watts: Double
    /// Of the vehicle that charges, 0...1; nil when none does.
    var stateOfCharge: Double?
    /// Whether the vehicle that charges takes no more.
    var isFull: Bool
}

/// The meter of one connector: its register only rises, over the meter's whole lifetime.
struct EnergyMeter: Hashable, Sendable {
    private struct Charging: Hashable, Sendable {
        var process: ChargingProcess
        let since: Timestamp
    }

    private var wattHours: Double
    private var charging: Charging?

    /// - Parameter wattHours: what the register shows at first.
    init(wattHours: Int) {
        self.wattHours = Double(wattHours)
    }

    var isCharging: Bool { charging != nil }

    mutating func beginCharging(_ process: ChargingProcess, at now: Timestamp) {
        endCharging(at: now)
        charging = Charging(process: process, since: now)
    }

    mutating func endCharging(at now: Timestamp) {
        wattHours += drawn(at: now)?.wattHours ?? 0
        charging = nil
    }

    /// The charge point offers the charging vehicle another power from now on, in W.
    mutating func limit(toWatts watts: Double, at now: Timestamp) {
        guard var current = charging else { return }
        current.process.limit(toWatts: watts, afterSeconds: now.seconds(since: current.since))
        charging = current
    }

    /// How far ahead it is foreseen when a battery will be full, in seconds.
    private static let longestCharging = 172_800.0

    /// How long until the charging vehicle takes no more with the present limit; nil when that is not in sight.
    func secondsUntilFull(from now: Timestamp) -> Double? {
        guard let charging else { return nil }
        let elapsed = now.seconds(since: charging.since)
        return charging.process.secondsUntilFull(within: elapsed + Self.longestCharging).map { max(0, $0 - elapsed) }
    }

    mutating func reading(at now: Timestamp) -> MeterReading {
        let drawn = drawn(at: now)
        return MeterReading(
            registerWattHours: Int(wattHours + (drawn?.wattHours ?? 0)), watts: drawn?.watts ?? 0,
            stateOfCharge: drawn?.stateOfCharge, isFull: drawn?.isFull ?? false)
    }

    private mutating func drawn(at now: Timestamp) -> ChargingReading? {
        guard var current = charging else { return nil }
        let reading = current.process.reading(afterSeconds: now.seconds(since: current.since))
        charging = current
        return reading
    }
}

extension EnergyMeter {
    /// A meter that has counted since 2025, so that its register goes on rising when the simulator is started anew: it is
    /// taken to have delivered six tenths of the rated power all along, which is more than charging vehicles draw.
    static func installed(supply: Supply, now: Timestamp, seed: UInt64) -> EnergyMeter {
        let hours = max(0, now.seconds(since: Timestamp(milliseconds: 1_735_689_600_000)) / 3600)
        let delivered = hours * supply.ratedWatts * 0.6 + SeededRandom.fraction(seed: seed, position: 0) * 100_000
        // Registers roll over too; meterStart must fit 32 bits.
        return EnergyMeter(wattHours: Int(delivered.truncatingRemainder(dividingBy: 1_500_000_000)))
    }
}
