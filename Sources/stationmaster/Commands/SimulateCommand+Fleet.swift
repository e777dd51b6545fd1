import ArgumentParser
import ChargePointSimulator

/// What the charge points of `simulate` are, when options say it and not a scenario file, or both.
struct SimulatedFleet: ParsableArguments {
    @Option(help: "How many charge points (default: 1).")
    var count: Int?

    @Option(help: "Connectors of each charge point, 1…100 (default: 2).")
    var connectors: Int?

    @Option(help: "Identities are this and a number (default: SIM-).")
    var prefix: String?

    @Option(help: "The identity of a single charge point, in place of prefix and number; only with one.")
    var identity: String?

    @Option(name: .customLong("id-tag"), help: "A driver's idTag; may be given several times. Without any, no drivers come.")
    var idTags: [String] = []

    @Option(name: .customLong("model"), help: "What the charge points are: socket22, cable11 or fast150; may be given several times, then they take turns (default: all three).")
    var models: [String] = []

    @Option(help: "A PEM file with authorities that are trusted when firmware and diagnostics are transferred over HTTPS.")
    var trust: String?

    @Option(name: .customLong("without-profile"), help: "A feature profile that the charge points lack: FirmwareManagement, LocalAuthListManagement, Reservation, SmartCharging or RemoteTrigger; may be given several times.")
    var missingProfiles: [String] = []

    @Option(name: .customLong("quirk"), help: "Something that the charge points do otherwise than OCPP 1.6 wants it, by the names in docs/simulator.md; may be given several times.")
    var quirks: [String] = []

    @Option(help: "How often the installation of firmware fails, 0…1.")
    var firmwareFailureRate: Double?

    @Option(help: "How often a lock does not open, 0…1.")
    var unlockFailureRate: Double?

    @Option(help: "Seconds between meter values (default: 60).")
    var meterInterval: Int?

    func validate() throws {
        for name in missingProfiles where FeatureProfile(rawValue: name).map({ $0 == .core }) ?? true {
            throw ValidationError("There is no optional feature profile “\(name)”.")
        }
        for name in models where ChargePointModel.named[name] == nil {
            throw ValidationError("There is no model “\(name)”.")
        }
        for name in quirks where Quirk(rawValue: name) == nil {
            throw ValidationError("There is no quirk “\(name)”.")
        }
        if identity != nil, count ?? 1 != 1 || prefix != nil {
            throw ValidationError("--identity is for a single charge point, in place of --prefix.")
        }
    }

    /// Puts what was given in place of what the scenario says of all its fleets.
    ///
    /// - Throws: `ValidationError` for options that would make several fleets the same.
    func override(_ scenario: inout Scenario) throws {
        guard scenario.fleets.count == 1 || count == nil && prefix == nil && identity == nil else {
            throw ValidationError("--count, --prefix and --identity are for a scenario with one fleet.")
        }
        if let trust { scenario.trustedCertificates = trust }
        for index in scenario.fleets.indices { override(&scenario.fleets[index]) }
    }

    private func override(_ fleet: inout Fleet) {
        if count != nil || prefix != nil { fleet.named = nil }
        if let count { fleet.count = count }
        if let prefix { fleet.prefix = prefix }
        if let identity { fleet.named = [identity] }
        if let connectors { fleet.connectors = connectors }
        if !idTags.isEmpty { fleet.idTags = idTags }
        if !models.isEmpty { fleet.models = models.compactMap { ChargePointModel.named[$0] } }
        fleet.featureProfiles.subtract(missingProfiles.compactMap(FeatureProfile.init))
        fleet.quirks.formUnion(quirks.compactMap(Quirk.init))
        if let firmwareFailureRate { fleet.faults.firmwareFails = firmwareFailureRate }
        if let unlockFailureRate { fleet.faults.locksStick = unlockFailureRate }
        if let meterInterval { fleet.meterIntervalSeconds = meterInterval }
    }
}
