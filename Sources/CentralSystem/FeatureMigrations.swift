package import Persistence

/// The schema: the tables of every feature, in the order in which they are made.
package enum FeatureMigrations {
    package static let all: [Migration] = [
        ChargePointStore.migrations, PendingPasswordStore.migrations, ConnectorStore.migrations, IdTagStore.migrations, TransactionStore.migrations,
        MeterValueStore.migrations, CommandStore.migrations, MessageLogStore.migrations, FirmwareStatusStore.migrations,
        FirmwareImageStore.migrations, FirmwareUpdateStore.migrations, FirmwareCampaignStore.migrations,
        FirmwareCampaignTargetStore.migrations, DiagnosticsJobStore.migrations,
        DiagnosticsStatusStore.migrations, SecurityEventStore.migrations, DataTransferStore.migrations,
        DeviationStore.migrations, StoredSettingsStore.migrations, RefusedConnectionStore.migrations,
        BulkOperationStore.migrations, RemoteStartStore.migrations, RemoteStopStore.migrations, AvailabilityStore.migrations,
        DataTransferVendorStore.migrations,
        ReservationStore.migrations, LocalListStore.migrations,
        ConfigurationStore.migrations, ConfigurationTemplateStore.migrations,
        ChargingProfileStore.migrations, ChargingProfileStore.everywhereMigrations, ClearRequestStore.migrations, CompositeScheduleStore.migrations,
        ChargingProfileTemplateStore.migrations, HandshakeFailureStore.migrations,
        ChargePointCertificateStore.migrations, CertificateRenewalStore.migrations, TrustedAuthorityStore.migrations,
        InstalledCertificateStore.migrations,
        RequestIDs.migrations, FirmwareSigningKeyStore.migrations, FirmwareSignatureStore.migrations,
        Operators.migrations, ChargePointStateStore.migrations, TransactionStore.overviewMigrations,
        ConnectionEventStore.migrations, SecurityProfileStore.migrations,
        SavedFilterStore.migrations,
        TransactionStore.browsingMigrations, IdTagStore.groupMigrations,
    ].flatMap { $0 }
}
