package import Logging
package import OCPPJ
package import Persistence
import ServiceLifecycle

/// Everything the program serves, wired. One per process.
package struct CentralSystem: Service {
    /// Provisioning: registering charge points.
    package let chargePoints: ChargePointService
    package let connectors: ConnectorService
    /// How charge points authenticate themselves.
    package let securityProfiles: SecurityProfileService
    package let idTags: IdTagService
    package let transactions: TransactionService
    package let meterValues: MeterValueService
    package let commands: CommandService
    package let messages: MessageLogService
    package let deviations: DeviationService
    package let firmwareStatuses: FirmwareStatusService
    package let diagnosticsStatuses: DiagnosticsStatusService
    package let firmwareImages: FirmwareImageService
    package let firmwareSigningKeys: FirmwareSigningKeyService
    package let firmwareUpdates: FirmwareUpdateService
    package let firmwareDownloads: FirmwareDownloadService
    package let firmwareCampaigns: FirmwareCampaignService
    package let diagnostics: DiagnosticsService
    /// Where charge points fetch and bring files.
    package let files: FileExchange
    package let securityEvents: SecurityEventService
    package let certificates: CertificateFeature
    package let dataTransfers: DataTransferService
    package let configurations: ConfigurationService
    package let chargingProfiles: ChargingProfileService
    package let configurationTemplates: ConfigurationTemplateService
    package let reservations: ReservationService
    package let localLists: LocalListService
    package let remoteTransactions: RemoteTransactionService
    package let availability: AvailabilityService
    package let bulkOperations: BulkOperationService
    /// Drives the bulk operations. A service of its own, to be stopped before the OCPP listener.
    package let bulkOperationRunner: BulkOperationRunner
    package let refusedConnections: RefusedConnectionService
    /// TLS handshakes that failed; also the OCPP listener's observer.
    package let handshakeFailures: HandshakeFailureService
    /// What the program keeps for itself from one start to the next.
    package let storedSettings: StoredSettingsService
    /// Who is connected now.
    package let connections: ConnectionRegistry
    /// Decides about connections; for the OCPP listener.
    package let admission: any ConnectionAdmission
    package let metrics: CentralSystemMetrics
    package let settings: CentralSystemSettings
    /// In which states charge points are.
    package let chargePointStates: ChargePointStateService
    /// What all charge points together charge with.
    package let networkLoad: NetworkLoadService
    /// What changes, for those who look on.
    package let live: LiveFeed
    /// What happened at a charge point, as a story.
    package let timeline: TimelineService
    /// Users, tokens, sessions, and the record of changes.
    package let operators: Operators
    /// Filters of lists that operators keep for themselves.
    package let savedFilters: SavedFilterService

    private let background: BackgroundWork

    /// Brings the schema up to date and wires the features.
    ///
    /// - Throws: `DatabaseError`, for example when the database is newer than this program.
    package init(
        database: any Database, time: any TimeSource, settings: CentralSystemSettings, logger: Logger,
        webhook: any DataTransferWebhook = NoWebhook(), files: FileExchange = FileExchange(),
        authority: CertificateAuthority? = nil, serialNumber: @escaping RegisteredSerialNumber = ChargePointService.registeredSerialNumber
    ) async throws {
        try await database.migrate(FeatureMigrations.all)
        try await database.write { try ChargePointStore.endForgottenConnections(in: $0) }
        self.settings = settings
        operators = Operators(database: database, time: time, settings: settings.operators)
        let metrics = CentralSystemMetrics(database: database)
        let arrivals = ArrivalBook(time: time)
        let connections = ConnectionRegistry(arrived: { arrivals.note($0) })
        let failures = FailureLog(logger: logger, time: time)
        let live = LiveFeed()
        self.live = live
        let watched = WatchedDatabase(database: database) { live.note(.operations) }
        timeline = TimelineService(database: database)
        let load = NetworkLoadBook()
        let networkLoad = NetworkLoadService(database: database, time: time, book: load)
        self.networkLoad = networkLoad
        let chargePointStates = ChargePointStateService(database: database)
        self.chargePointStates = chargePointStates
        try await chargePointStates.complete()
        let meterValues = MeterValueService(database: database, load: load)
        let idTags = IdTagService(database: database, time: time)
        let knownConfiguration: KnownConfiguration = { name, key, connection in
            try ConfigurationService.value(of: name, chargePointKey: key, in: connection)
        }
        let firmwareTracking = FirmwareUpdateTracking(stalledAfterSeconds: settings.files.firmwareStalledAfterSeconds)
        let diagnosticsTracking = DiagnosticsTracking(stalledAfterSeconds: settings.files.diagnosticsStalledAfterSeconds)
        // The features that follow what happens to charge points, in the order in which they are told.
        let events = ChargePointEvents([
            ChargePointStateObserver(),
            NetworkLoadObserver(book: load),
            ConfigurationEvents(),
            ReservationEvents(),
            LocalListEvents(),
            RemoteTransactionEvents(),
            // After the remote starts, which know whose transaction it is.
            ChargingProfileEvents(),
            AvailabilityEvents(),
            firmwareTracking,
            diagnosticsTracking,
            CertificateEvents(),
        ], failures: failures)
        // The features that follow what is sent to charge points.
        var observers = CommandObserverTable(failures: failures)
        observers.registerFeatures(configuration: knownConfiguration, settings: settings)
        observers.register(firmwareTracking)
        observers.register(SignedFirmwareTracking(updates: firmwareTracking))
        observers.register(diagnosticsTracking)
        CertificateFeature.register(in: &observers)
        observers.register(LogTracking(jobs: diagnosticsTracking))
        let commands = CommandService(
            database: watched, time: time, connections: connections, metrics: metrics,
            defaultTimeout: .seconds(settings.callTimeoutSeconds), failures: failures, days: settings.commandDays,
            observers: observers)
        try await commands.concludeInterrupted()
        let reservations = ReservationService(
            database: watched, time: time, commands: commands, defaultExpirySeconds: settings.reservationExpirySeconds)
        try await reservations.endDue()
        let localLists = LocalListService(
            database: watched, time: time, commands: commands, configuration: knownConfiguration, changes: idTags.changes)
        let chargingProfiles = ChargingProfileService(database: watched, time: time, commands: commands)
        let configurationTemplates = ConfigurationTemplateService(database: watched, time: time, commands: commands)
        await files.removeOrphans(database: database, failures: failures)
        let firmwareUpdates = FirmwareUpdateService(
            database: watched, time: time, commands: commands, files: files, settings: settings.files,
            signer: FirmwareSigner(database: database, time: time, files: files))
        let firmwareCampaignDriver = FirmwareCampaignDriver(
            database: watched, time: time, connections: connections, updates: firmwareUpdates, failures: failures)
        let diagnostics = DiagnosticsService(
            database: watched, time: time, commands: commands, files: files, settings: settings.files, failures: failures)
        // What can be done to many charge points.
        var executors = BulkExecutorTable()
        executors.register(CommandExecutor(commands: commands))
        executors.register(LocalListExecutor(lists: localLists))
        executors.register(ChargingProfileTemplateExecutor(chargingProfiles: chargingProfiles))
        let securityProfiles = SecurityProfileService(commands: commands)
        executors.register(PasswordChangeExecutor(securityProfiles: securityProfiles))
        executors.register(ConfigurationTemplateExecutor(templates: configurationTemplates))
        let trust = CertificateTrust(database: database)
        let journal = ConnectionJournal(database: database, connections: connections) { live.note(.connections, of: $0) }
        chargePoints = ChargePointService(
            database: database, time: time, settings: settings, connections: connections, journal: journal, events: events,
            removed: { trust.invalidate() })
        let certificates = try await CertificateFeature(
            database: watched, time: time, settings: settings.certificates, authority: authority, trust: trust,
            commands: commands, connections: connections, chargePoints: chargePoints, metrics: metrics, failures: failures)
        executors.register(CertificateRenewalExecutor(renewals: certificates.renewals))
        let bulkOperationRunner = BulkOperationRunner(
            database: watched, time: time, connections: connections, executors: executors, arrivals: arrivals,
            failures: failures, settings: settings.bulk)
        let bulkOperations = BulkOperationService(
            database: watched, time: time, settings: settings.bulk, executors: executors, runner: bulkOperationRunner)
        try await bulkOperations.recover()
        let transactions = TransactionService(
            database: database, time: time, meterValues: meterValues, events: events,
            maximumConcurrentTransactions: settings.maximumConcurrentTransactions)
        let ledger = DeviationLedger(time: time)
        let messageLog = MessageLog(
            database: database, metrics: metrics, failures: failures, limit: settings.messageLogBufferFrames, live: live)
        let refusedConnections = RefusedConnectionService(database: database, metrics: metrics) { live.note(.connections, of: $0) }
        let handshakeFailures = HandshakeFailureService(database: database, time: time, metrics: metrics, logger: logger)
        let deviations = DeviationService(database: database, ledger: ledger)
        let messages = MessageLogService(
            database: database, time: time, days: settings.messageLogDays, maximumRows: settings.messageLogMaximumRows)

        var handlers = HandlerTable(metrics: metrics)
        handlers.registerProvisioning(
            database: database, time: time, settings: settings, connections: connections, events: events)
        handlers.registerNotifications(database: database, metrics: metrics, events: events, webhook: webhook)
        handlers.register(
            SignCertificateHandler(
                database: database, hasAuthority: authority != nil, settings: settings.certificates, serialNumber: serialNumber),
            requires: .pending)
        handlers.register(AuthorizeHandler(idTags: idTags))
        handlers.register(StartTransactionHandler(transactions: transactions), answered: metrics.transactionsStarted)
        handlers.register(StopTransactionHandler(transactions: transactions), answered: metrics.transactionsStopped)
        handlers.register(MeterValuesHandler(meterValues: meterValues))

        let environment = SessionEnvironment(
            handlers: handlers, connections: connections, journal: journal, messageLog: messageLog, deviations: ledger,
            metrics: metrics, time: time, failures: failures, certificates: certificates.delivery, live: live, load: load)
        connectors = ConnectorService(database: database)
        firmwareStatuses = FirmwareStatusService(database: database)
        diagnosticsStatuses = DiagnosticsStatusService(database: database)
        firmwareImages = FirmwareImageService(
            database: database, time: time, files: files, failures: failures, maximumBytes: settings.files.maximumImageBytes)
        firmwareSigningKeys = FirmwareSigningKeyService(database: database, time: time, files: files, failures: failures)
        firmwareDownloads = FirmwareDownloadService(database: database, time: time)
        firmwareCampaigns = FirmwareCampaignService(database: watched, time: time, driver: firmwareCampaignDriver)
        self.securityProfiles = securityProfiles
        self.firmwareUpdates = firmwareUpdates
        self.diagnostics = diagnostics
        self.files = files
        let securityEvents = SecurityEventService(database: watched, time: time, days: settings.securityEventDays)
        self.securityEvents = securityEvents
        savedFilters = SavedFilterService(database: database, time: time)
        dataTransfers = DataTransferService(database: database, time: time, webhook: webhook)
        availability = AvailabilityService(database: database)
        let remoteTransactions = RemoteTransactionService(
            database: watched, time: time, commands: commands, chargingProfiles: chargingProfiles)
        self.remoteTransactions = remoteTransactions
        storedSettings = StoredSettingsService(database: database)
        let chargePointAdmission = ChargePointAdmission(
            database: database, settings: settings, environment: environment, refusals: refusedConnections,
            authentication: ChargePointAuthentication(
                minimum: settings.minimumSecurityProfile, certificates: certificates.verification))
        admission = AdmissionThrottle(
            chargePointAdmission, refusals: refusedConnections, failedLoginsPerMinute: settings.failedLoginsPerMinute,
            reconnectsPerMinute: settings.reconnectsPerMinute)
        let configurationAfterBoot = ConfigurationAfterBoot(
            database: watched, time: time, chargePoints: chargePoints, connections: connections, commands: commands)
        let localListPush = LocalListPush(
            lists: localLists, chargePoints: chargePoints, connections: connections,
            delaySeconds: settings.localListPushDelaySeconds, failures: failures)
        background = BackgroundWork(
            flushes: [
                .init(name: "message log", interval: .milliseconds(200)) { await messageLog.flush() },
                .init(name: "refused connections", interval: .seconds(1)) { try await refusedConnections.flush() },
                .init(name: "failed handshakes", interval: .seconds(1)) { try await handshakeFailures.flush() },
                .init(name: "deviations", interval: .seconds(5)) { try await deviations.flush() },
                .init(name: "connection records", interval: .seconds(1)) { try await journal.flush() },
            ] + certificates.flushes,
            chores: [
                .init(name: "remote starts and stops that time out", interval: .seconds(1)) {
                    try await remoteTransactions.expire()
                },
                .init(name: "reservations that expire", interval: .seconds(1)) { try await reservations.endDue() },
                .init(name: "changed local lists", interval: .seconds(2)) { try await localListPush.run() },
                .init(name: "configuration after boot", interval: .seconds(2)) { try await configurationAfterBoot.run() },
                .init(name: "charging profiles of remote starts", interval: .seconds(10)) {
                    try await chargingProfiles.giveUpAwaiting()
                },
                .init(name: "what is live", interval: .milliseconds(250)) { try await live.publish { try await chargePointStates.counts() } },
                .init(name: "load of the network", interval: .seconds(NetworkLoadBook.sampleSeconds)) {
                    try await networkLoad.sample()
                    live.note(.load)
                },
                .init(name: "message log retention", interval: .seconds(3600)) { try await messages.prune() },
                .init(name: "command retention", interval: .seconds(3600)) { try await commands.prune() },
                .init(name: "security event retention", interval: .seconds(3600)) { try await securityEvents.prune() },
                .init(name: "firmware campaigns", interval: .seconds(1)) { try await firmwareCampaignDriver.step() },
                .init(name: "diagnostics retention", interval: .seconds(3600)) { try await diagnostics.prune() },
                .init(name: "bulk operation retention", interval: .seconds(3600)) { try await bulkOperations.prune() },
            ] + certificates.chores + operators.chores,
            failures: failures)
        self.commands = commands
        self.certificates = certificates
        self.reservations = reservations
        self.localLists = localLists
        self.chargingProfiles = chargingProfiles
        configurations = ConfigurationService(database: watched, commands: commands)
        self.configurationTemplates = configurationTemplates
        self.bulkOperations = bulkOperations
        self.bulkOperationRunner = bulkOperationRunner
        self.idTags = idTags
        self.transactions = transactions
        self.meterValues = meterValues
        self.messages = messages
        self.deviations = deviations
        self.refusedConnections = refusedConnections
        self.handshakeFailures = handshakeFailures
        self.connections = connections
        self.metrics = metrics
    }

    /// Does the background work until graceful shutdown, then writes everything that is still in memory. Must end after the OCPP
    /// listener and before the database is closed.
    package func run() async throws {
        await background.run()
        await bulkOperationRunner.settle()
    }

    /// Writes everything that is still in memory: message log, deviations, refused connections, last-seen times.
    package func flush() async {
        await background.flush()
    }
}
