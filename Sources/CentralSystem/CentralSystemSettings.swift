package import OCPPJ

/// How the central system behaves. Every value has a range, checked by whoever reads the configuration.
package struct CentralSystemSettings: Hashable, Sendable {
    /// What happens to a charge point that nobody registered.
    package var registration: RegistrationPolicy
    /// The security profile below which nobody is let in, whatever is registered.
    package var minimumSecurityProfile: SecurityProfile
    /// How many charge points may wait for acceptance under the policy `pending`; beyond it strangers get HTTP 404.
    package var pendingLimit: Int
    /// Seconds between heartbeats, told to charge points at boot; 1...86,400.
    package var heartbeatIntervalSeconds: Int
    /// Seconds after which a Pending or Rejected charge point may boot again; 1...86,400.
    package var pendingRetryIntervalSeconds: Int
    /// Seconds between WebSocket pings; 0 switches them off; 0...3,600.
    package var pingIntervalSeconds: Int
    /// How long a command waits for the charge point's answer; 1...600.
    package var callTimeoutSeconds: Int
    /// How many commands may wait for one charge point; 0...10,000.
    package var callQueueLimit: Int
    /// Whether an upgrade without `Sec-WebSocket-Protocol` is taken for OCPP 1.6, unless the charge point's own switch says
    /// otherwise.
    package var acceptsMissingSubprotocol: Bool
    /// How many transactions an idTag may have at a time unless it has a limit of its own; 0 means no limit.
    package var maximumConcurrentTransactions: Int
    /// Days that frames are kept in the message log; 0 keeps them for ever.
    package var messageLogDays: Int
    /// How many rows the message log keeps, a CALL with its answer being one; 0 means no bound.
    package var messageLogMaximumRows: Int
    /// Days that commands are kept; 0 keeps them for ever.
    package var commandDays: Int
    /// Days that security events are kept; 0 keeps them for ever, but for the bound of each charge point.
    package var securityEventDays: Int
    /// Frames that may wait to be written to the message log; further ones are dropped and counted.
    package var messageLogBufferFrames: Int
    /// Whether the server may send charge points what nobody asked for, unless a charge point's own switch says otherwise. A
    /// Central System that does so fails certification.
    package var automation: Bool
    /// Seconds until a reservation ends by itself when nobody said when; 1...604,800.
    package var reservationExpirySeconds: Int
    /// Seconds between a change of the idTags and the sending of changed local lists; 1...86,400.
    package var localListPushDelaySeconds: Int
    /// How bulk operations run.
    package var bulk: BulkSettings
    /// How long the transaction of an accepted remote start is waited for, where the charge point's ConnectionTimeOut is not
    /// known; 1...86,400.
    package var remoteStartTimeoutSeconds: Int
    /// How long the end of the transaction of an accepted remote stop is waited for; 1...86,400.
    package var remoteStopTimeoutSeconds: Int
    /// How files are exchanged with charge points.
    package var files: FileExchangeSettings
    /// Failed logins a minute of one identity from one address; further ones get HTTP 429. 0 means no limit.
    package var failedLoginsPerMinute: Int
    /// Connections a minute of one identity; further ones get HTTP 429. 0 means no limit.
    package var reconnectsPerMinute: Int
    /// How certificates of charge points are made and checked.
    package var certificates: CertificateSettings
    /// How operators are known.
    package var operators: OperatorSettings

    package init(
        registration: RegistrationPolicy = .pending, minimumSecurityProfile: SecurityProfile = .none, pendingLimit: Int = 1000, heartbeatIntervalSeconds: Int = 300,
        pendingRetryIntervalSeconds: Int = 60, pingIntervalSeconds: Int = 60, callTimeoutSeconds: Int = 30,
        callQueueLimit: Int = 100, acceptsMissingSubprotocol: Bool = true, maximumConcurrentTransactions: Int = 1,
        messageLogDays: Int = 30, messageLogMaximumRows: Int = 0, commandDays: Int = 0, messageLogBufferFrames: Int = 50_000,
        automation: Bool = false, reservationExpirySeconds: Int = 900, localListPushDelaySeconds: Int = 10,
        bulk: BulkSettings = BulkSettings(), remoteStartTimeoutSeconds: Int = 180, remoteStopTimeoutSeconds: Int = 120,
        files: FileExchangeSettings = FileExchangeSettings(), failedLoginsPerMinute: Int = 30, reconnectsPerMinute: Int = 600,
        certificates: CertificateSettings = CertificateSettings(), securityEventDays: Int = 365,
        operators: OperatorSettings = OperatorSettings()
    ) {
        self.registration = registration
        self.minimumSecurityProfile = minimumSecurityProfile
        self.pendingLimit = pendingLimit
        self.heartbeatIntervalSeconds = heartbeatIntervalSeconds
        self.pendingRetryIntervalSeconds = pendingRetryIntervalSeconds
        self.pingIntervalSeconds = pingIntervalSeconds
        self.callTimeoutSeconds = callTimeoutSeconds
        self.callQueueLimit = callQueueLimit
        self.acceptsMissingSubprotocol = acceptsMissingSubprotocol
        self.maximumConcurrentTransactions = maximumConcurrentTransactions
        self.messageLogDays = messageLogDays
        self.messageLogMaximumRows = messageLogMaximumRows
        self.commandDays = commandDays
        self.messageLogBufferFrames = messageLogBufferFrames
        self.automation = automation
        self.reservationExpirySeconds = reservationExpirySeconds
        self.localListPushDelaySeconds = localListPushDelaySeconds
        self.bulk = bulk
        self.remoteStartTimeoutSeconds = remoteStartTimeoutSeconds
        self.remoteStopTimeoutSeconds = remoteStopTimeoutSeconds
        self.files = files
        self.failedLoginsPerMinute = failedLoginsPerMinute
        self.reconnectsPerMinute = reconnectsPerMinute
        self.certificates = certificates
        self.securityEventDays = securityEventDays
        self.operators = operators
    }

    /// How a charge point's connection is kept.
    ///
    /// Silence counts as death only after three heartbeat intervals (field note 1.8), and never before three pings could have
    /// been answered.
    package func connectionSettings(for chargePoint: ChargePointSettings) -> ConnectionSettings {
        let heartbeat = chargePoint.heartbeatIntervalSeconds ?? heartbeatIntervalSeconds
        let ping = chargePoint.pingIntervalSeconds ?? pingIntervalSeconds
        return ConnectionSettings(
            pingIntervalSeconds: ping, silenceLimitSeconds: 3 * max(heartbeat, ping, 10), queueLimit: callQueueLimit)
    }
}
