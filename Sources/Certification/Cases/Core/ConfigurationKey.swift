/// A configuration key of the charge point that the test plays.
struct ConfigurationKey: Sendable {
    let name: String
    /// nil for a key that has no value at present.
    let value: String?
    let isReadonly: Bool

    init(_ name: String, _ value: String?, isReadonly: Bool = false) {
        self.name = name
        self.value = value
        self.isReadonly = isReadonly
    }
}

extension ConfigurationKey {
    /// All keys that it answers: those that OCPP 1.6 demands for Core (section 9.1), Local Auth List Management (9.2) and Smart
    /// Charging (9.4), and one without a value.
    static func all(connectors: Int) -> [ConfigurationKey] {
        core(connectors: connectors) + localAuthListManagement + smartCharging
    }

    /// Of them, those that are looked for afterwards: of each profile one, and one of each kind.
    static let lookedFor: Set<String> = [
        "HeartbeatInterval", "SupportedFeatureProfiles", "LightIntensity", "LocalAuthListMaxLength", "MaxChargingProfilesInstalled",
    ]

    private static func core(connectors: Int) -> [ConfigurationKey] {
        [
            ConfigurationKey("AuthorizeRemoteTxRequests", "false"),
            ConfigurationKey("ClockAlignedDataInterval", "0"),
            ConfigurationKey("ConnectionTimeOut", "60"),
            ConfigurationKey("ConnectorPhaseRotation", (0...connectors).map { "\($0).RST" }.joined(separator: ",")),
            ConfigurationKey("GetConfigurationMaxKeys", "100", isReadonly: true),
            ConfigurationKey("HeartbeatInterval", "300"),
            ConfigurationKey("LightIntensity", nil),
            ConfigurationKey("LocalAuthorizeOffline", "true"),
            ConfigurationKey("LocalPreAuthorize", "false"),
            ConfigurationKey("MeterValuesAlignedData", "Energy.Active.Import.Register"),
            ConfigurationKey("MeterValuesSampledData", "Energy.Active.Import.Register"),
            ConfigurationKey("MeterValueSampleInterval", "60"),
            ConfigurationKey("NumberOfConnectors", String(connectors), isReadonly: true),
            ConfigurationKey("ResetRetries", "3"),
            ConfigurationKey("StopTransactionOnEVSideDisconnect", "true"),
            ConfigurationKey("StopTransactionOnInvalidId", "true"),
            ConfigurationKey("StopTxnAlignedData", ""),
            ConfigurationKey("StopTxnSampledData", ""),
            ConfigurationKey("SupportedFeatureProfiles", "Core,LocalAuthListManagement,SmartCharging", isReadonly: true),
            ConfigurationKey("TransactionMessageAttempts", "3"),
            ConfigurationKey("TransactionMessageRetryInterval", "60"),
            ConfigurationKey("UnlockConnectorOnEVSideDisconnect", "true"),
        ]
    }

    private static let localAuthListManagement = [
        ConfigurationKey("LocalAuthListEnabled", "true"),
        ConfigurationKey("LocalAuthListMaxLength", "100", isReadonly: true),
        ConfigurationKey("SendLocalListMaxLength", "20", isReadonly: true),
    ]

    private static let smartCharging = [
        ConfigurationKey("ChargeProfileMaxStackLevel", "5", isReadonly: true),
        ConfigurationKey("ChargingScheduleAllowedChargingRateUnit", "Current,Power", isReadonly: true),
        ConfigurationKey("ChargingScheduleMaxPeriods", "24", isReadonly: true),
        ConfigurationKey("MaxChargingProfilesInstalled", "10", isReadonly: true),
    ]
}
