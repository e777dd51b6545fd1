import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("A virtual charge point", .timeLimit(.minutes(10)))
struct VirtualChargePointTests {
    private let clock = TestClock()
    private let centralSystem: FakeCentralSystem
    private let progress = SimulationProgress()

    init() {
        centralSystem = FakeCentralSystem(clock: clock)
    }

    private func chargePoint(_ profile: ChargePointProfile, files: FakeFiles? = nil) -> VirtualChargePoint {
        VirtualChargePoint(
            profile: profile, connectAt: morning, time: clock, progress: progress, files: files,
            connect: { [centralSystem] _, responder, _ in try centralSystem.connect(responder) },
            sleep: { [clock] in try await clock.sleep($0) })
    }

    @Test("boots, charges, and says good-bye")
    func life() async throws {
        let chargePoint = chargePoint(try profile(acceleration: 30, meterInterval: 10))
        await chargePoint.start()
        #expect(await clock.run { progress.snapshot.sessionsFinished >= 2 })
        #expect(progress.snapshot.connected == 1)
        #expect(progress.snapshot.booted == 1)
        #expect(centralSystem.actions.first == "BootNotification")
        let expected: [OCPPAction] = [
            "StatusNotification", "Authorize", "StartTransaction", "MeterValues", "StopTransaction",
        ]
        for action in expected {
            #expect(centralSystem.actions.contains(action))
        }
        await chargePoint.stop()
        #expect(centralSystem.closed == [.shutdown])
        #expect(progress.snapshot.connected == 0)
        let starts = centralSystem.actions.count { $0 == "StartTransaction" }
        #expect(centralSystem.actions.count { $0 == "StopTransaction" } == starts)
    }

    @Test("makes its key when it is asked to, and connects anew with a new password")
    func security() async throws {
        var profile = try profile(idTags: [])
        profile.security = ChargePointSecurity(profile: .basic, password: factoryPassword, knowsExtension: true)
        let chargePoint = chargePoint(profile)
        await chargePoint.start()
        #expect(await clock.run { progress.snapshot.booted == 1 })
        let trigger = ExtendedTriggerMessage(requestedMessage: .signChargePointCertificate)
        #expect(try await centralSystem.links[0].command(trigger).status == .accepted)
        #expect(await clock.run { centralSystem.actions.contains("SignCertificate") })
        let change = ChangeConfiguration(
            key: try CiString("AuthorizationKey"), value: try CiString("000102030405060708090a0b0c0d0e0f"))
        #expect(try await centralSystem.links[0].command(change).status == .accepted)
        #expect(await clock.run { centralSystem.links.count == 2 && progress.snapshot.booted == 1 })
        #expect(centralSystem.closed == [.closedByOperator("new credentials")])
        #expect(centralSystem.actions.count { $0 == "BootNotification" } == 1)
        await chargePoint.stop()
    }

    @Test("connects again when the link breaks, also in a transaction")
    func reconnects() async throws {
        let chargePoint = chargePoint(try profile(acceleration: 30))
        await chargePoint.start()
        #expect(await clock.run { progress.snapshot.charging == 1 })
        centralSystem.refuse(next: 2)
        centralSystem.links[0].breakDown()
        #expect(await clock.run { progress.snapshot.connected == 0 })
        #expect(await clock.run { centralSystem.links.count == 2 && progress.snapshot.booted == 1 })
        #expect(progress.snapshot.errors == 2)
        #expect(await clock.run { progress.snapshot.sessionsFinished == 1 })
        #expect(centralSystem.actions.count { $0 == "BootNotification" } == 1)
        await chargePoint.stop()
    }

    @Test("answers a command, then does it")
    func commands() async throws {
        let chargePoint = chargePoint(try profile(idTags: []))
        await chargePoint.start()
        #expect(await clock.run { progress.snapshot.booted == 1 })
        let link = centralSystem.links[0]
        #expect(try await link.command(RemoteStartTransaction(idTag: token("APP"))).status == .accepted)
        #expect(await clock.run { progress.snapshot.charging == 1 })
        #expect(try await link.command(Reset(type: .soft)).status == .accepted)
        #expect(await clock.run { centralSystem.links.count == 2 && progress.snapshot.booted == 1 })
        #expect(centralSystem.actions.count { $0 == "BootNotification" } == 2)
        await #expect(throws: CallError.self) { try await link.command(Reset(type: .soft)) }
        await chargePoint.stop()
    }

    @Test("retrieves firmware, restarts with it, and delivers diagnostics")
    func files() async throws {
        let files = FakeFiles()
        let chargePoint = chargePoint(try profile(idTags: []), files: files)
        await chargePoint.start()
        #expect(await clock.run { progress.snapshot.booted == 1 })
        let update = UpdateFirmware(
            location: AnyURI("http://files.example/2.0.bin"), retries: 1, retrieveDate: DateTime(clock.now()),
            retryInterval: 5)
        _ = try await centralSystem.links[0].command(update)
        #expect(await clock.run { centralSystem.links.count == 2 && progress.snapshot.booted == 1 })
        #expect(files.requests == ["GET http://files.example/2.0.bin", "GET http://files.example/2.0.bin"])
        #expect(progress.snapshot.lastError == "firmware: not yet")
        let answer = try await centralSystem.links[1].command(GetDiagnostics(location: AnyURI("http://files.example/")))
        let name = try #require(answer.fileName)
        #expect(await clock.run { files.requests.last == "PUT http://files.example/ \(name)" })
        #expect(
            await clock.run { centralSystem.actions.count { $0 == "DiagnosticsStatusNotification" } == 2 })
        #expect(centralSystem.actions.count { $0 == "FirmwareStatusNotification" } == 4)
        await chargePoint.stop()
    }

    @Test("stops before it ever connected, and at once when it must")
    func stops() async throws {
        let idle = chargePoint(try profile())
        await idle.stop()
        await idle.start()
        #expect(centralSystem.links.isEmpty)
        let other = chargePoint(try profile(idTags: []))
        await other.start()
        #expect(await clock.run { progress.snapshot.booted == 1 })
        await other.stop(atOnce: true)
        #expect(progress.snapshot.connected == 0)
    }
}
