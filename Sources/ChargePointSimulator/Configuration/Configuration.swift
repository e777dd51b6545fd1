import OCPP16

/// The settings of one charge point: those from the factory, and what was changed since.
struct Configuration: Hashable, Sendable {
    /// The feature profiles whose keys there are.
    let featureProfiles: Set<FeatureProfile>
    /// The names of the keys of the security whitepaper that there are.
    private let securityKeys: Set<String>
    private var changed: [String: String] = [:]
    /// Changes that wait for a reboot.
    private var waiting: [String: String] = [:]

    init(
        featureProfiles: Set<FeatureProfile> = Set(FeatureProfile.allCases),
        security: ChargePointSecurity = ChargePointSecurity()
    ) {
        self.featureProfiles = featureProfiles
        securityKeys = ConfigurationKey.names(for: security)
        set(.securityProfile, to: String(security.profile.rawValue))
        set(.cpoName, to: security.cpoName)
        set(.additionalRootCertificateCheck, to: String(security.checksAdditionalRoots))
        set(
            .supportedFeatureProfiles,
            to: FeatureProfile.allCases.filter(featureProfiles.contains).map(\.rawValue).joined(separator: ","))
    }

    /// The key with this name, if the charge point has it.
    private func key(_ name: String) -> ConfigurationKey? {
        ConfigurationKey.named(name).flatMap { has($0) ? $0 : nil }
    }

    /// Whether the charge point has the key.
    func has(_ key: ConfigurationKey) -> Bool {
        featureProfiles.contains(key.profile)
            && (securityKeys.contains(key.name) || !ConfigurationKey.isOfSecurity(key))
    }

    /// The setting in force.
    func text(_ key: ConfigurationKey) -> String {
        changed[key.name] ?? key.initial
    }

    /// The setting of a key whose rule is `.boolean`.
    func bool(_ key: ConfigurationKey) -> Bool {
        text(key) == "true"
    }

    /// The setting of a key whose rule is `.integer`.
    func integer(_ key: ConfigurationKey) -> Int {
        Int(text(key)) ?? 0
    }

    /// The setting of a key that lists measurands.
    func measurands(_ key: ConfigurationKey) -> [Measurand] {
        ConfigurationRule.elements(of: text(key)).map(Measurand.init(rawValue:))
    }

    /// Sets a key from inside the charge point, which may also set those that are read-only to others. A text that the
    /// key does not take changes nothing.
    mutating func set(_ key: ConfigurationKey, to text: String) {
        guard let value = key.rule.normalized(text) else { return }
        changed[key.name] = value
    }

    /// Does what ChangeConfiguration asks (OCPP 1.6, section 5.3).
    mutating func change(_ name: String, to text: String) -> ConfigurationStatus {
        guard let key = key(name) else { return .notSupported }
        guard let value = key.rule.normalized(text) else { return .rejected }
        switch key.access {
        // What is write-only is kept by whoever needs it, not here, where it could be told.
        case .readOnly, .writeOnly:
            return .rejected
        case .writable:
            changed[key.name] = value
            return .accepted
        case .writableWithReboot:
            waiting[key.name] = value
            return .rebootRequired
        }
    }

    /// Answers GetConfiguration (OCPP 1.6, section 5.8).
    ///
    /// - Parameter names: the keys wanted; all of them when empty.
    func report(_ names: [String]) -> (known: [KeyValue], unknown: [String]) {
        guard !names.isEmpty else {
            return (ConfigurationKey.all.filter { has($0) && $0.access != .writeOnly }.map(keyValue), [])
        }
        var known: [KeyValue] = []
        var unknown: [String] = []
        for name in names {
            if let key = key(name) {
                known.append(keyValue(key))
            } else {
                unknown.append(name)
            }
        }
        return (known, unknown)
    }

    /// Puts into force what waited for a reboot.
    mutating func reboot() {
        changed.merge(waiting) { _, new in new }
        waiting = [:]
    }

    private func keyValue(_ key: ConfigurationKey) -> KeyValue {
        // What was set is reported, also when it is not in force yet: it is what the operator set.
        KeyValue(
            key: CiString(truncating: key.name), readonly: key.access == .readOnly,
            value: key.access == .writeOnly ? nil : CiString(truncating: waiting[key.name] ?? text(key)))
    }
}
