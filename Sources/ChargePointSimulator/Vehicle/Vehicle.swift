/// An electric vehicle as it arrives.
struct Vehicle: Hashable, Sendable {
    /// Usable capacity of the battery, in Wh.
    var batteryWattHours: Double
    /// How full the battery is on arrival, 0...1.
    var arrivalStateOfCharge: Double
    /// How full the driver lets it become, 0...1.
    var chargeLimit: Double
    /// Phases that the on-board charger uses.
    var phases: Int
    /// The most current that the on-board charger takes per phase, in A.
    var amperesPerPhase: Double
    /// The most direct current that the battery takes while it is not yet full, in W.
    var directWatts: Double
    /// From this state of charge on, the battery takes less and less, 0...1.
    var taperStart: Double

    /// The power that this vehicle draws from the connector at most, in W.
    func peakWatts(from supply: Supply) -> Double {
        switch supply {
        case .alternating(let phases, let amperes):
            Double(min(phases, self.phases)) * min(amperes, amperesPerPhase) * Supply.phaseVolts
        case .direct(let watts): min(watts, directWatts)
        }
    }
}

extension Vehicle {
    /// One of the vehicles that drive about, with a battery as empty as drivers let it become.
    static func arriving(using random: inout SeededRandom) -> Vehicle {
        var vehicle = fleet[Int.random(in: fleet.indices, using: &random)]
        vehicle.arrivalStateOfCharge = Double.random(in: 0.08...0.6, using: &random)
        vehicle.chargeLimit = Int.random(in: 0..<10, using: &random) < 6 ? 0.8 : 1
        return vehicle
    }

    private static let fleet = [
        model(kilowattHours: 23, phases: 1, amperes: 32, directKilowatts: 40, taperStart: 0.7),
        model(kilowattHours: 42, phases: 3, amperes: 16, directKilowatts: 75, taperStart: 0.65),
        model(kilowattHours: 52, phases: 3, amperes: 32, directKilowatts: 50, taperStart: 0.6),
        model(kilowattHours: 58, phases: 3, amperes: 16, directKilowatts: 120, taperStart: 0.5),
        model(kilowattHours: 77, phases: 3, amperes: 16, directKilowatts: 170, taperStart: 0.55),
        model(kilowattHours: 94, phases: 3, amperes: 16, directKilowatts: 260, taperStart: 0.6),
    ]

    private static func model(
        kilowattHours: Double, phases: Int, amperes: Double, directKilowatts: Double, taperStart: Double
    ) -> Vehicle {
        Vehicle(
            batteryWattHours: kilowattHours * 1000, arrivalStateOfCharge: 0.2, chargeLimit: 1, phases: phases,
            amperesPerPhase: amperes, directWatts: directKilowatts * 1000, taperStart: taperStart)
    }
}
