package import Persistence

/// The schema: the tables of every feature, in the order in which they are made.
package enum FeatureMigrations {
    package static let all: [Migration] = [
        ChargePointStore.migrations, ConnectorStore.migrations, IdTagStore.migrations, TransactionStore.migrations,
        MeterValueStore.migrations, CommandStore.migrations, MessageLogStore.migrations, FirmwareStatusStore.migrations,
        DiagnosticsStatusStore.migrations, SecurityEventStore.migrations, DataTransferStore.migrations,
        DeviationStore.migrations, StoredSettingsStore.migrations, RefusedConnectionStore.migrations,
    ].flatMap { $0 }
}
