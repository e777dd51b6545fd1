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
    package let securityEvents: SecurityEventService
    package let dataTransfers: DataTransferService
    package let refusedConnections: RefusedConnectionService
    /// What the program keeps for itself from one start to the next.
    package let storedSettings: StoredSettingsService
    /// Who is connected now.
    package let connections: ConnectionRegistry
    /// Decides about connections; for the OCPP listener.
    package let admission: any ConnectionAdmission
    package let metrics: CentralSystemMetrics
    package let settings: CentralSystemSettings

    private let background: BackgroundWork

    /// Brings the schema up to date and wires the features.
    ///
    /// - Throws: `DatabaseError`, for example when the database is newer than this program.
    package init(
        database: any Database, time: any TimeSource, settings: CentralSystemSettings, logger: Logger
    ) async throws {
        try await database.migrate(FeatureMigrations.all)
        try await database.write { try ChargePointStore.endForgottenConnections(in: $0) }
        self.settings = settings
        let metrics = CentralSystemMetrics(database: database)
        let connections = ConnectionRegistry()
        let failures = FailureLog(logger: logger, time: time)
        let meterValues = MeterValueService(database: database)
        let idTags = IdTagService(database: database, time: time)
        // The features that follow what happens to charge points, in the order in which they are told.
        let events = ChargePointEvents([
        ])
        // The features that follow what is sent to charge points.
        let observers = CommandObserverTable()
        let transactions = TransactionService(
            database: database, time: time, meterValues: meterValues, events: events,
            maximumConcurrentTransactions: settings.maximumConcurrentTransactions)
        let ledger = DeviationLedger(time: time)
        let messageLog = MessageLog(
            database: database, metrics: metrics, failures: failures, limit: settings.messageLogBufferFrames)
        let journal = ConnectionJournal(database: database, connections: connections)
        let refusedConnections = RefusedConnectionService(database: database, metrics: metrics)
        let deviations = DeviationService(database: database, ledger: ledger)
        let messages = MessageLogService(database: database, time: time, days: settings.messageLogDays)

        var handlers = HandlerTable(metrics: metrics)
        handlers.registerProvisioning(database: database, time: time, settings: settings, connections: connections, events: events)
        handlers.registerNotifications(database: database, events: events)
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
        commands = CommandService(
            database: database, time: time, connections: connections, metrics: metrics,
            defaultTimeout: .seconds(settings.callTimeoutSeconds), failures: failures, observers: observers)
        try await commands.concludeInterrupted()
        firmwareStatuses = FirmwareStatusService(database: database)
        diagnosticsStatuses = DiagnosticsStatusService(database: database)
        securityEvents = SecurityEventService(database: database)
        dataTransfers = DataTransferService(database: database)
        storedSettings = StoredSettingsService(database: database)
        admission = ChargePointAdmission(
            database: database, settings: settings, environment: environment, refusals: refusedConnections)
        background = .chores(
            messageLog: messageLog, messages: messages, journal: journal, deviations: deviations,
            refusedConnections: refusedConnections, failures: failures)
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
    }

    /// Writes everything that is still in memory: message log, deviations, refused connections, last-seen times.
    package func flush() async {
        await background.flush()
    }
}

extension BackgroundWork {
    fileprivate static func chores(
        messageLog: MessageLog, messages: MessageLogService, journal: ConnectionJournal, deviations: DeviationService,
        refusedConnections: RefusedConnectionService, failures: FailureLog
    ) -> BackgroundWork {
        let flushes = [
            Chore(name: "message log", interval: .milliseconds(200)) { await messageLog.flush() },
            Chore(name: "refused connections", interval: .seconds(1)) { try await refusedConnections.flush() },
            Chore(name: "deviations", interval: .seconds(5)) { try await deviations.flush() },
            Chore(name: "connection records", interval: .seconds(1)) { try await journal.flush() },
        ]
        let pruning = Chore(name: "message log retention", interval: .seconds(3600)) { try await messages.prune() }
        return BackgroundWork(chores: flushes + [pruning], flush: {
            for flush in flushes {
                do {
                    try await flush.work()
                } catch {
                    failures.report("The last background work failed", error, metadata: ["work": "\(flush.name)"])
                }
            }
        }, failures: failures)
    }
}
