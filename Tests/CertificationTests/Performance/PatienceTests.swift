import NIOPosix
import OCPP16
import OCPPJ
import Testing

@testable import Certification

@Suite("While a person works", .timeLimit(.minutes(1)))
struct PatienceTests {
    /// Looks until so many Heartbeats have come.
    private struct SlowPerson: CentralSystemDriver {
        let system: SimpleCentralSystem
        let heartbeats: Int

        var name: String { "a slow person" }

        func system() async throws(DriverFailure) -> SystemUnderTest {
            SystemUnderTest(vendor: "Example", name: "Simple", version: "1")
        }

        func provision(_ provision: Provision) async throws(DriverFailure) {}

        func perform(_ request: OperatorRequest, on identity: String) async throws(DriverFailure) -> OperatorOutcome {
            throw .unsupported("do anything")
        }

        func looks(for fact: Fact) async throws(DriverFailure) -> FactAnswer {
            while (system.received["Heartbeat"] ?? 0) < heartbeats, !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(5))
            }
            return .confirmed
        }
    }

    @Test("the charge point sends Heartbeats, so that nobody takes it for gone, and none of their answers is left over", arguments: [true, false])
    func heartbeats(sends: Bool) async throws {
        let system = SimpleCentralSystem()
        var configuration = TestConfiguration()
        configuration.url = try await system.start()
        configuration.quietTime = .milliseconds(10)
        configuration.heartbeatSeconds = 1
        configuration.sendsHeartbeats = sends
        let looks = CertificationCase("TC_L", "Looks", .core) { test in
            try await test.checkShown(.securityProfile(identity: test.identity, profile: 1))
        }
        let report = try await CertificationSession(
            configuration: configuration, driver: SlowPerson(system: system, heartbeats: sends ? 2 : 0), cases: [looks],
            runnerVersion: "test", group: MultiThreadedEventLoopGroup.singleton, time: SystemTime()
        ).run()
        #expect(report.cases.map(\.reason) == [""])
        #expect(report.result == .passed)
        #expect((system.received["Heartbeat"] ?? 0 >= 2) == sends)
    }
}
