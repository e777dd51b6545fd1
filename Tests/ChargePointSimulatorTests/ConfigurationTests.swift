import OCPP16
import Testing

@testable import ChargePointSimulator

@Suite("Configuration keys")
struct ConfigurationTests {
    @Test(
        "a change is answered as the specification says",
        arguments: [
            ("MeterValueSampleInterval", "60", ConfigurationStatus.accepted),
            ("metervaluesampleinterval", "0", .accepted),
            ("MeterValueSampleInterval", "soon", .rejected),
            ("MeterValueSampleInterval", "-1", .rejected),
            ("HeartbeatInterval", "0", .rejected),
            ("LocalPreAuthorize", "TRUE", .accepted),
            ("LocalPreAuthorize", "yes", .rejected),
            ("NumberOfConnectors", "4", .rejected),
            ("SupportedFeatureProfiles", "Core", .rejected),
            ("ConnectorPhaseRotation", "0.RST,1.RTS", .rebootRequired),
            ("MeterValuesSampledData", "Voltage, Current.Import", .accepted),
            ("MeterValuesSampledData", "Voltage,Frequency", .rejected),
            ("MeterValuesSampledData", "Voltage,Voltage", .rejected),
            ("StopTxnAlignedData", "Voltage", .rejected),
            ("AuthorizationKey", "0102030405060708090a0b0c0d0e0f10", .notSupported),
            ("NoSuchKey", "1", .notSupported),
        ])
    func change(key: String, value: String, status: ConfigurationStatus) {
        var configuration = Configuration()
        #expect(configuration.change(key, to: value) == status)
    }

    @Test("an accepted change is in force at once, a rejected one never")
    func effect() {
        var configuration = Configuration()
        _ = configuration.change("HeartbeatInterval", to: "17")
        _ = configuration.change("HeartbeatInterval", to: "x")
        #expect(configuration.integer(.heartbeatInterval) == 17)
    }

    @Test("what needs a reboot is reported at once and in force after it")
    func reboot() {
        var configuration = Configuration()
        configuration.set(.connectorPhaseRotation, to: "1.RST")
        _ = configuration.change("ConnectorPhaseRotation", to: "1.TRS")
        #expect(configuration.text(.connectorPhaseRotation) == "1.RST")
        #expect(configuration.report(["ConnectorPhaseRotation"]).known.first?.value?.text == "1.TRS")
        configuration.reboot()
        #expect(configuration.text(.connectorPhaseRotation) == "1.TRS")
    }

    @Test("without names all keys are reported")
    func all() {
        let report = Configuration().report([])
        #expect(report.known.count == ConfigurationKey.all.count - ConfigurationKey.security.count)
        #expect(report.unknown.isEmpty)
        #expect(report.known.first { $0.key.text == "NumberOfConnectors" }?.readonly == true)
        #expect(report.known.first { $0.key.text == "HeartbeatInterval" }?.readonly == false)
    }

    @Test("unknown names are told apart")
    func unknown() {
        let report = Configuration().report(["heartbeatinterval", "Nonsense"])
        #expect(report.known.map(\.key.text) == ["HeartbeatInterval"])
        #expect(report.unknown == ["Nonsense"])
    }

    @Test("every key from the factory has a setting that it takes", arguments: ConfigurationKey.all)
    func initial(key: ConfigurationKey) {
        #expect(key.rule.normalized(key.initial) == key.initial)
    }
}
