package import Logging
package import OCPPJ
package import Persistence
import ServiceLifecycle

/// Everything the program serves, wired. One per process.
package struct CentralSystem: Service {
    /// Provisioning: registering charge points.
    package let chargePoints: ChargePointService
    package let connectors: ConnectorService
    package let idTags: IdTagService
    package let transactions: TransactionService
    package let meterValues: MeterValueService
    package let commands: CommandService
    package let messages: MessageLogService
    package let deviations: DeviationService
    package let firmwareStatuses: FirmwareStatusService
    package let diagnosticsStatuses: DiagnosticsStatusService
    package let firmwareImages: FirmwareImageService
    package let firmwareUpdates: FirmwareUpdateService
    package let firmwareDownloads: FirmwareDownloadService
    package let firmwareCampaigns: FirmwareCampaignService
    package let diagnostics: DiagnosticsService
    /// Where charge points fetch and bring files.
    package let files: FileExchange
    package let securityEvents: SecurityEventService
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
    /// What the program keeps for itself from one start to the next.
    package let storedSettings: StoredSettingsService
    /// Who is connected now.
    package let connections: ConnectionRegistry
    /// Decides about connections; for the OCPP listener.
    package let admission: any ConnectionAdmission
    package let metrics: CentralSystemMetrics
    package let settings: CentralSystemSettings
    /// Users, tokens, sessions, and the record of changes.
    package let operators: Operators

    private let background: BackgroundWork

    /// Brings the schema up to date and wires the features.
    ///
    /// - Throws: `DatabaseError`, for example when the database is newer than this program.
    package init(
        database: any Database, time: any TimeSource, settings: CentralSystemSettings, logger: Logger,
        webhook: any DataTransferWebhook = NoWebhook(), files: FileExchange = FileExchange()
    ) async throws {
        try await database.migrate(FeatureMigrations.all)
        try await database.write { try ChargePointStore.endForgottenConnections(in: $0) }
        self.settings = settings
        operators = Operators(database: database, time: time, settings: settings.operators)
        let metrics = CentralSystemMetrics(database: database)
        let arrivals = ArrivalBook(time: time)
        let connections = ConnectionRegistry(arrived: { arrivals.note($0) })
        let failures = FailureLog(logger: logger, time: time)
        let meterValues = MeterValueService(database: database)
        let idTags = IdTagService(database: database, time: time)
        let knownConfiguration: KnownConfiguration = { name, key, connection in
            try ConfigurationService.value(of: name, chargePointKey: key, in: connection)
        }
        let firmwareTracking = FirmwareUpdateTracking(stalledAfterSeconds: settings.files.firmwareStalledAfterSeconds)
        let diagnosticsTracking = DiagnosticsTracking(stalledAfterSeconds: settings.files.diagnosticsStalledAfterSeconds)
        // The features that follow what happens to charge points, in the order in which they are told.
        let events = ChargePointEvents([
            ConfigurationEvents(),
            ReservationEvents(),
            LocalListEvents(),
            RemoteTransactionEvents(),
            // After the remote starts, which know whose transaction it is.
            ChargingProfileEvents(),
            AvailabilityEvents(),
            firmwareTracking,
            diagnosticsTracking,
        ], failures: failures)
        // The features that follow what is sent to charge points.
        var observers = CommandObserverTable(failures: failures)
        observers.register(GetConfigurationObserver())
        observers.register(ChangeConfigurationObserver())
        observers.register(ReserveNowObserver(configuration: knownConfiguration))
        observers.register(CancelReservationObserver())
        observers.register(SendLocalListObserver())
        observers.register(GetLocalListVersionObserver())
        observers.register(SetChargingProfileObserver())
        observers.register(ClearChargingProfileObserver())
        observers.register(GetCompositeScheduleObserver())
        observers.register(RemoteStartProfileObserver())
        observers.register(RemoteStartObserver(defaultTimeoutSeconds: settings.remoteStartTimeoutSeconds))
        observers.register(RemoteStopObserver(defaultTimeoutSeconds: settings.remoteStopTimeoutSeconds))
        observers.register(ChangeAvailabilityObserver())
        observers.register(UnlockConnectorObserver())
        observers.register(DataTransferObserver())
        observers.register(firmwareTracking)
        observers.register(diagnosticsTracking)
        let commands = CommandService(
            database: database, time: time, connections: connections, metrics: metrics,
            defaultTimeout: .seconds(settings.callTimeoutSeconds), failures: failures, days: settings.commandDays,
            observers: observers)
        try await commands.concludeInterrupted()
        let reservations = ReservationService(
            database: database, time: time, commands: commands, defaultExpirySeconds: settings.reservationExpirySeconds)
        try await reservations.endDue()
        let localLists = LocalListService(
            database: database, time: time, commands: commands, configuration: knownConfiguration, changes: idTags.changes)
        let chargingProfiles = ChargingProfileService(database: database, time: time, commands: commands)
        let configurationTemplates = ConfigurationTemplateService(database: database, time: time, commands: commands)
        await files.removeOrphans(database: database, failures: failures)
        let firmwareUpdates = FirmwareUpdateService(
            database: database, time: time, commands: commands, files: files, settings: settings.files)
        let firmwareCampaignDriver = FirmwareCampaignDriver(
            database: database, time: time, connections: connections, updates: firmwareUpdates, failures: failures)
        let diagnostics = DiagnosticsService(
            database: database, time: time, commands: commands, files: files, settings: settings.files, failures: failures)
        // What can be done to many charge points.
        var executors = BulkExecutorTable()
        executors.register(CommandExecutor(commands: commands))
        executors.register(LocalListExecutor(lists: localLists))
        executors.register(ChargingProfileTemplateExecutor(chargingProfiles: chargingProfiles))
        executors.register(ConfigurationTemplateExecutor(templates: configurationTemplates))
        let bulkOperationRunner = BulkOperationRunner(
            database: database, time: time, connections: connections, executors: executors, arrivals: arrivals,
            failures: failures, settings: settings.bulk)
        let bulkOperations = BulkOperationService(
            database: database, time: time, settings: settings.bulk, executors: executors, runner: bulkOperationRunner)
        try await bulkOperations.recover()
        let transactions = TransactionService(
            database: database, time: time, meterValues: meterValues, events: events,
            maximumConcurrentTransactions: settings.maximumConcurrentTransactions)
        let ledger = DeviationLedger(time: time)
        let messageLog = MessageLog(
            database: database, metrics: metrics, failures: failures, limit: settings.messageLogBufferFrames)
        let journal = ConnectionJournal(database: database, connections: connections)
        let refusedConnections = RefusedConnectionService(database: database, metrics: metrics)
        let deviations = DeviationService(database: database, ledger: ledger)
        let messages = MessageLogService(
            database: database, time: time, days: settings.messageLogDays, maximumRows: settings.messageLogMaximumRows)

        var handlers = HandlerTable(metrics: metrics)
        handlers.registerProvisioning(
            database: database, time: time, settings: settings, connections: connections, events: events)
        handlers.registerNotifications(database: database, events: events, webhook: webhook)
        handlers.register(AuthorizeHandler(idTags: idTags))
        handlers.register(StartTransactionHandler(transactions: transactions), answered: metrics.transactionsStarted)
        handlers.register(StopTransactionHandler(transactions: transactions), answered: metrics.transactionsStopped)
        handlers.register(MeterValuesHandler(meterValues: meterValues))

        let environment = SessionEnvironment(
            handlers: handlers, connections: connections, journal: journal, messageLog: messageLog, deviations: ledger,
            metrics: metrics, time: time, failures: failures)
        chargePoints = ChargePointService(
            database: database, time: time, settings: settings, connections: connections, events: events)
        connectors = ConnectorService(database: database)
        firmwareStatuses = FirmwareStatusService(database: database)
        diagnosticsStatuses = DiagnosticsStatusService(database: database)
        firmwareImages = FirmwareImageService(
            database: database, time: time, files: files, failures: failures, maximumBytes: settings.files.maximumImageBytes)
        firmwareDownloads = FirmwareDownloadService(database: database, time: time)
        firmwareCampaigns = FirmwareCampaignService(database: database, time: time, driver: firmwareCampaignDriver)
        self.firmwareUpdates = firmwareUpdates
        self.diagnostics = diagnostics
        self.files = files
        securityEvents = SecurityEventService(database: database)
        dataTransfers = DataTransferService(database: database, time: time)
        availability = AvailabilityService(database: database)
        let remoteTransactions = RemoteTransactionService(
            database: database, time: time, commands: commands, chargingProfiles: chargingProfiles)
        self.remoteTransactions = remoteTransactions
        storedSettings = StoredSettingsService(database: database)
        admission = ChargePointAdmission(
            database: database, settings: settings, environment: environment, refusals: refusedConnections)
        let configurationAfterBoot = ConfigurationAfterBoot(
            database: database, time: time, chargePoints: chargePoints, connections: connections, commands: commands)
        let localListPush = LocalListPush(
            lists: localLists, chargePoints: chargePoints, connections: connections,
            delaySeconds: settings.localListPushDelaySeconds, failures: failures)
        background = BackgroundWork(
            flushes: [
                .init(name: "message log", interval: .milliseconds(200)) { await messageLog.flush() },
                .init(name: "refused connections", interval: .seconds(1)) { try await refusedConnections.flush() },
                .init(name: "deviations", interval: .seconds(5)) { try await deviations.flush() },
                .init(name: "connection records", interval: .seconds(1)) { try await journal.flush() },
            ],
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
                .init(name: "message log retention", interval: .seconds(3600)) { try await messages.prune() },
                .init(name: "command retention", interval: .seconds(3600)) { try await commands.prune() },
                .init(name: "firmware campaigns", interval: .seconds(1)) { try await firmwareCampaignDriver.step() },
                .init(name: "diagnostics retention", interval: .seconds(3600)) { try await diagnostics.prune() },
                .init(name: "bulk operation retention", interval: .seconds(3600)) { try await bulkOperations.prune() },
            ] + operators.chores,
            failures: failures)
        self.commands = commands
        self.reservations = reservations
        self.localLists = localLists
        self.chargingProfiles = chargingProfiles
        configurations = ConfigurationService(database: database, commands: commands)
        self.configurationTemplates = configurationTemplates
        self.bulkOperations = bulkOperations
        self.bulkOperationRunner = bulkOperationRunner
        self.idTags = idTags
        self.transactions = transactions
        self.meterValues = meterValues
        self.messages = messages
        self.deviations = deviations
        self.refusedConnections = refusedConnections
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
