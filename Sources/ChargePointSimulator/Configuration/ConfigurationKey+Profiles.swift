/// The keys of the optional feature profiles (OCPP 1.6, sections 9.2 to 9.4, and erratum 3.88).
extension ConfigurationKey {
    static let localAuthListEnabled = ConfigurationKey(
        "LocalAuthListEnabled", .writable, .boolean, "true", of: .localAuthListManagement)
    static let localAuthListMaxLength = ConfigurationKey(
        "LocalAuthListMaxLength", .readOnly, .integer(1...100_000), "1000", of: .localAuthListManagement)
    static let sendLocalListMaxLength = ConfigurationKey(
        "SendLocalListMaxLength", .readOnly, .integer(1...100_000), "100", of: .localAuthListManagement)

    static let reserveConnectorZeroSupported = ConfigurationKey(
        "ReserveConnectorZeroSupported", .readOnly, .boolean, "true", of: .reservation)

    static let chargeProfileMaxStackLevel = ConfigurationKey(
        "ChargeProfileMaxStackLevel", .readOnly, .integer(0...1000), "10", of: .smartCharging)
    static let chargingScheduleAllowedChargingRateUnit = ConfigurationKey(
        "ChargingScheduleAllowedChargingRateUnit", .readOnly, .list(of: ["Current", "Power"], maximumCount: 2),
        "Current,Power", of: .smartCharging)
    static let chargingScheduleMaxPeriods = ConfigurationKey(
        "ChargingScheduleMaxPeriods", .readOnly, .integer(1...1000), "24", of: .smartCharging)
    static let connectorSwitch3to1PhaseSupported = ConfigurationKey(
        "ConnectorSwitch3to1PhaseSupported", .readOnly, .boolean, "true", of: .smartCharging)
    static let maxChargingProfilesInstalled = ConfigurationKey(
        "MaxChargingProfilesInstalled", .readOnly, .integer(1...1000), "20", of: .smartCharging)

    static let supportedFileTransferProtocols = ConfigurationKey(
        "SupportedFileTransferProtocols", .readOnly, .list(of: ["HTTP", "HTTPS"], maximumCount: 2), "HTTP,HTTPS",
        of: .firmwareManagement)

    static let optional: [ConfigurationKey] = [
        localAuthListEnabled, localAuthListMaxLength, sendLocalListMaxLength, reserveConnectorZeroSupported,
        chargeProfileMaxStackLevel, chargingScheduleAllowedChargingRateUnit, chargingScheduleMaxPeriods,
        connectorSwitch3to1PhaseSupported, maxChargingProfilesInstalled, supportedFileTransferProtocols,
    ]
}
