import OCPP16

extension ScenarioNode {
    /// A list of texts; a single one is a list of one.
    func texts() throws(ScenarioError) -> [String] {
        var texts: [String] = []
        for element in elements { texts.append(try element.text()) }
        return texts
    }

    /// A list of texts, or a pattern with numbers: `{pattern: "TAG-{number}", count: 200}`.
    func numberedTexts() throws(ScenarioError) -> [String] {
        guard isMapping else { return try texts() }
        let members = try self.members(["pattern", "count"])
        guard let pattern = try members["pattern"]?.text(), let count = try members["count"]?.integer(1...1_000_000) else {
            throw error("needs both pattern and count")
        }
        guard pattern.contains("{number}") else { throw error("has a pattern without {number} in it") }
        let digits = max(4, String(count).count)
        return (1...count).map { number in
            let text = String(number)
            return pattern.replacing("{number}", with: String(repeating: "0", count: digits - text.count) + text)
        }
    }
}

extension ChargePointModel {
    /// The names of models, or one described anew: `{like: socket22, vendor: Example, name: Pillar 2, firmware: 1.4.2}`.
    static func list(_ node: ScenarioNode) throws(ScenarioError) -> [ChargePointModel] {
        var models: [ChargePointModel] = []
        for element in node.elements { models.append(try one(element)) }
        return models
    }

    private static func one(_ node: ScenarioNode) throws(ScenarioError) -> ChargePointModel {
        guard node.isMapping else { return try named(node) }
        let members = try node.members(["like", "vendor", "name", "firmware"])
        guard let like = members["like"] else { throw node.error("needs like, the model that it otherwise is") }
        var model = try named(like)
        if let node = members["vendor"] { model.vendor = try bounded(node) }
        if let node = members["name"] { model.name = try bounded(node) }
        if let node = members["firmware"] { model.firmwareVersion = try bounded(node) }
        return model
    }

    private static func named(_ node: ScenarioNode) throws(ScenarioError) -> ChargePointModel {
        let allowed = named.keys.sorted().joined(separator: ", ")
        guard let model = named[try node.text(allowed: allowed)] else { throw node.error(allowed: allowed) }
        return model
    }

    private static func bounded<let maximum: Int>(_ node: ScenarioNode) throws(ScenarioError) -> CiString<maximum> {
        do {
            return try CiString(try node.text())
        } catch let error as ScenarioError {
            throw error
        } catch {
            throw node.error(allowed: "at most \(maximum) characters")
        }
    }
}

extension DriverHabits {
    init(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members(["stay", "pause", "plugInFirst", "neverPlugIn", "unknownIdTag", "unplugToEnd"])
        self.init()
        if let node = members["stay"] { stay = try node.secondsRange() }
        if let node = members["pause"] { pause = try node.secondsRange() }
        if let node = members["plugInFirst"] { plugInFirst = try node.share() }
        if let node = members["neverPlugIn"] { neverPlugIn = try node.share() }
        if let node = members["unknownIdTag"] { unknownIdTag = try node.share() }
        if let node = members["unplugToEnd"] { unplugToEnd = try node.share() }
    }
}

extension FaultPlan {
    private static let members = [
        "losesLink", "halfOpen", "powerFails", "clock", "repeatsMessages", "losesAnswers", "neverStops", "firmwareFails",
        "locksStick",
    ]

    init(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members(Self.members)
        self.init()
        if let node = members["losesLink"] { losesLink = try Recurrence(node, node.members(["every", "for"])) }
        if let node = members["halfOpen"] { halfOpen = try Recurrence(node, node.members(["every"])) }
        if let node = members["powerFails"] {
            let members = try node.members(["every", "for", "transactions"])
            powerFails = try Recurrence(node, members)
            if let node = members["transactions"] {
                transactionsAtPowerFailure = try node.choice(TransactionsAtPowerFailure.self)
            }
        }
        if let node = members["clock"] {
            let members = try node.members(["ahead", "setBy"])
            guard let ahead = try members["ahead"]?.seconds() else { throw node.error("needs ahead, a time such as 3 h or -1 h") }
            clock = WrongClock(ahead: ahead, setBy: try members["setBy"]?.choice(ClockSetting.self) ?? .nothing)
        }
        if let node = members["repeatsMessages"] { repeatsMessages = try node.share() }
        if let node = members["losesAnswers"] { losesAnswers = try node.share() }
        if let node = members["neverStops"] { neverStops = try node.share() }
        if let node = members["firmwareFails"] { firmwareFails = try node.share() }
        if let node = members["locksStick"] { locksStick = try node.share() }
    }
}

extension FaultPlan.Recurrence {
    fileprivate init(_ node: ScenarioNode, _ members: [String: ScenarioNode]) throws(ScenarioError) {
        guard let every = try members["every"]?.seconds() else { throw node.error("needs every, a time such as 6 h") }
        self.init(every: every, duration: try members["for"]?.secondsRange() ?? 1...1)
    }
}
