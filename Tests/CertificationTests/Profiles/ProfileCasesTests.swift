import NIOPosix
import OCPP16
import OCPPJ
import Testing

@testable import Certification

/// The cases of the optional profiles against a Central System that does all as it should, or all but one thing.
@Suite("Cases of the optional profiles", .timeLimit(.minutes(10)))
struct ProfileCasesTests {
    private static let cases: [CertificationCase] =
        CertificationCase.firmwareManagementCases + CertificationCase.smartChargingCases + CertificationCase.reservationCases
        + CertificationCase.localAuthListManagementCases + CertificationCase.remoteTriggerCases

    @Test("there are 28 of them, in the order of the certification")
    func order() {
        let numbers = Self.cases.map(\.number)
        #expect(
            numbers == [
                "044_1", "044_2", "044_3", "045_1", "045_2", "056", "057", "059", "066", "067", "046", "047", "048_1", "048_2",
                "048_3", "048_4", "049", "051", "052", "053", "042_1", "042_2", "043_1", "043_3", "043_4", "043_5", "054", "055",
            ])
    }

    @Test("all pass where all is right")
    func pass() async throws {
        for result in try await results(.none) {
            #expect(result.result == .passed, "\(result.id): \(result.reason)")
            #expect(!result.variants.isEmpty)
        }
    }

    @Test("a fault fails the cases that are there to find it, and no others", arguments: ProfileFault.all)
    func fail(fault: ProfileFault) async throws {
        let failed = try await results(fault).filter { $0.result != .passed }
        #expect(Set(failed.map(\.number)) == fault.fails, "\(failed.map { "\($0.id): \($0.reason)" })")
        for result in failed {
            #expect(result.result == .failed)
            #expect(result.reason.contains(fault.reason), "\(result.id): \(result.reason)")
        }
    }

    @Test("phases may be left out when they are three, and only then", arguments: [3, 1])
    func phases(configured: Int) async throws {
        let silent = ProfileFault("phases are left out", fails: [], reason: "", sending: "SetChargingProfile") {
            $0.replacing(/,"numberPhases":\d/, with: "")
        }
        let result = try await results(silent, [.defaultTransactionProfile]) { $0.chargingProfile.numberPhases = configured }.first
        #expect(result?.result == (configured == 3 ? .passed : .failed))
        #expect(result?.reason == (configured == 3 ? "" : "SetChargingProfile.req: numberPhases was absent, expected 1"))
    }

    @Test("a schedule in W is asked for with its own limit")
    func watts() async throws {
        let result = try await results(.none, [.defaultTransactionProfile]) { $0.chargingProfile.chargingRateUnit = .watts }.first
        #expect(result?.result == .passed)
        #expect(result?.variants.first?.trace.contains { $0.text.contains("\"limit\":6000.0") } == true)
    }

    @Test("a reservation that ends too late to wait for says nothing about the Central System")
    func reservationTooLong() async throws {
        let result = try await results(.none, [.reservationExpires]) {
            $0.reservationSeconds = 3600
            $0.longestWait = .seconds(1)
        }.first
        #expect(result?.result == .inconclusive)
        #expect(result?.reason.contains("the test waits for 1.0 seconds at most") == true)
    }

    private func results(
        _ fault: ProfileFault, _ cases: [CertificationCase] = Self.cases,
        configure: (inout TestConfiguration) -> Void = { _ in }
    ) async throws -> [CaseResult] {
        var configuration = TestConfiguration()
        configuration.quietTime = .milliseconds(20)
        configuration.reservationSeconds = 0
        configuration.commandLimit = .seconds(60)
        configuration.responseLimit = .seconds(60)
        configure(&configuration)
        let system = ProfileCentralSystem(fault, idTags: configuration.idTags)
        return try await system.listening { url in
            configuration.url = url
            let runner = try await CertificationRunner(
                configuration: configuration, driver: system, certificates: CertificateWorkshop(),
                group: MultiThreadedEventLoopGroup.singleton, time: SystemTime())
            return await runner.run(cases)
        }
    }
}

extension CertificationCase {
    fileprivate var number: String { id.number }
}

extension CaseResult {
    fileprivate var number: String { id.number }
}

extension String {
    /// `044_1` of `TC_044_1_CSMS`.
    fileprivate var number: String { String(dropFirst("TC_".count).dropLast("_CSMS".count)) }
}
