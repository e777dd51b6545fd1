import OCPP16

/// What a charge point says about its smart charging in its configuration (OCPP 1.6, section 9.4); nil where it has not been asked.
struct ChargingCapabilities: Hashable, Sendable {
    /// ChargeProfileMaxStackLevel: the highest stack level.
    var maximumStackLevel: Int?
    /// ChargingScheduleAllowedChargingRateUnit: the units that it understands.
    var units: Set<ChargingRateUnitType>?
    /// ChargingScheduleMaxPeriods: how many periods a schedule may have.
    var maximumPeriods: Int?
    /// MaxChargingProfilesInstalled: how many profiles it keeps.
    var maximumProfiles: Int?
    /// ConnectorSwitch3to1PhaseSupported: whether it can change from 3 phases to 1 during a transaction.
    var switchesPhases: Bool?
    /// SupportedFeatureProfiles names SmartCharging.
    var supportsSmartCharging: Bool?

    /// Nothing is known.
    init() {}

    /// Takes the capabilities from the values of configuration keys.
    ///
    /// - Parameter value: the value of a key; nil when it is not known.
    init(_ value: (String) throws -> String?) rethrows {
        func number(_ key: String) throws -> Int? {
            try value(key).flatMap { Int($0.filter { !$0.isWhitespace }) }
        }
        func list(_ key: String) throws -> [String]? {
            try value(key).map { text in
                text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }).lowercased() }
            }
        }
        maximumStackLevel = try number("ChargeProfileMaxStackLevel")
        maximumPeriods = try number("ChargingScheduleMaxPeriods")
        maximumProfiles = try number("MaxChargingProfilesInstalled")
        units = try list("ChargingScheduleAllowedChargingRateUnit").map(Self.units)
        switchesPhases = try value("ConnectorSwitch3to1PhaseSupported").map { $0.lowercased() == "true" }
        supportsSmartCharging = try list("SupportedFeatureProfiles").map { $0.contains("smartcharging") }
    }

    /// The specification says Current and Power; charge points are known to say A and W.
    private static func units(_ words: [String]) -> Set<ChargingRateUnitType> {
        var units: Set<ChargingRateUnitType> = []
        for word in words {
            switch word {
            case "current", "a": units.insert(.amperes)
            case "power", "w": units.insert(.watts)
            default: break
            }
        }
        return units
    }
}

extension ChargingProfile {
    /// Where the profile goes beyond what the charge point says it can do.
    func capabilityWarnings(_ surroundings: ChargingProfileSurroundings) -> [ChargingProfileWarning] {
        let capabilities = surroundings.capabilities
        let periods = chargingSchedule.chargingSchedulePeriod
        var warnings: [ChargingProfileWarning] = []
        func warn(_ code: ChargingProfileWarning.Code, _ member: String?, _ text: String) {
            warnings.append(ChargingProfileWarning(code, member, text))
        }
        if capabilities.supportsSmartCharging == false {
            warn(.smartChargingNotSupported, nil, "SupportedFeatureProfiles of the charge point does not name SmartCharging")
        }
        if let maximum = capabilities.maximumStackLevel, stackLevel > maximum {
            warn(.stackLevelTooHigh, "stackLevel", "ChargeProfileMaxStackLevel of the charge point is \(maximum)")
        }
        if let units = capabilities.units, !units.isEmpty, !units.contains(chargingSchedule.chargingRateUnit) {
            let allowed = units.map { $0 == .amperes ? "Current (A)" : "Power (W)" }.joined(separator: ", ")
            warn(
                .unitNotAllowed, "chargingSchedule.chargingRateUnit",
                "ChargingScheduleAllowedChargingRateUnit of the charge point is \(allowed)")
        }
        if let maximum = capabilities.maximumPeriods, periods.count > maximum {
            warn(
                .tooManyPeriods, "chargingSchedule.chargingSchedulePeriod",
                "ChargingScheduleMaxPeriods of the charge point is \(maximum); this schedule has \(periods.count)")
        }
        let staying = surroundings.installed.count { !takesPlace(of: $0, onConnector: surroundings.connectorId) }
        if let maximum = capabilities.maximumProfiles, staying >= maximum {
            warn(.tooManyProfiles, nil, "MaxChargingProfilesInstalled of the charge point is \(maximum), and all are in use")
        }
        let phases = Set(periods.map { $0.numberPhases ?? 3 })
        if capabilities.switchesPhases == false, phases.contains(1), phases.contains(where: { $0 > 1 }) {
            warn(
                .phaseSwitchNotSupported, "chargingSchedule.chargingSchedulePeriod",
                "ConnectorSwitch3to1PhaseSupported of the charge point is false, and the periods differ in numberPhases")
        }
        return warnings
    }
}
