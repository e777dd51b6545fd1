package import OCPPJ

extension Scenario {
    /// Reads a scenario and checks all of it, so that a mistake never starts anything.
    ///
    /// - Parameters:
    ///   - yaml: the text of the file; `docs/simulator.md` has all members.
    ///   - file: its name, for errors.
    ///   - folder: what the paths in it are relative to; nil for the working directory.
    ///   - override: changes what is read before it is checked.
    ///   - now: the present.
    /// - Throws: `ScenarioError` with the line and the member that cannot be, and what is allowed.
    package init(
        yaml: String, file: String? = nil, folder: String? = nil, now: Timestamp,
        override: (inout Scenario) throws -> Void = { _ in }
    ) throws {
        do {
            let root = try ScenarioNode(yaml: yaml)
            do {
                var scenario = try Scenario(root, folder: folder)
                try override(&scenario)
                _ = try scenario.profiles(now: now)
                self = scenario
            } catch var error as ScenarioError {
                error.line = error.line ?? root.line(of: error.member)
                throw error
            }
        } catch var error as ScenarioError {
            error.file = file
            throw error
        }
    }

    private init(_ root: ScenarioNode, folder: String?) throws(ScenarioError) {
        let members = try root.members(["centralSystem", "seed", "end", "time", "connectsPerSecond", "fleets"])
        self.init(fleets: [])
        var roots: String?
        if let node = members["centralSystem"] {
            let members = try node.members(["url", "tlsURL", "trustRoots"])
            url = try members["url"]?.text() ?? ""
            secureURL = try members["tlsURL"]?.text()
            roots = try members["trustRoots"]?.text()
            trustedCertificates = roots.map { SecurityDescription.path($0, in: folder) }
        }
        if let node = members["seed"] { seed = UInt64(try node.integer(0...Int.max)) }
        if let node = members["end"] {
            let members = try node.members(["sessions", "after"])
            end.sessions = try members["sessions"]?.integer(1...1_000_000_000)
            end.seconds = try members["after"]?.seconds()
        }
        if let node = members["time"] { time = try Time(node) }
        if let node = members["connectsPerSecond"] { connectsPerSecond = try node.number(0.001...100_000) }
        guard let node = members["fleets"] else { throw root.error("has no fleets; at least one is needed") }
        for element in node.elements {
            fleets.append(try Fleet(element, folder: folder, trustRoots: roots, hasSecureURL: secureURL != nil))
        }
    }
}

extension Scenario.Time {
    fileprivate init(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members(["acceleration", "begins", "atPresent"])
        begins = try members["begins"]?.beginning()
        if let node = members["acceleration"] { acceleration = try node.number(1...1_000_000) }
        if let node = members["atPresent"] { goesOnAtPresent = try node.choice(AtPresent.self) == .goOn }
    }

    private enum AtPresent: String, CaseIterable {
        case end, goOn
    }
}

extension Fleet {
    private static let members = [
        "count", "prefix", "identities", "model", "connectors", "without", "idTags", "meterInterval", "pingInterval", "callTimeout",
        "reconnect", "security", "drivers", "faults", "quirks",
    ]

    fileprivate init(
        _ node: ScenarioNode, folder: String?, trustRoots: String?, hasSecureURL: Bool
    ) throws(ScenarioError) {
        let members = try node.members(Self.members)
        self.init()
        if let node = members["count"] { count = try node.integer(1...1_000_000) }
        if let node = members["prefix"] { prefix = try node.text() }
        if let node = members["identities"] {
            guard members["count"] == nil, members["prefix"] == nil else {
                throw node.error("stands in place of count and prefix, and cannot stand beside them")
            }
            named = try node.texts()
        }
        if let node = members["model"] { models = try ChargePointModel.list(node) }
        if let node = members["connectors"] { connectors = try node.integer(1...100) }
        for node in members["without"]?.elements ?? [] {
            let profile = try node.choice(FeatureProfile.self)
            guard profile != .core else { throw node.error(allowed: "every profile but Core") }
            featureProfiles.remove(profile)
        }
        if let node = members["idTags"] { idTags = try node.numberedTexts() }
        if let node = members["meterInterval"] { meterIntervalSeconds = try node.wholeSeconds(0...86_400) }
        if let node = members["pingInterval"] { pingIntervalSeconds = try node.wholeSeconds(0...86_400) }
        if let node = members["callTimeout"] { callTimeoutSeconds = try node.wholeSeconds(1...3600) }
        if let node = members["reconnect"] {
            let wait = try node.secondsRange()
            guard wait.lowerBound > 0 else { throw node.error(allowed: "times above 0, such as 2 s to 1 min") }
            reconnect = ReconnectPolicy(firstSeconds: wait.lowerBound, longestSeconds: wait.upperBound)
        }
        if let node = members["drivers"] { drivers = try DriverHabits(node) }
        if let node = members["faults"] { faults = try FaultPlan(node) }
        for node in members["quirks"]?.elements ?? [] { quirks.insert(try node.choice(Quirk.self)) }
        var security = SecurityDescription()
        if let node = members["security"] { security = try SecurityDescription(node) }
        security.folder = folder
        security.trustRoots = trustRoots
        try security.apply(to: &self, path: node.path + ".security", hasSecureURL: members["security"] != nil && hasSecureURL)
    }
}
