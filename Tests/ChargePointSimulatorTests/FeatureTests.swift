import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Feature profiles and faults")
struct FeatureTests {
    private func value(_ bench: inout Bench, _ key: String) throws -> String? {
        try bench.command(GetConfiguration(key: [CiString(key)])).configurationKey?.first?.value?.text
    }

    @Test("all profiles are there, with their keys")
    func all() throws {
        var bench = try idleBench()
        #expect(
            try value(&bench, "SupportedFeatureProfiles")
                == "Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger")
        for key in [
            "LocalAuthListEnabled", "LocalAuthListMaxLength", "SendLocalListMaxLength", "ReserveConnectorZeroSupported",
            "ChargeProfileMaxStackLevel", "ChargingScheduleAllowedChargingRateUnit", "ChargingScheduleMaxPeriods",
            "ConnectorSwitch3to1PhaseSupported", "MaxChargingProfilesInstalled", "SupportedFileTransferProtocols",
            "GetConfigurationMaxKeys", "ConnectorPhaseRotationMaxLength",
        ] { #expect(try value(&bench, key) != nil, "\(key)") }
    }

    @Test("what is missing is answered so, and its keys are not there")
    func missing() throws {
        var bench = try idleBench(features: [.core])
        #expect(try value(&bench, "SupportedFeatureProfiles") == "Core")
        #expect(try value(&bench, "LocalAuthListEnabled") == nil)
        let change = try ChangeConfiguration(key: CiString("LocalAuthListEnabled"), value: CiString("true"))
        #expect(try bench.command(change).status == .notSupported)
        let reserve = ReserveNow(
            connectorId: 1, expiryDate: DateTime(morning.advanced(bySeconds: 60)), idTag: try token("APP"),
            reservationId: 1)
        #expect(try bench.command(reserve).status == .rejected)
        #expect(try bench.command(CancelReservation(reservationId: 1)).status == .rejected)
        #expect(try bench.command(GetLocalListVersion()).listVersion == -1)
        #expect(try bench.command(SendLocalList(listVersion: 1, updateType: .full)).status == .notSupported)
        #expect(try bench.command(ClearChargingProfile()).status == .unknown)
        #expect(try bench.command(GetCompositeSchedule(connectorId: 1, duration: 60)).status == .rejected)
        #expect(try bench.command(TriggerMessage(requestedMessage: .heartbeat)).status == .notImplemented)
        #expect(throws: CallError.self) { try bench.install(chargingProfile()) }
        #expect(throws: CallError.self) { try bench.command(GetDiagnostics(location: AnyURI("http://x/y"))) }
        // A remote start's profile is ignored then.
        let start = RemoteStartTransaction(idTag: try token("APP"), chargingProfile: chargingProfile())
        #expect(try bench.command(start).status == .accepted)
        #expect(bench.messages.count { $0.authorize != nil } == 1)
    }

    @Test("firmware messages cannot be triggered without firmware management")
    func triggerWithoutFirmware() throws {
        var bench = try idleBench(features: [.core, .remoteTrigger])
        let firmware = TriggerMessage(requestedMessage: .firmwareStatusNotification)
        #expect(try bench.command(firmware).status == .notImplemented)
        #expect(try bench.command(TriggerMessage(requestedMessage: .heartbeat)).status == .accepted)
    }

    @Test("what an idle charge point could do costs it nothing to speak of")
    func memory() {
        #expect(MemoryLayout<ChargePointBehaviour>.size < 2048, "\(MemoryLayout<ChargePointBehaviour>.size)")
        #expect(MemoryLayout<Connector>.size < 1024, "\(MemoryLayout<Connector>.size)")
    }

    @Test("direct current is limited in watts only")
    func directCurrent() throws {
        var bench = try idleBench(model: .fast150)
        #expect(try value(&bench, "ChargingScheduleAllowedChargingRateUnit") == "Power")
        #expect(try bench.install(chargingProfile(unit: .amperes)) == .rejected)
        #expect(try bench.install(chargingProfile(unit: .watts)) == .accepted)
    }

    @Test("a fault ends the transaction and is told with its code; after the repair all is well")
    func fault() throws {
        var bench = try idleBench()
        try bench.charge()
        let vendor = try CiString<255>("Stationmaster")
        let fault = try DataTransfer(vendorId: vendor, messageId: CiString("Fault"), data: "1 GroundFailure")
        #expect(try bench.command(fault).status == .accepted)
        #expect(bench.summaries.first == "Stop(Other)")
        let told = try #require(bench.messages.last?.status)
        #expect((told.status, told.errorCode) == (.faulted, .groundFailure))
        #expect(try bench.command(RemoteStartTransaction(idTag: token("B"), connectorId: 1)).status == .rejected)
        try bench.run(seconds: 200)
        bench.forget()
        #expect(try bench.command(DataTransfer(vendorId: vendor, messageId: CiString("Repair"), data: "1")).status == .accepted)
        #expect(bench.summaries == ["Available(1)"])
        try bench.charge()
    }

    @Test("data for others is for others", arguments: [
        ("org.example", nil, nil, DataTransferStatus.unknownVendorId), ("Stationmaster", nil, nil, .unknownMessageId),
        ("stationmaster", "Dance", "1", .unknownMessageId), ("Stationmaster", "Fault", "9", .rejected),
        ("Stationmaster", "Fault", "1 Boredom", .rejected), ("Stationmaster", "Repair", nil, .rejected),
    ] as [(String, String?, String?, DataTransferStatus)])
    func dataTransfer(vendor: String, message: String?, data: String?, status: DataTransferStatus) throws {
        var bench = try idleBench()
        let request = DataTransfer(
            vendorId: try CiString(vendor), messageId: try message.map { try CiString($0) }, data: data)
        #expect(try bench.command(request).status == status)
        #expect(bench.summaries.isEmpty)
    }
}
