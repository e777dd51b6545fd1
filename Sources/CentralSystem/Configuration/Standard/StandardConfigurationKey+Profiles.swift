extension StandardConfigurationKey {
    /// The keys of the optional profiles (OCPP 1.6, sections 9.2 to 9.4; errata 3.86 and 3.88).
    static let profiles: [StandardConfigurationKey] = [
        .init(
            "LocalAuthListEnabled", .localAuthListManagement, .boolean, .readWrite, required: true, "9.2.1",
            "Whether the local authorization list is in use."),
        .init(
            "LocalAuthListMaxLength", .localAuthListManagement, counted, .readOnly, required: true, "9.2.2",
            "How many idTags the local authorization list may hold."),
        .init(
            "SendLocalListMaxLength", .localAuthListManagement, counted, .readOnly, required: true, "9.2.3",
            "How many idTags one SendLocalList may carry."),
        .init(
            "ReserveConnectorZeroSupported", .reservation, .boolean, .readOnly, required: false, "9.3.1",
            "Whether the charge point as a whole (connector 0) can be reserved."),
        .init(
            "ChargeProfileMaxStackLevel", .smartCharging, counted, .readOnly, required: true, "9.4.1",
            "The highest stackLevel of a charging profile, and how many profiles may be installed for one purpose."),
        .init(
            "ChargingScheduleAllowedChargingRateUnit", .smartCharging, .list(.anyOf(["Current", "Power"])), .readOnly,
            required: true, "9.4.2, errata 3.86",
            "The units that charging schedules may use: `Current` stands for A, `Power` for W."),
        .init(
            "ChargingScheduleMaxPeriods", .smartCharging, counted, .readOnly, required: true, "9.4.3",
            "How many periods a charging schedule may have."),
        .init(
            "ConnectorSwitch3to1PhaseSupported", .smartCharging, .boolean, .readOnly, required: false, "9.4.4",
            "Whether the charge point can change from three phases to one during a transaction."),
        .init(
            "MaxChargingProfilesInstalled", .smartCharging, counted, .readOnly, required: true, "9.4.5",
            "How many charging profiles may be installed at a time."),
        .init(
            "SupportedFileTransferProtocols", .firmwareManagement, .list(.anyOf(["FTP", "FTPS", "HTTP", "HTTPS"])), .readOnly,
            required: false, "errata 3.88", "How firmware can be fetched, and diagnostics be uploaded."),
    ]

    /// The keys of "Improved security for OCPP 1.6-J" (section 7).
    static let security: [StandardConfigurationKey] = [
        .init(
            "AdditionalRootCertificateCheck", .security, .boolean, .readOnly, required: false, "security whitepaper 7.1",
            "Whether a new root certificate of the Central System must be signed by the one that it replaces."),
        .init(
            "AuthorizationKey", .security, .password, .writeOnly, required: false, "security whitepaper 7.2",
            "The password for HTTP Basic authentication. Written only; its value is neither kept nor shown."),
        .init(
            "CertificateSignedMaxChainSize", .security, .integer(0...10_000), unit: "characters", .readOnly, required: false,
            "security whitepaper 7.3", "How long the certificate chain in CertificateSigned may be."),
        .init(
            "CertificateStoreMaxLength", .security, counted, .readOnly, required: false, "security whitepaper 7.4",
            "How many root certificates can be installed."),
        .init(
            "CpoName", .security, .text, .readWrite, required: false, "security whitepaper 7.5",
            "The operator's name, as it stands for the organization in the charge point's certificate."),
        .init(
            "SecurityProfile", .security, .integer(0...3), .readWrite, required: false, "security whitepaper 7.6",
            """
            0: none, 1: password, 2: password and TLS, 3: TLS with certificates on both sides. Can only be raised; the charge point \
            then connects anew.
            """),
    ]
}
