import OCPP16

/// A configuration key of the virtual charge point (OCPP 1.6, section 9).
struct ConfigurationKey: Hashable, Sendable {
    enum Access: Hashable, Sendable {
        case readOnly
        /// GetConfiguration does not tell the setting.
        case writeOnly
        /// A change is in force at once.
        case writable
        /// A change is in force after the next reboot.
        case writableWithReboot
    }

    let name: String
    let access: Access
    let rule: ConfigurationRule
    /// The setting from the factory.
    let initial: String
    /// Charge points without this feature profile do not have the key.
    let profile: FeatureProfile

    init(
        _ name: String, _ access: Access, _ rule: ConfigurationRule, _ initial: String, of profile: FeatureProfile = .core
    ) {
        self.name = name
        self.access = access
        self.rule = rule
        self.initial = initial
        self.profile = profile
    }
}

extension ConfigurationKey {
    static let allowOfflineTxForUnknownId = ConfigurationKey("AllowOfflineTxForUnknownId", .writable, .boolean, "false")
    static let authorizationCacheEnabled = ConfigurationKey("AuthorizationCacheEnabled", .writable, .boolean, "true")
    static let authorizeRemoteTxRequests = ConfigurationKey("AuthorizeRemoteTxRequests", .writable, .boolean, "true")
    static let blinkRepeat = ConfigurationKey("BlinkRepeat", .writable, .integer(0...100), "3")
    static let clockAlignedDataInterval = ConfigurationKey("ClockAlignedDataInterval", .writable, .integer(0...86_400), "0")
    static let connectionTimeOut = ConfigurationKey("ConnectionTimeOut", .writable, .integer(1...86_400), "60")
    static let connectorPhaseRotation = ConfigurationKey(
        "ConnectorPhaseRotation", .writableWithReboot, .text(maximumLength: 500), "")
    static let connectorPhaseRotationMaxLength = maximumLength("ConnectorPhaseRotationMaxLength", 100)
    static let getConfigurationMaxKeys = ConfigurationKey(
        "GetConfigurationMaxKeys", .readOnly, .integer(1...1000), "50")
    static let heartbeatInterval = ConfigurationKey("HeartbeatInterval", .writable, .integer(1...86_400), "300")
    static let lightIntensity = ConfigurationKey("LightIntensity", .writable, .integer(0...100), "80")
    static let localAuthorizeOffline = ConfigurationKey("LocalAuthorizeOffline", .writable, .boolean, "true")
    static let localPreAuthorize = ConfigurationKey("LocalPreAuthorize", .writable, .boolean, "false")
    static let meterValuesAlignedData = ConfigurationKey(
        "MeterValuesAlignedData", .writable, measurands, "Energy.Active.Import.Register")
    static let meterValuesSampledData = ConfigurationKey(
        "MeterValuesSampledData", .writable, measurands,
        SampledValues.measurands.map(\.rawValue).joined(separator: ","))
    static let meterValuesAlignedDataMaxLength = maximumLength(
        "MeterValuesAlignedDataMaxLength", SampledValues.measurands.count)
    static let meterValuesSampledDataMaxLength = maximumLength(
        "MeterValuesSampledDataMaxLength", SampledValues.measurands.count)
    static let meterValueSampleInterval = ConfigurationKey(
        "MeterValueSampleInterval", .writable, .integer(0...86_400), "60")
    static let numberOfConnectors = ConfigurationKey("NumberOfConnectors", .readOnly, .integer(1...100), "1")
    static let resetRetries = ConfigurationKey("ResetRetries", .writable, .integer(0...10), "0")
    // This charge point always does so: the driver who unplugs the vehicle goes away.
    static let stopTransactionOnEVSideDisconnect = ConfigurationKey(
        "StopTransactionOnEVSideDisconnect", .readOnly, .boolean, "true")
    static let stopTransactionOnInvalidId = ConfigurationKey("StopTransactionOnInvalidId", .writable, .boolean, "true")
    // Aligned data is sent in MeterValues only.
    static let stopTxnAlignedData = ConfigurationKey(
        "StopTxnAlignedData", .readOnly, .list(of: [], maximumCount: 0), "")
    static let stopTxnAlignedDataMaxLength = maximumLength("StopTxnAlignedDataMaxLength", 0)
    static let stopTxnSampledData = ConfigurationKey("StopTxnSampledData", .writable, measurands, "")
    static let stopTxnSampledDataMaxLength = maximumLength(
        "StopTxnSampledDataMaxLength", SampledValues.measurands.count)
    static let supportedFeatureProfiles = ConfigurationKey(
        "SupportedFeatureProfiles", .readOnly, .text(maximumLength: 500), FeatureProfile.core.rawValue)
    static let transactionMessageAttempts = ConfigurationKey(
        "TransactionMessageAttempts", .writable, .integer(1...1000), "3")
    static let transactionMessageRetryInterval = ConfigurationKey(
        "TransactionMessageRetryInterval", .writable, .integer(0...86_400), "60")
    static let unlockConnectorOnEVSideDisconnect = ConfigurationKey(
        "UnlockConnectorOnEVSideDisconnect", .readOnly, .boolean, "true")
    static let webSocketPingInterval = ConfigurationKey("WebSocketPingInterval", .writable, .integer(0...86_400), "60")

    private static let measurands = ConfigurationRule.list(
        of: Set(SampledValues.measurands.map(\.rawValue)), maximumCount: SampledValues.measurands.count)

    private static func maximumLength(_ name: String, _ items: Int) -> ConfigurationKey {
        ConfigurationKey(name, .readOnly, .integer(0...1000), String(items))
    }

    private static let core: [ConfigurationKey] = [
        allowOfflineTxForUnknownId, authorizationCacheEnabled, authorizeRemoteTxRequests, blinkRepeat,
        clockAlignedDataInterval, connectionTimeOut, connectorPhaseRotation, connectorPhaseRotationMaxLength,
        getConfigurationMaxKeys, heartbeatInterval, lightIntensity, localAuthorizeOffline, localPreAuthorize,
        meterValuesAlignedData, meterValuesAlignedDataMaxLength, meterValuesSampledData, meterValuesSampledDataMaxLength,
        meterValueSampleInterval, numberOfConnectors, resetRetries, stopTransactionOnEVSideDisconnect,
        stopTransactionOnInvalidId, stopTxnAlignedData, stopTxnAlignedDataMaxLength, stopTxnSampledData,
        stopTxnSampledDataMaxLength, supportedFeatureProfiles, transactionMessageAttempts,
        transactionMessageRetryInterval, unlockConnectorOnEVSideDisconnect, webSocketPingInterval,
    ]

    /// Every key that a charge point of this kind can have, by name.
    static let all = core + optional + security

    /// The names are compared without regard to case, as CiStrings are.
    static func named(_ name: String) -> ConfigurationKey? {
        byName[name.lowercased()]
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name.lowercased(), $0) })
}
