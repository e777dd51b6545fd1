package import OCPP16

/// What one virtual charge point is, and how things go there.
package struct ChargePointProfile: Sendable {
    package var identity: String
    package var model: ChargePointModel
    /// What it can do; what it cannot is answered as the specification wants it of such charge points.
    package var featureProfiles: Set<FeatureProfile>
    /// How many connectors it has, from 1 on.
    package var connectorCount: Int
    /// The idTags of the drivers who come, per connector; none come to a connector without any.
    package var idTags: [[IdToken]]
    /// Decides everything that is left to chance.
    package var seed: UInt64
    /// By how much what people and batteries do is shortened; 1 is real time.
    package var acceleration: Double
    /// The initial setting of MeterValueSampleInterval, in seconds of the charge point's clock; 0 for no samples.
    package var meterIntervalSeconds: Int
    /// The initial setting of WebSocketPingInterval, in seconds; 0 for no pings.
    package var pingIntervalSeconds: Int
    /// How long an answer of the Central System is waited for, in seconds.
    package var callTimeoutSeconds: Int
    package var reconnect: ReconnectPolicy
    package var security: ChargePointSecurity
    var traits: Shared<FleetTraits>

    package init(
        identity: String, model: ChargePointModel = .socket22,
        featureProfiles: Set<FeatureProfile> = Set(FeatureProfile.allCases), connectorCount: Int = 1, idTags: [[IdToken]] = [],
        seed: UInt64 = 1, acceleration: Double = 1, drivers: DriverHabits = DriverHabits(), meterIntervalSeconds: Int = 60, pingIntervalSeconds: Int = 60,
        callTimeoutSeconds: Int = 30, reconnect: ReconnectPolicy = ReconnectPolicy(), faults: FaultPlan = FaultPlan(),
        quirks: Set<Quirk> = [], security: ChargePointSecurity = ChargePointSecurity()
    ) {
        self.identity = identity
        self.model = model
        self.featureProfiles = featureProfiles
        self.connectorCount = connectorCount
        self.idTags = idTags
        self.seed = seed
        self.acceleration = acceleration
        self.meterIntervalSeconds = meterIntervalSeconds
        self.pingIntervalSeconds = pingIntervalSeconds
        self.callTimeoutSeconds = callTimeoutSeconds
        self.reconnect = reconnect
        self.security = security
        traits = Shared(FleetTraits(drivers: drivers, faults: faults, quirks: quirks))
    }

    /// How long it takes in the simulation what takes so many seconds in life.
    func shortened(_ seconds: Double) -> Double {
        seconds / acceleration
    }
}
