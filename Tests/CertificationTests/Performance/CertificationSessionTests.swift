import NIOPosix
import OCPP16
import OCPPJ
import Synchronization
import Testing

@testable import Certification

@Suite("A certification session", .timeLimit(.minutes(5)))
struct CertificationSessionTests {
    private static let heartbeat = CertificationCase("TC_H", "Heartbeat", .core) { test in
        try await test.chargePoint.send(Heartbeat())
    }
    private static let authorize = CertificationCase("TC_A", "Authorize", .core) { test in
        try await test.authorized()
    }
    private static let unwilling = CertificationCase("TC_R", "Reset", .core) { test in
        _ = try await test.ask(Reset(type: .hard))
    }

    private func session(
        _ url: String, _ driver: WritingDriver, _ cases: [CertificationCase], load: Int? = nil
    ) -> CertificationSession {
        var configuration = TestConfiguration()
        configuration.url = url
        configuration.quietTime = .milliseconds(10)
        return CertificationSession(
            configuration: configuration, driver: driver, cases: cases, load: load, runnerVersion: "test",
            group: MultiThreadedEventLoopGroup.singleton, time: SystemTime())
    }

    @Test("without a load the cases are played once and measured")
    func alone() async throws {
        let driver = WritingDriver()
        let url = try await SimpleCentralSystem().start()
        let report = try await session(url, driver, [Self.heartbeat, Self.authorize, Self.unwilling]).run()
        #expect(report.result == .passed)
        #expect(report.cases.map(\.result) == [.passed, .passed, .notApplicable])
        #expect(report.performance.alone.anyMessage.messages == 2)
        #expect(report.performance.alone.authorize.messages == 1)
        #expect(report.performance.underLoad == nil)
        #expect(report.system.name == "Simple")
        #expect(!driver.provisions.contains { if case .loadChargePoints = $0 { true } else { false } })
    }

    @Test("with a load the cases are played again beside it, and the load tells what it did")
    func underLoad() async throws {
        let driver = WritingDriver()
        let system = SimpleCentralSystem()
        let url = try await system.start()
        let steps = Mutex<[String]>([])
        let report = try await session(url, driver, [Self.heartbeat, Self.authorize], load: 200).run { progress in
            steps.withLock { $0.append(Self.name(of: progress)) }
        }
        #expect(report.result == .passed)
        #expect(report.cases.map { $0.variants.map(\.name) } == [["", "under load"], ["", "under load"]])
        let pass = try #require(report.performance.underLoad)
        #expect(pass.anyMessage.messages == 2)
        let load = try #require(pass.load)
        #expect(load.problem == nil)
        #expect(load.connections == 20)
        #expect(load.messages > 0)
        #expect(load.achievedPerSecond > 0 && load.achievedPerSecond <= 250)
        #expect(load.callErrors == 0 && load.unanswered == 0 && load.lostConnections == 0)
        #expect(system.received.values.reduce(0, +) == load.messages + 4)
        #expect(system.received["MeterValues"] ?? 0 > 0)
        #expect(
            steps.withLock { $0 } == [
                "began alone", "began TC_H", "ended passed", "began TC_A", "ended passed", "prepares 20",
                "began under load", "began TC_H", "ended passed", "began TC_A", "ended passed",
            ])
        #expect(driver.provisions.contains(.idTag(ProvisionedIdTag("CERT-LOAD", .accepted))))
    }

    @Test("when the load's charge points are not let in, the whole is inconclusive and says why")
    func loadRefused() async throws {
        let url = try await SimpleCentralSystem(refused: "LOAD").start()
        let report = try await session(url, WritingDriver(), [Self.heartbeat], load: 10).run()
        #expect(report.cases.map(\.result) == [.passed])
        #expect(report.result == .inconclusive)
        #expect(report.performance.underLoad?.load?.problem?.contains("could not connect") == true)
        #expect(report.performance.underLoad?.anyMessage.passed == nil)
    }

    @Test("a cancelled session still reports")
    func cancelled() async throws {
        let url = try await SimpleCentralSystem().start()
        let session = session(url, WritingDriver(), [Self.heartbeat, Self.authorize], load: 10)
        let running = Task {
            try await session.run { progress in
                if case .caseEnded = progress { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        let report = try await running.value
        #expect(report.cases.map(\.id) == ["TC_H"])
        #expect(report.performance.underLoad == nil)
    }

    private static func name(of progress: CertificationSession.Progress) -> String {
        switch progress {
        case .began(_, let underLoad): underLoad ? "began under load" : "began alone"
        case .caseBegan(let testCase, _, _): "began \(testCase.id)"
        case .caseEnded(let result, _, _): "ended \(result.result.rawValue)"
        case .preparesLoad(_, let connections): "prepares \(connections)"
        case .loadFailed: "failed"
        }
    }
}
