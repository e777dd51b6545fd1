extension Setting {
    static let dataDirectory = Setting(
        key: "data.directory", kind: .text(default: "data"),
        meaning: "Where the database, firmware images and diagnostics live. Created when it is missing, readable by its owner alone.")
    static let logLevel = Setting(
        key: "log.level", kind: .choice(default: "info", of: ["trace", "debug", "info", "notice", "warning", "error", "critical"]),
        meaning: "How much is written to the log (standard error). Normal traffic is `debug`.")
    static let eventLoops = Setting(
        key: "threads.eventLoops", kind: .integer(default: 0, range: 0...256),
        meaning: "Threads that serve sockets; 0 means one for each core.")

    static let ocppHost = Setting(
        key: "ocpp.host", kind: .text(default: "0.0.0.0"), meaning: "The address that charge points connect to.")
    static let ocppPort = Setting(
        key: "ocpp.port", kind: .integer(default: 9000, range: 0...65535),
        meaning: "The port that charge points connect to; 0 takes a free one.")
    static let ocppPublicURL = Setting(
        key: "ocpp.publicURL", kind: .text(default: ""),
        meaning: "The URL to type into charge points, without the identity, when it differs from host and port (behind a proxy): `wss://csms.example.com/ocpp`.")
    static let maximumMessageBytes = Setting(
        key: "websocket.maximumMessageBytes", kind: .integer(default: 1_048_576, range: 1024...16_777_216),
        meaning: "The longest message taken from a charge point. A longer one closes the connection with code 1009.")
    static let handshakeTimeout = Setting(
        key: "websocket.handshakeTimeoutSeconds", kind: .integer(default: 10, range: 1...120),
        meaning: "How long a peer may take from connecting to its upgrade, the TLS handshake included.")
    static let acceptMissingSubprotocol = Setting(
        key: "websocket.acceptMissingSubprotocol", kind: .boolean(default: true),
        meaning: "Whether an upgrade without `Sec-WebSocket-Protocol` is taken for OCPP 1.6. Each charge point can be stricter.")
    static let pingInterval = Setting(
        key: "ping.intervalSeconds", kind: .integer(default: 60, range: 0...3600),
        meaning: "Time between WebSocket pings to a charge point; 0 switches them off. Each charge point can have its own.")

    static let registrationPolicy = Setting(
        key: "registration.policy", kind: .choice(default: "pending", of: ["open", "pending", "closed"]),
        meaning: "What happens to a charge point that nobody registered: `open` accepts it, `pending` lets it wait for an operator, `closed` refuses it with HTTP 404.")
    static let pendingLimit = Setting(
        key: "registration.pendingLimit", kind: .integer(default: 1000, range: 0...100_000),
        meaning: "How many charge points may wait for an operator; further strangers are refused.")
    static let registrationRetry = Setting(
        key: "registration.retryIntervalSeconds", kind: .integer(default: 60, range: 1...86_400),
        meaning: "When a charge point that is pending or rejected may send BootNotification again.")
    static let heartbeatInterval = Setting(
        key: "heartbeat.intervalSeconds", kind: .integer(default: 300, range: 1...86_400),
        meaning: "The heartbeat interval given in BootNotification.conf. Each charge point can have its own.")

    static let callTimeout = Setting(
        key: "call.timeoutSeconds", kind: .integer(default: 30, range: 1...600),
        meaning: "How long a command waits for the charge point's answer.")
    static let callQueueLimit = Setting(
        key: "call.queueLimit", kind: .integer(default: 100, range: 0...10_000),
        meaning: "How many commands may wait for one charge point behind the one that is on the wire.")
    static let concurrentTransactions = Setting(
        key: "authorization.maximumConcurrentTransactions", kind: .integer(default: 1, range: 0...1000),
        meaning: "How many transactions an idTag may have at a time before it is answered ConcurrentTx; 0 means no limit. Each idTag can have its own.")
    static let messageLogDays = Setting(
        key: "messageLog.days", kind: .integer(default: 30, range: 0...3650),
        meaning: "How long frames are kept in the message log; 0 keeps them for ever.")
    static let messageLogMaximumRows = Setting(
        key: "messageLog.maximumRows", kind: .integer(default: 20_000_000, range: 0...2_000_000_000),
        meaning: "How many rows the message log keeps at most, the oldest going first; a CALL with its answer is one row, of some 500 bytes on disk. 0 means no bound.")
    static let commandDays = Setting(
        key: "commands.days", kind: .integer(default: 365, range: 0...3650),
        meaning: "How long commands and their outcomes are kept; 0 keeps them for ever.")
    static let messageLogBuffer = Setting(
        key: "messageLog.bufferFrames", kind: .integer(default: 50_000, range: 1000...1_000_000),
        meaning: "How many frames may wait to be written to the message log; further ones are dropped and counted.")

    static let automation = Setting(
        key: "automation.enabled", kind: .boolean(default: false),
        meaning: "Whether the server may send charge points what nobody asked for: GetConfiguration after a boot, changed local lists. Off for certification. Each charge point can have its own.")

    static let bulkParallelism = Setting(
        key: "bulk.parallelism", kind: .integer(default: 20, range: 1...1000),
        meaning: "How many charge points a bulk operation serves at a time unless it says otherwise; never more than `bulk.maximumParallelism`.")
    static let bulkMaximumParallelism = Setting(
        key: "bulk.maximumParallelism", kind: .integer(default: 200, range: 1...1000),
        meaning: "How many charge points a bulk operation may serve at a time at most.")
    static let bulkResumeGrace = Setting(
        key: "bulk.resumeGraceSeconds", kind: .integer(default: 120, range: 0...3600),
        meaning: "How long after a start of the server bulk operations that go on wait for charge points to connect again.")
    static let bulkDays = Setting(
        key: "bulk.days", kind: .integer(default: 90, range: 0...3650),
        meaning: "How long finished bulk operations and their results are kept; 0 keeps them for ever.")
    static let remoteStartTimeout = Setting(
        key: "remoteStart.timeoutSeconds", kind: .integer(default: 180, range: 1...86_400),
        meaning: "How long the StartTransaction of an accepted remote start is waited for. A charge point whose ConnectionTimeOut is known has that and 30 seconds more; each request can have its own.")
    static let remoteStopTimeout = Setting(
        key: "remoteStop.timeoutSeconds", kind: .integer(default: 120, range: 1...86_400),
        meaning: "How long the StopTransaction of an accepted remote stop is waited for; each request can have its own.")
    static let reservationExpiry = Setting(
        key: "reservation.expirySeconds", kind: .integer(default: 900, range: 1...604_800),
        meaning: "How long after its request a reservation ends by itself when the request does not say when.")
    static let localListPushDelay = Setting(
        key: "localList.pushDelaySeconds", kind: .integer(default: 10, range: 1...86_400),
        meaning: "How long idTags must have been left alone before charge points with automation get their changed local lists.")

    static let httpHost = Setting(
        key: "http.host", kind: .text(default: "127.0.0.1"), meaning: "The address of the REST API.")
    static let httpPort = Setting(
        key: "http.port", kind: .integer(default: 8080, range: 0...65535),
        meaning: "The port of the REST API; 0 takes a free one.")
    static let adminToken = Setting(
        key: "admin.token", kind: .secret,
        meaning: "The administrator's bearer token, at least 16 characters. Without it one is made at the first start and printed once.")

    /// Every key there is, in the order of the documentation.
    static let all: [Setting] = [
        dataDirectory, logLevel, eventLoops, ocppHost, ocppPort, ocppPublicURL, maximumMessageBytes, handshakeTimeout,
        acceptMissingSubprotocol, pingInterval, registrationPolicy, pendingLimit, registrationRetry, heartbeatInterval,
        callTimeout, callQueueLimit, concurrentTransactions, messageLogDays, messageLogMaximumRows, commandDays,
        messageLogBuffer, automation, bulkParallelism, bulkMaximumParallelism,
        bulkResumeGrace, bulkDays, remoteStartTimeout, remoteStopTimeout, reservationExpiry, localListPushDelay, httpHost, httpPort, adminToken,
    ] + securityProfiles + tls + certificates + operators + defences + files
}
