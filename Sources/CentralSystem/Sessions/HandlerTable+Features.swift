import OCPPJ
import Persistence

extension HandlerTable {
    /// BootNotification and Heartbeat.
    mutating func registerProvisioning(
        database: any Database, time: any TimeSource, settings: CentralSystemSettings, connections: ConnectionRegistry,
        events: ChargePointEvents
    ) {
        register(
            BootNotificationHandler(database: database, time: time, settings: settings, connections: connections, events: events),
            requires: .none)
        register(HeartbeatHandler(time: time), requires: .pending)
    }

    /// The messages that only report something.
    mutating func registerNotifications(
        database: any Database, metrics: CentralSystemMetrics, events: ChargePointEvents, webhook: any DataTransferWebhook
    ) {
        register(StatusNotificationHandler(database: database, events: events), requires: .pending)
        register(FirmwareStatusHandler(database: database), requires: .pending)
        register(SignedFirmwareStatusHandler(database: database), requires: .pending)
        register(DiagnosticsStatusHandler(database: database), requires: .pending)
        register(LogStatusHandler(database: database), requires: .pending)
        register(SecurityEventHandler(database: database, metrics: metrics), requires: .pending)
        register(DataTransferHandler(database: database, webhook: webhook), requires: .pending)
    }
}
