/// The type of a security event. Charge points add types of their own, and spell those of the whitepaper in their own way: types are
/// the same when they differ in case only.
package struct SecurityEventType: Hashable, Sendable {
    /// As it was spelled.
    package let name: String
    /// For comparison and search.
    let key: String

    package init(_ name: String) {
        self.name = name
        key = name.lowercased()
    }

    package static func == (left: SecurityEventType, right: SecurityEventType) -> Bool { left.key == right.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension SecurityEventType {
    static let firmwareUpdated = SecurityEventType("FirmwareUpdated")

    /// The events of the security whitepaper, chapter 8, and whether they are critical: the ones that a charge point must push.
    private static let known: [(type: SecurityEventType, isCritical: Bool)] = [
        (firmwareUpdated, true),
        (SecurityEventType("FailedToAuthenticateAtCentralSystem"), false),
        (SecurityEventType("CentralSystemFailedToAuthenticate"), false),
        (SecurityEventType("SettingSystemTime"), true),
        (SecurityEventType("StartupOfTheDevice"), true),
        (SecurityEventType("ResetOrReboot"), true),
        (SecurityEventType("SecurityLogWasCleared"), true),
        (SecurityEventType("ReconfigurationOfSecurityParameters"), false),
        (SecurityEventType("MemoryExhaustion"), true),
        (SecurityEventType("InvalidMessages"), false),
        (SecurityEventType("AttemptedReplayAttacks"), false),
        (SecurityEventType("TamperDetectionActivated"), true),
        (SecurityEventType("InvalidFirmwareSignature"), false),
        (SecurityEventType("InvalidFirmwareSigningCertificate"), false),
        (SecurityEventType("InvalidCentralSystemCertificate"), false),
        (SecurityEventType("InvalidChargePointCertificate"), false),
        (SecurityEventType("InvalidTLSVersion"), false),
        (SecurityEventType("InvalidTLSCipherSuite"), false),
    ]

    private static let names = Dictionary(uniqueKeysWithValues: known.map { ($0.type, $0.type.name) })
    /// The critical ones.
    static let critical = Set(known.lazy.filter(\.isCritical).map(\.type))
    /// Critical by the whitepaper, because charge points must report them; and yet what happens on any day.
    static let everyday: Set<SecurityEventType> = [
        firmwareUpdated, SecurityEventType("ResetOrReboot"), SecurityEventType("SettingSystemTime"), SecurityEventType("StartupOfTheDevice"),
    ]
    /// Every type of the whitepaper as it spells them.
    package static let knownNames = known.map(\.type.name)

    /// As the whitepaper spells it; nil for a type that it does not know.
    var knownName: String? { Self.names[self] }
    /// Whether the whitepaper calls it critical. A type that it does not know is not, as nobody can say.
    var isCritical: Bool { Self.critical.contains(self) }
}
