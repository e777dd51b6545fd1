import OCPP16
import OCPPJ

/// The operator reads and changes configuration keys.
extension CertificationCase {
    static let retrieveAllKeys = CertificationCase("TC_019_1_CSMS", "Retrieve all configuration keys", .core) { test in
        try await test.booted()
        let asked = try await test.ask(GetConfiguration())
        try test.check(
            "GetConfiguration.req asks for all keys", asked.request.key?.isEmpty ?? true,
            otherwise: "GetConfiguration.req: key named \(asked.request.key?.count ?? 0) keys, expected it to be absent or empty")
        let keys = ConfigurationKey.all(connectors: test.configuration.connectorCount)
        try await asked.answer(GetConfigurationResponse(configurationKey: test.keys(keys)))
        // Another request now would be a second batch; whatever comes uninvited fails the case.
        try await test.expectQuiet()
        for key in keys where ConfigurationKey.lookedFor.contains(key.name) { try await test.checkShown(key) }
    }

    static let retrieveOneKey = CertificationCase("TC_019_2_CSMS", "Retrieve one configuration key", .core) { test in
        try await test.askForKey(
            ConfigurationKey("SupportedFeatureProfiles", "Core,LocalAuthListManagement,SmartCharging", isReadonly: true))
        // Any other key must be sendable too.
        try await test.askForKey(ConfigurationKey("HeartbeatInterval", "300"))
    }

    static let changeConfiguration = CertificationCase("TC_021_CSMS", "Change configuration", .core) { test in
        try await test.booted()
        try await test.askToChange("MeterValueSampleInterval", to: "60", answered: .accepted)
        // Any other key and value must be sendable too.
        try await test.askToChange(
            "MeterValuesSampledData", to: "Energy.Active.Import.Register,Power.Active.Import", answered: .accepted)
    }

    static let changeUnsupportedKey = CertificationCase(
        "TC_040_1_CSMS", "Change configuration, not supported", .core
    ) { test in
        // Asked once more, it would be a message that nobody asked for.
        try await test.askToChange("CertificationTestKey", to: "any value", answered: .notSupported)
    }

    static let changeToInvalidValue = CertificationCase(
        "TC_040_2_CSMS", "Change configuration, invalid value", .core
    ) { test in
        try await test.booted()
        try await test.askToChange("MeterValueSampleInterval", to: "not a number", answered: .rejected)
    }
}

extension CaseRun {
    fileprivate func keys(_ keys: [ConfigurationKey]) throws(CaseFailure) -> [KeyValue] {
        var values: [KeyValue] = []
        for key in keys {
            let value: CiString<500>? = if let value = key.value { try text(value) } else { nil }
            values.append(KeyValue(key: try text(key.name), readonly: key.isReadonly, value: value))
        }
        return values
    }

    fileprivate func checkShown(_ key: ConfigurationKey) async throws(CaseFailure) {
        try await checkShown(
            .configurationKey(identity: identity, key: key.name, value: key.value, readonly: key.isReadonly))
    }

    /// The operator asks for one key, and sees what the charge point answers.
    fileprivate func askForKey(_ key: ConfigurationKey) async throws(CaseFailure) {
        let asked = try await ask(GetConfiguration(key: [text(key.name)]))
        try check("GetConfiguration.req: key", asked.request.key?.map(\.text), is: [key.name])
        try await asked.answer(GetConfigurationResponse(configurationKey: keys([key]), unknownKey: []))
        try await checkShown(key)
    }

    /// The operator asks for a change.
    ///
    /// - Parameter status: what the charge point answers, and what the operator must see then.
    fileprivate func askToChange(
        _ key: String, to value: String, answered status: ConfigurationStatus
    ) async throws(CaseFailure) {
        let asked = try await ask(ChangeConfiguration(key: text(key), value: text(value)))
        // That the value is a string is checked in every message.
        try check("ChangeConfiguration.req: key", asked.request.key.text, is: key)
        try check("ChangeConfiguration.req: value", asked.request.value.text, is: value)
        try await asked.answer(ChangeConfigurationResponse(status: status), shown: status.rawValue)
    }
}
