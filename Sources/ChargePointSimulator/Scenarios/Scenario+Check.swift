import OCPPJ

extension Scenario {
    /// Everything that can be seen to be wrong before a charge point connects.
    ///
    /// - Throws: `ScenarioError` naming the first member that cannot be.
    func check(now: Timestamp) throws(ScenarioError) {
        try Self.demand(
            url.hasPrefix("ws://") && url.count > 5 || url.isEmpty && !hasPlainChargePoint, "centralSystem.url", url,
            "ws://host[:port]/path")
        try Self.demand(
            secureURL.map { $0.hasPrefix("wss://") && $0.count > 6 } ?? !hasSecureChargePoint, "centralSystem.tlsURL",
            secureURL ?? "", "wss://host[:port]/path, which security profiles 2 and 3 need")
        try Self.demand(connectsPerSecond > 0, "connectsPerSecond", "\(connectsPerSecond)", "above 0")
        try Self.demand(end.sessions ?? 1 > 0, "end.sessions", "\(end.sessions ?? 0)", "1 or more")
        try Self.demand(end.seconds ?? 1 > 0, "end.after", "\(end.seconds ?? 0)", "above 0")
        try checkTime(now: now)
        try Self.demand(!fleets.isEmpty, "fleets", "none", "at least 1")
        var seen: Set<String> = []
        for (index, fleet) in fleets.enumerated() {
            try fleet.check("fleets[\(index)]")
            for identity in fleet.identities where !seen.insert(identity).inserted {
                throw ScenarioError("fleets[\(index)].\(fleet.named == nil ? "prefix" : "identities")", identity, allowed: "every identity once")
            }
        }
    }

    private var securities: [ChargePointSecurity] { fleets.flatMap { [$0.security] + $0.securityByIdentity.values } }
    private var hasSecureChargePoint: Bool { securities.contains(where: \.profile.usesTLS) }
    private var hasPlainChargePoint: Bool {
        fleets.contains { fleet in fleet.identities.contains { !fleet.security(of: $0).profile.usesTLS } }
    }

    private func checkTime(now: Timestamp) throws(ScenarioError) {
        guard let begins = time.begins else {
            try Self.demand(
                (1...10_000).contains(time.acceleration), "time.acceleration", "\(time.acceleration)", "1...10000")
            return
        }
        try Self.demand(
            (2...1_000_000).contains(time.acceleration), "time.acceleration", "\(time.acceleration)",
            "2...1000000 with a beginning in the past")
        switch begins {
        case .ago(let seconds): try Self.demand(seconds > 0, "time.begins", "\(seconds) s ago", "a time in the past")
        case .at(let moment): try Self.demand(moment < now, "time.begins", moment.rfc3339, "a time in the past")
        }
    }

    static func demand(
        _ holds: Bool, _ member: String, _ value: String, _ allowed: String
    ) throws(ScenarioError) {
        guard holds else { throw ScenarioError(member, value, allowed: allowed) }
    }
}

extension Fleet {
    /// - Parameter path: where the fleet stands in the scenario.
    fileprivate func check(_ path: String) throws(ScenarioError) {
        func demand(_ holds: Bool, _ member: String, _ value: String, _ allowed: String) throws(ScenarioError) {
            try Scenario.demand(holds, "\(path).\(member)", value, allowed)
        }
        try demand((1...1_000_000).contains(count), "count", "\(count)", "1...1000000")
        try demand(named.map { !$0.isEmpty && !$0.contains("") } ?? true, "identities", "", "at least 1 character each")
        try demand((1...100).contains(connectors), "connectors", "\(connectors)", "1...100")
        try demand(!models.isEmpty, "model", "none", "at least 1")
        try demand((0...86_400).contains(meterIntervalSeconds), "meterInterval", "\(meterIntervalSeconds) s", "0 to 24 h")
        try demand((0...86_400).contains(pingIntervalSeconds), "pingInterval", "\(pingIntervalSeconds) s", "0 to 24 h")
        try demand((1...3600).contains(callTimeoutSeconds), "callTimeout", "\(callTimeoutSeconds) s", "1 s to 1 h")
        try demand(drivers.stay.lowerBound > 0, "drivers.stay", "\(drivers.stay)", "above 0")
        try demand(drivers.pause.lowerBound >= 0, "drivers.pause", "\(drivers.pause)", "0 or more")
        let shares = [
            ("drivers.plugInFirst", drivers.plugInFirst), ("drivers.neverPlugIn", drivers.neverPlugIn),
            ("drivers.unknownIdTag", drivers.unknownIdTag), ("drivers.unplugToEnd", drivers.unplugToEnd),
            ("faults.repeatsMessages", faults.repeatsMessages), ("faults.losesAnswers", faults.losesAnswers),
            ("faults.neverStops", faults.neverStops), ("faults.firmwareFails", faults.firmwareFails),
            ("faults.locksStick", faults.locksStick),
        ]
        for (name, share) in shares { try demand((0...1).contains(share), name, "\(share)", "0...1") }
        for (name, fault) in [("losesLink", faults.losesLink), ("halfOpen", faults.halfOpen), ("powerFails", faults.powerFails)] {
            guard let fault else { continue }
            try demand(fault.every > 0, "faults.\(name).every", "\(fault.every) s", "above 0")
            try demand(fault.duration.lowerBound >= 0, "faults.\(name).for", "\(fault.duration) s", "0 or more")
        }
        for group in Quirk.alternatives {
            let chosen = group.filter(quirks.contains)
            try demand(chosen.count < 2, "quirks", chosen.map(\.rawValue).joined(separator: ", "), "one of these")
        }
        for identity in identities {
            let security = security(of: identity)
            try demand(
                !security.profile.usesPassword || security.password != nil, "security.password", "none",
                "security profiles 1 and 2 need one")
            try demand(
                security.profile != .tlsWithCertificate || security.certificate != nil, "security.clientCertificate", "none",
                "security profile 3 needs one")
            if securityByIdentity.isEmpty { break }
        }
    }
}
