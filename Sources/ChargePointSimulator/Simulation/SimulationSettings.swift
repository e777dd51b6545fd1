/// What is simulated. Times are seconds; those of people and vehicles are divided by `acceleration`, those of OCPP are real.
package struct SimulationSettings: Sendable {
    /// `ws://host[:port]/path`, for security profiles 0 and 1; the identity is appended as the last path component. Empty
    /// when no charge point has one of these.
    package var url: String
    /// `wss://host[:port]/path`, for security profiles 2 and 3; nil when there is none.
    package var secureURL: String?
    /// How many charge points, 1 or more.
    package var count = 1
    /// Identities are this and a number: `SIM-0001`, `SIM-0002` …
    package var identityPrefix = "SIM-"
    /// The identity of a single charge point, in place of prefix and number; only with `count` 1.
    package var identity: String?
    /// Connectors of each charge point, 1...100.
    package var connectors = 2
    /// What the charge points are; the first is the first one's kind, and so on, over again.
    package var models: [ChargePointModel] = [.socket22, .fast150, .cable11]
    /// What the charge points can do.
    package var featureProfiles = Set(FeatureProfile.allCases)
    /// How often the installation of firmware fails, 0...1.
    package var firmwareFailureRate = 0.0
    /// How often the lock of a socket does not open when it should, 0...1.
    package var unlockFailureRate = 0.0
    /// The drivers' idTags, each of at most 20 characters. Every connector has drivers of its own as far as they suffice,
    /// so that nobody charges at two places at once. Without any, no drivers come.
    package var idTags: [String] = []
    /// How secure the charge points are at first.
    package var security = ChargePointSecurity()
    /// The same for those charge points that differ, by identity: a certificate is for one charge point only.
    package var securityByIdentity: [String: ChargePointSecurity] = [:]
    /// The path of a PEM file with authorities that are trusted, besides the system's, when files are transferred over
    /// HTTPS; nil for the system's only.
    package var trustedCertificates: String?
    /// Decides everything that is left to chance.
    package var seed: UInt64 = 1
    /// By how much what people and batteries do is shortened, 1...10000. The power stays what it is and batteries become
    /// smaller, so that energy, power and time agree.
    package var acceleration = 1.0
    /// From the start of a transaction to the driver's return, before the acceleration.
    package var sessionSeconds: ClosedRange<Double> = 1200...5400
    /// Between two drivers at a connector, before the acceleration.
    package var pauseSeconds: ClosedRange<Double> = 300...3600
    /// MeterValueSampleInterval of the charge points at first, real seconds, 0...86400; 0 for no samples.
    package var meterIntervalSeconds = 60
    /// WebSocketPingInterval of the charge points at first, real seconds, 0...86400; 0 for no pings.
    package var pingIntervalSeconds = 60
    /// How long an answer is waited for, real seconds, 1...3600.
    package var callTimeoutSeconds = 30
    /// How many charge points connect per second at the start, above 0.
    package var connectsPerSecond = 50.0
    /// How lost connections are opened again.
    package var reconnect = ReconnectPolicy()
    /// The simulation ends when so many sessions have finished, all charge points together; nil for never.
    package var stopAfterSessions: Int?
    /// The simulation ends after so many real seconds; nil for never.
    package var stopAfterSeconds: Double?

    package init(url: String) {
        self.url = url
    }
}

extension SimulationSettings {
    /// A few lively charge points for a newcomer: sessions start within seconds and last a minute or two.
    ///
    /// - Parameter url: of the Central System, without an identity. It must know the idTags.
    package static func demonstration(url: String) -> SimulationSettings {
        var settings = SimulationSettings(url: url)
        settings.count = 5
        settings.identityPrefix = "DEMO-"
        settings.connectors = 2
        settings.idTags = (1...20).map { "DEMO-TAG-\($0 < 10 ? "0" : "")\($0)" }
        settings.seed = 16
        settings.acceleration = 30
        settings.sessionSeconds = 1200...4500
        settings.pauseSeconds = 200...1200
        settings.meterIntervalSeconds = 10
        settings.connectsPerSecond = 5
        return settings
    }

    /// The identities, in order.
    package var identities: [String] {
        if let identity, count == 1 { return [identity] }
        let digits = max(4, String(max(1, count)).count)
        return (0..<max(0, count)).map { index in
            let number = String(index + 1)
            return identityPrefix + String(repeating: "0", count: digits - number.count) + number
        }
    }
}
