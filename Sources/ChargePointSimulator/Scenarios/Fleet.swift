/// Charge points of one kind.
package struct Fleet: Sendable {
    /// How many charge points, 1 or more.
    package var count = 1
    /// Identities are this and a number: `SIM-0001`, `SIM-0002` …
    package var prefix = "SIM-"
    /// The identities one by one, in place of prefix and count; nil for those.
    package var named: [String]?
    /// Connectors of each charge point, 1...100.
    package var connectors = 2
    /// What the charge points are; the first is the first one's kind, and so on, over again.
    package var models: [ChargePointModel] = [.socket22, .fast150, .cable11]
    /// What the charge points can do.
    package var featureProfiles = Set(FeatureProfile.allCases)
    /// The drivers' idTags, each of at most 20 characters. Every connector has drivers of its own as far as they suffice,
    /// so that nobody charges at two places at once. Without any, no drivers come.
    package var idTags: [String] = []
    package var drivers = DriverHabits()
    /// What goes wrong on purpose.
    package var faults = FaultPlan()
    /// What the charge points do otherwise than OCPP 1.6 wants it.
    package var quirks: Set<Quirk> = []
    /// How secure the charge points are at first.
    package var security = ChargePointSecurity()
    /// The same for those charge points that differ, by identity: a certificate is for one charge point only.
    package var securityByIdentity: [String: ChargePointSecurity] = [:]
    /// MeterValueSampleInterval of the charge points at first, seconds of their clocks, 0...86400; 0 for no samples.
    package var meterIntervalSeconds = 60
    /// WebSocketPingInterval of the charge points at first, real seconds, 0...86400; 0 for no pings.
    package var pingIntervalSeconds = 60
    /// How long an answer is waited for, real seconds, 1...3600.
    package var callTimeoutSeconds = 30
    /// How lost connections are opened again.
    package var reconnect = ReconnectPolicy()

    package init() {}

    /// The identities, in order.
    package var identities: [String] {
        if let named { return named }
        let digits = max(4, String(max(1, count)).count)
        return (0..<max(0, count)).map { index in
            let number = String(index + 1)
            return prefix + String(repeating: "0", count: digits - number.count) + number
        }
    }

    func security(of identity: String) -> ChargePointSecurity { securityByIdentity[identity] ?? security }
}
