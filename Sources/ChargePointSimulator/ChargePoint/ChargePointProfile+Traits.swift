package import OCPP16

/// What the charge points of a fleet have in common besides what they are: their drivers, and what is not as it should be.
struct FleetTraits: Sendable {
    var drivers: DriverHabits
    var unknownIdTags: [IdToken] = []
    var pace = ClockPace.real
    var faults: FaultPlan
    var quirks: Set<Quirk>
}

extension ChargePointProfile {
    package var drivers: DriverHabits {
        get { traits.value.drivers }
        set { traits.value.drivers = newValue }
    }

    /// The idTags of drivers whom nobody knows.
    package var unknownIdTags: [IdToken] {
        get { traits.value.unknownIdTags }
        set { traits.value.unknownIdTags = newValue }
    }

    /// How the charge point's clock relates to real time.
    var pace: ClockPace {
        get { traits.value.pace }
        set { traits.value.pace = newValue }
    }

    /// What goes wrong on purpose.
    package var faults: FaultPlan {
        get { traits.value.faults }
        set { traits.value.faults = newValue }
    }

    /// What it does otherwise than OCPP 1.6 wants it.
    package var quirks: Set<Quirk> {
        get { traits.value.quirks }
        set { traits.value.quirks = newValue }
    }
}
