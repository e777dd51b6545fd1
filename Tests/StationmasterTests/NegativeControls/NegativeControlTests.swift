import Certification
import NIOPosix
import OCPPJ
import Testing

/// A runner that cannot fail is worthless: a central system with a mistake must fail the cases that are about it, and no others.
@Suite("Negative controls of the certification")
struct NegativeControlTests {
    /// So many servers run at a time, to leave the machine some air.
    private static let turns = Turns(8)

    @Test("without a mistake, all 77 cases pass")
    func baseline() async throws {
        let results = try await Self.results(with: nil)
        #expect(results.count == 77)
        #expect(Self.notPassed(results) == [])
    }

    @Test("a mistake makes exactly the cases fail that are about it", arguments: Fault.all)
    func mistake(fault: Fault) async throws {
        let results = try await Self.results(with: fault)
        let failed = results.filter { $0.result != .passed }
        let expected = results.filter { result in fault.failing.contains { Self.belongs(result.id, to: $0) } }.map(\.id)
        #expect(failed.map(\.id) == expected, "\(Self.notPassed(results).joined(separator: "\n"))")
        #expect(failed.allSatisfy { $0.result == .failed && !$0.reason.isEmpty })
    }

    /// `TC_044` stands for all three cases that begin so; `TC_001` for nothing but itself.
    private static func belongs(_ id: String, to beginning: String) -> Bool {
        id.hasPrefix(beginning + "_")
    }

    private static func notPassed(_ results: [CaseResult]) -> [String] {
        results.filter { $0.result != .passed }.map { "\($0.id): \($0.result): \($0.reason)" }
    }

    private static func results(with fault: Fault?) async throws -> [CaseResult] {
        try await turns.take {
            try await ControlledServer.with(fault, lateness: .seconds(6)) { server in
                var configuration = TestConfiguration()
                configuration.url = server.url
                configuration.secureURL = server.secureURL
                configuration.responseLimit = .seconds(5)
                configuration.commandLimit = .seconds(3)
                configuration.quietTime = .milliseconds(30)
                let group = MultiThreadedEventLoopGroup.singleton
                let api = try StationmasterAPI(url: server.apiURL, token: ControlledServer.token, group: group)
                let driver = StationmasterDriver(api: api, patience: .milliseconds(500))
                configuration.trustRoots = try await driver.trustRoots()
                let runner = try await CertificationRunner(
                    configuration: configuration, driver: driver, certificates: certificates, group: group,
                    time: SystemTime())
                let results = await runner.run(CertificationCase.all)
                await api.shutdown()
                return results
            }
        }
    }

    /// Made once: RSA keys take time.
    private static var certificates: CertificateWorkshop {
        get throws { try workshop.get() }
    }

    private static let workshop = Result { try CertificateWorkshop() }
}

extension Fault {
    static let all = wrongAnswers + wrongRequests + weaknesses
}

/// Lets so many in at a time.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        free = count
    }

    func take<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        defer { giveBack() }
        return try await body()
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
