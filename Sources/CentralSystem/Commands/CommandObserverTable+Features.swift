extension CommandObserverTable {
    /// The features that follow what is sent to charge points, but for those whose observers share work with others.
    mutating func registerFeatures(configuration: @escaping KnownConfiguration, settings: CentralSystemSettings) {
        register(GetConfigurationObserver())
        register(ChangeConfigurationObserver())
        register(AuthorizationKeyObserver())
        register(SecurityProfileObserver())
        register(ReserveNowObserver(configuration: configuration))
        register(CancelReservationObserver())
        register(SendLocalListObserver())
        register(GetLocalListVersionObserver())
        register(SetChargingProfileObserver())
        register(ClearChargingProfileObserver())
        register(GetCompositeScheduleObserver())
        register(RemoteStartProfileObserver())
        register(RemoteStartObserver(defaultTimeoutSeconds: settings.remoteStartTimeoutSeconds))
        register(RemoteStopObserver(defaultTimeoutSeconds: settings.remoteStopTimeoutSeconds))
        register(ChangeAvailabilityObserver())
        register(UnlockConnectorObserver())
        register(DataTransferObserver())
    }
}
