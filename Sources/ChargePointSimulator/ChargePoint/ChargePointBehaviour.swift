import OCPP16
import OCPPJ

/// All that a virtual charge point decides, without a socket or a clock of its own: it is told what happens and when, and
/// is asked what to do next and until when it may sleep.
///
/// After each event call `advance`, then `nextAction` until there is none, then sleep until `wakeAt`.
struct ChargePointBehaviour: Sendable {
    enum Action: Hashable, Sendable {
        case connect(CentralSystemAccess)
        case send(OutgoingCall)
        case close(DisconnectReason)
        /// The connection goes without being closed.
        case lose(LinkLoss)
        /// Its result is told with `transferred`.
        case transfer(FileTransfer)
        /// New settings for the open connection.
        case apply(ConnectionSettings)
        /// Its result is told with `signingRequestMade`.
        case makeSigningRequest(SigningOrder)
    }

    /// What is counted for people to see.
    struct Tally: Hashable, Sendable {
        /// Transactions whose StartTransaction was acknowledged.
        var sessionsStarted = 0
        /// Transactions whose StopTransaction was acknowledged.
        var sessionsFinished = 0
        /// Drivers whose idTag the Central System did not accept.
        var driversRefused = 0
        /// Messages about transactions that were refused so often that they were given up (OCPP 1.6, section 3.7.1).
        var messagesGivenUp = 0
        /// CALLERRORs, answers that did not come or did not conform, and connections that failed.
        var failures = 0
        var lastFailure: String?
    }

    let profile: ChargePointProfile
    var random: SeededRandom
    var configuration: Configuration
    var cache = AuthorizationCache()
    var localList = LocalAuthorizationList()
    var reservations: [Reservation] = []
    var chargingProfiles = ChargingProfiles()
    /// When the limits that the charging profiles set change next; nil when they do not matter now.
    var limitsChangeAt: Timestamp?
    var registration = Registration()
    var outbox = Outbox()
    var connectors: [Connector]
    /// Of the charge point as a whole: connector 0.
    var availability = Availability()
    /// What the Central System was told about connector 0 last.
    var reported: ChargePointStatus?

    var phase: ConnectionPhase
    /// Attempts to connect that failed, or led to nothing, in a row.
    var connectFailures = 0
    /// The call whose answer is awaited.
    var outstanding: AwaitedCall?
    /// Our answer to a command goes first: nothing is sent until it has gone, at the latest then.
    var heldUntil: Timestamp?
    /// The close that is to be done next.
    var closing: DisconnectReason?
    /// How the connection is lost next.
    var linkLoss: LinkLoss?
    var newSettings: ConnectionSettings?
    /// The last message either way, from which the next heartbeat is counted.
    var lastExchange: Timestamp = .atOnce
    var nextAlignedAt: Timestamp?

    /// The restart, or the end, that is under way.
    var shutdown: Shutdown?
    /// The charge point is rebooting until then.
    var offUntil: Timestamp?

    var firmwareUpdate: FirmwareUpdate?
    /// What runs now, if it is not what the model came with.
    var firmwareVersion: CiString<50>?
    /// What the Central System could not be told yet.
    var firmwareStatusToTell: OutgoingMessage?
    /// What the Central System was told about signed firmware last.
    var lastSignedFirmwareStatus: SignedFirmwareStatusNotification?
    var diagnosticsUpload: DiagnosticsUpload?
    var diagnosticsStatusToTell: DiagnosticsStatus?
    var logUpload: LogUpload?
    var logStatusToTell: LogStatusNotification?
    var transfersToBegin: [FileTransfer] = []
    var transferCount = 0
    var journal = Journal()

    var security: SecurityState
    var ordersToCarryOut: [SigningOrder] = []
    var signingCount = 0

    var faultState: FaultState
    /// What was odd since it was asked last.
    var oddities = Oddities()
    /// The register at the start of each session whose stop is not delivered yet.
    var meterStarts: [Int: Int] = [:]

    var callCount = 0
    var sessionCount = 0
    var tally = Tally()

    /// - Parameters:
    ///   - now: when the charge point is switched on.
    ///   - connectAt: when it first connects.
    init(profile: ChargePointProfile, now: Timestamp, connectAt: Timestamp) {
        self.profile = profile
        random = SeededRandom(seed: profile.seed)
        connectors = (1...max(1, profile.connectorCount)).map { number in
            var dice = SeededRandom(seed: profile.seed ^ UInt64(number) &* 0xD6E8_FEB8_6659_FD93)
            // The first drivers come sooner than the pauses between drivers are: nobody waits for a first sign of life.
            let wait = profile.shortened(Double.random(in: 0...profile.drivers.pause.lowerBound + 5, using: &dice))
            return Connector(
                number: number,
                meter: .installed(supply: profile.model.supply, now: now, seed: profile.seed &+ UInt64(number)),
                random: dice, visit: .away(until: profile.idTags.isEmpty ? nil : connectAt.later(bySeconds: wait)))
        }
        faultState = Self.faultState(profile, connectAt: connectAt)
        security = SecurityState(profile.security)
        var configuration = Configuration(featureProfiles: profile.featureProfiles, security: profile.security)
        configuration.set(.numberOfConnectors, to: String(connectors.count))
        configuration.set(.meterValueSampleInterval, to: String(profile.meterIntervalSeconds))
        configuration.set(.webSocketPingInterval, to: String(profile.pingIntervalSeconds))
        configuration.set(.connectorPhaseRotation, to: Self.phaseRotation(profile.model, connectors: connectors.count))
        if case .direct = profile.model.supply {
            // What a current would be of, vehicle or grid, is not clear for direct current.
            configuration.set(.chargingScheduleAllowedChargingRateUnit, to: "Power")
        }
        self.configuration = configuration
        journal.record(.started, at: now)
        phase = .down(retryAt: connectAt)
        note(.startupOfTheDevice, at: now)
    }

    private static func phaseRotation(_ model: ChargePointModel, connectors: Int) -> String {
        let rotation = if case .direct = model.supply { "NotApplicable" } else { "RST" }
        return (1...connectors).map { "\($0).\(rotation)" }.joined(separator: ",")
    }

    /// `firmwareVersion` of BootNotification.
    var currentFirmwareVersion: CiString<50> { firmwareVersion ?? profile.model.firmwareVersion }

    /// Whether the Central System can be talked to as a registered charge point does.
    var isOnline: Bool { phase == .up && registration.status == .accepted }

    /// How the connection is to be kept.
    var connectionSettings: ConnectionSettings {
        let ping = configuration.integer(.webSocketPingInterval)
        return ConnectionSettings(pingIntervalSeconds: ping, silenceLimitSeconds: ping * 3, queueLimit: 10)
    }

    func index(of connector: ConnectorId) -> Int? {
        connectors.indices.contains(connector.value - 1) ? connector.value - 1 : nil
    }
}
