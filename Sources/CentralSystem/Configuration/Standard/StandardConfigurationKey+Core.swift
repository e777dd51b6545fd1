extension StandardConfigurationKey {
    /// A whole number that the specification gives no upper end to.
    static let counted = ConfigurationValueType.integer(0...Int(Int32.max))
    static let positive = ConfigurationValueType.integer(1...Int(Int32.max))

    /// Core (OCPP 1.6, section 9.1): authorization, transactions, lights and resets.
    static let core: [StandardConfigurationKey] = [
        .init(
            "AllowOfflineTxForUnknownId", .core, .boolean, .readWrite, required: false, "9.1.1",
            "Whether an idTag that neither the cache nor the local list knows may charge while the charge point is offline."),
        .init(
            "AuthorizationCacheEnabled", .core, .boolean, .readWrite, required: false, "9.1.2",
            "Whether the charge point remembers the answers to authorizations."),
        .init(
            "AuthorizeRemoteTxRequests", .core, .boolean, .either, required: true, "9.1.3",
            "Whether the idTag of a RemoteStartTransaction is authorized like one that was presented at the charge point."),
        .init(
            "BlinkRepeat", .core, counted, unit: "times", .readWrite, required: false, "9.1.4",
            "How often the lights blink when they signal."),
        .init(
            "ConnectionTimeOut", .core, counted, unit: "seconds", .readWrite, required: true, "9.1.6, errata 3.76",
            "How long a connector stays Preparing for a driver who does not plug in; then it goes back to what it was."),
        .init(
            "GetConfigurationMaxKeys", .core, counted, .readOnly, required: true, "9.1.9",
            "How many keys one GetConfiguration may ask for."),
        .init(
            "LightIntensity", .core, .integer(0...100), unit: "%", .readWrite, required: false, "9.1.11",
            "How bright the lights are, as a part of what they can be."),
        .init(
            "LocalAuthorizeOffline", .core, .boolean, .readWrite, required: true, "9.1.12",
            "Whether an idTag that the cache or the local list knows may charge while the charge point is offline."),
        .init(
            "LocalPreAuthorize", .core, .boolean, .readWrite, required: true, "9.1.13",
            "Whether an idTag that the cache or the local list knows may charge at once, without waiting for the Central System."),
        .init(
            "MaxEnergyOnInvalidId", .core, counted, unit: "Wh", .readWrite, required: false, "9.1.14",
            "How much energy is still delivered after the Central System called the idTag of a running transaction invalid."),
        .init(
            "NumberOfConnectors", .core, positive, .readOnly, required: true, "9.1.21",
            "How many connectors the charge point has."),
        .init(
            "ResetRetries", .core, counted, unit: "times", .readWrite, required: true, "9.1.22",
            "How often a reset that failed is tried again."),
        .init(
            "StopTransactionOnEVSideDisconnect", .core, .boolean, .either, required: false, "9.1.23, errata 3.79",
            "Whether a transaction stops when the cable is unplugged at the vehicle."),
        .init(
            "StopTransactionOnInvalidId", .core, .boolean, .readWrite, required: true, "9.1.24",
            "Whether a transaction stops when StartTransaction.conf does not accept its idTag."),
        .init(
            "SupportedFeatureProfiles", .core, .list(.anyOf(FeatureProfile.supportable.map(\.rawValue))), .readOnly,
            required: true, "9.1.29", "The feature profiles that the charge point has."),
        .init(
            "SupportedFeatureProfilesMaxLength", .core, counted, .readOnly, required: false, "9.1.30, errata 3.80",
            "How many items SupportedFeatureProfiles may have; of no use, according to the errata."),
        .init(
            "UnlockConnectorOnEVSideDisconnect", .core, .boolean, .either, required: true, "9.1.33, errata 3.83",
            "Whether the connector unlocks when the cable is unplugged at the vehicle; false and read-only for a fixed cable."),
    ]

    /// Core: connection and messages.
    static let coreConnection: [StandardConfigurationKey] = [
        .init(
            "HeartbeatInterval", .core, counted, unit: "seconds", .readWrite, required: true, "9.1.10",
            "After how long a silence the charge point sends a Heartbeat."),
        .init(
            "MessageTimeout", .core, positive, unit: "seconds", .readWrite, required: false, "errata 3.82",
            "How long the charge point waits for the answer to a request."),
        .init(
            "MinimumStatusDuration", .core, counted, unit: "seconds", .readWrite, required: false, "9.1.20",
            "How long a status must last before it is reported."),
        .init(
            "TransactionMessageAttempts", .core, counted, unit: "times", .readWrite, required: true, "9.1.31",
            "How often the charge point submits a transaction's message that the Central System fails to process."),
        .init(
            "TransactionMessageRetryInterval", .core, counted, unit: "seconds", .readWrite, required: true, "9.1.32",
            "How long the charge point waits before it submits such a message again."),
        .init(
            "WebSocketPingInterval", .core, counted, unit: "seconds", .readWrite, required: false, "9.1.34",
            "How often the charge point sends a WebSocket ping; 0: never."),
    ]
}
