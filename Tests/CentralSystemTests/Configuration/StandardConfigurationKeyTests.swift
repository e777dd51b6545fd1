import Testing

@testable import CentralSystem

@Suite("Standard configuration keys")
struct StandardConfigurationKeyTests {
    @Test("every key is listed once, in every spelling")
    func names() {
        let names = StandardConfigurationKey.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count == 34 + 2 + 3 + 1 + 5 + 1 + 6)
        #expect(StandardConfigurationKey.named(ConfigurationKeyName("heartbeatinterval"))?.unit == "seconds")
        #expect(StandardConfigurationKey.named(ConfigurationKeyName("Vendor.Key")) == nil)
    }

    @Test("values that the specification allows are not warned of", arguments: [
        ("HeartbeatInterval", "0"), ("HeartbeatInterval", "86400"), ("LightIntensity", "100"),
        ("LocalPreAuthorize", "true"), ("MeterValuesSampledData", ""),
        ("MeterValuesSampledData", "Energy.Active.Import.Register,Voltage.L1, Current.Import.L1-N,SoC"),
        ("ConnectorPhaseRotation", "0.RST, 1.RST, 2.RTS"), ("ConnectorPhaseRotation", "NotApplicable"),
        ("SupportedFeatureProfiles", "Core,FirmwareManagement,RemoteTrigger"), ("SecurityProfile", "3"),
        ("ChargingScheduleAllowedChargingRateUnit", "Current,Power"), ("CpoName", "Any name"),
        ("AuthorizationKey", "0123456789ABCDEF0123456789ABCDEF01234567"), ("AuthorizationKey", "sixteen-letters!"),
    ])
    func good(key: String, value: String) throws {
        let standard = try #require(StandardConfigurationKey.named(ConfigurationKeyName(key)))
        #expect(standard.warning(of: value) == nil)
    }

    @Test("other values are warned of, and secrets are not quoted", arguments: [
        ("HeartbeatInterval", ""), ("HeartbeatInterval", "often"), ("HeartbeatInterval", "-1"), ("HeartbeatInterval", "1.5"),
        ("HeartbeatInterval", " 60"), ("HeartbeatInterval", "99999999999999999999"), ("LightIntensity", "101"),
        ("LocalPreAuthorize", "TRUE"), ("LocalPreAuthorize", "1"), ("MeterValuesSampledData", "Energy"),
        ("MeterValuesSampledData", "SoC,,Voltage"), ("MeterValuesSampledData", "Voltage.L9"),
        ("ConnectorPhaseRotation", "1.XYZ"), ("ConnectorPhaseRotation", "one.RST"), ("SupportedFeatureProfiles", "Security"),
        ("SecurityProfile", "4"), ("AuthorizationKey", "secret"),
    ])
    func bad(key: String, value: String) throws {
        let standard = try #require(StandardConfigurationKey.named(ConfigurationKeyName(key)))
        let warning = try #require(standard.warning(of: value))
        #expect(warning.hasPrefix(key))
        #expect(!warning.contains("secret"))
    }

    @Test("two values may mean the same setting", arguments: [
        ("HeartbeatInterval", "060", "60", true), ("HeartbeatInterval", " 60", "60", true), ("HeartbeatInterval", "6", "60", false),
        ("LocalPreAuthorize", "True", "true", true), ("MeterValuesSampledData", "SoC, Voltage", "Voltage,SoC", true),
        ("MeterValuesSampledData", "SoC", "Voltage,SoC", false), ("CpoName", "A", "a", false), ("CpoName", "A", "A ", true),
    ])
    func same(key: String, left: String, right: String, isSame: Bool) throws {
        let standard = try #require(StandardConfigurationKey.named(ConfigurationKeyName(key)))
        #expect(standard.type.means(left, sameAs: right) == isSame)
    }

    @Test("a readonly flag that departs from the specification is told", arguments: [
        ("NumberOfConnectors", true, false), ("NumberOfConnectors", false, true), ("HeartbeatInterval", true, true),
        ("HeartbeatInterval", false, false), ("AuthorizeRemoteTxRequests", true, false), ("AuthorizeRemoteTxRequests", false, false),
        ("UnlockConnectorOnEVSideDisconnect", true, false),
    ])
    func readonly(key: String, isReadonly: Bool, deviates: Bool) throws {
        let standard = try #require(StandardConfigurationKey.named(ConfigurationKeyName(key)))
        #expect((standard.deviation(ofReadonly: isReadonly) != nil) == deviates)
    }
}
