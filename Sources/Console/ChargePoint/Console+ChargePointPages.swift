import CentralSystem

extension Console {
    /// The pages of one charge point, and of adding one.
    static func chargePointPages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        [
            NewChargePointPage(centralSystem: centralSystem),
            ChargePointPage(centralSystem: centralSystem),
            ChargePointTimelinePage(centralSystem: centralSystem),
            ChargePointSessionsPage(centralSystem: centralSystem),
            ChargePointMeterValuesPage(centralSystem: centralSystem),
            ChargePointMessagesPage(centralSystem: centralSystem),
            CommandHistoryPage(centralSystem: centralSystem),
            ChargePointConfigurationPage(centralSystem: centralSystem),
            ConfigurationKeyPage(centralSystem: centralSystem),
            ChargePointLocalListPage(centralSystem: centralSystem),
            EditChargePointListPage(centralSystem: centralSystem),
            DeleteChargePointListPage(centralSystem: centralSystem),
            ChargePointReservationsPage(centralSystem: centralSystem),
            ChargePointProfilesPage(centralSystem: centralSystem),
            ClearProfilesPage(centralSystem: centralSystem),
            ChargePointFirmwarePage(centralSystem: centralSystem),
            ChargePointDiagnosticsPage(centralSystem: centralSystem),
            ChargePointSecurityPage(centralSystem: centralSystem), InstalledCertificateRemovalPage(centralSystem: centralSystem),
            ChargePointSettingsPage(centralSystem: centralSystem),
            ChargePointPasswordPage(centralSystem: centralSystem),
            RemoveChargePointPage(centralSystem: centralSystem),
            DisconnectChargePointPage(centralSystem: centralSystem),
        ]
    }
}
