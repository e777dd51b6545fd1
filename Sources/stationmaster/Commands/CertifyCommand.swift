import ArgumentParser
import Certification
import Foundation
import NIOCore
import NIOPosix
import OCPPJ
import UnixSignals

/// Plays the 77 certification cases for a Central System, and reports.
struct CertifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certify", abstract: "Play the certification cases against a central system, and report.",
        discussion: """
            Alone it tests this program: it starts a server of its own on free ports with temporary data. With --url or --tls-url it tests \
            another one, with Stationmaster's REST API (--api, --token) or a person (--driver ask) as the operator. \
            It is a self-test and no certificate of the Open Charge Alliance.

            Exit status: 0 when nothing failed and what was selected could be tested, 1 when a case failed, 2 when nothing failed, but not everything could be tested.
            """)

    @OptionGroup(title: "What is tested")
    var target: CertificationTargetOptions

    @OptionGroup(title: "How it is tested")
    var test: CertificationTestOptions

    @OptionGroup(title: "Reports")
    var reports: CertificationReportOptions

    @Flag(help: "List the cases, and play none.")
    var list = false

    func run() async throws {
        guard !list else {
            for testCase in try test.selection().cases {
                print("\(testCase.id)\t\(testCase.functionality.rawValue)\t\(testCase.title)")
            }
            return
        }
        try reports.prepare()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        // From here on a signal ends things in order: a server that was started is never left behind.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        let certification = Task { try await certify(on: group) }
        let interruption = Task {
            for await _ in signals {
                try? FileHandle.standardError.write(contentsOf: Data("\nStopping; what was played is reported.\n".utf8))
                certification.cancel()
            }
        }
        let status: ExitCode
        do {
            status = try await certification.value
        } catch {
            try? FileHandle.standardError.write(contentsOf: Data("stationmaster: \(error)\n".utf8))
            status = Self.untested
        }
        interruption.cancel()
        try await group.shutdownGracefully()
        if status != .success { throw status }
    }

    /// Nothing failed, but not everything could be tested.
    private static let untested = ExitCode(2)

    private func certify(on group: any EventLoopGroup) async throws -> ExitCode {
        let system = try await target.open(on: group)
        do {
            let status = try await play(against: system, on: group)
            await system.close()
            return status
        } catch {
            await system.close()
            throw error
        }
    }

    /// Plays until all cases are through, or the task is cancelled; what was played by then is reported.
    private func play(against system: CertificationTarget, on group: any EventLoopGroup) async throws -> ExitCode {
        var configuration = TestConfiguration()
        configuration.url = system.url
        configuration.secureURL = system.secureURL
        configuration.trustRoots = system.trustRoots
        configuration.mutualTLSURL = target.mtlsURL
        // What another central system does by itself, it does in its own time.
        if !target.isOwnServer { configuration.longQuietTime = .seconds(2) }
        let isDialog = target.operatorKind == .ask
        test.apply(to: &configuration, isDialog: isDialog)
        let session = CertificationSession(
            configuration: configuration, driver: system.driver, cases: try test.selection().cases, load: test.load,
            runnerVersion: ProgramVersion.current, group: group, time: SystemTime())
        let (report, notWritten) = try await reports.play(session, isDialog: isDialog)
        for failure in notWritten {
            try? FileHandle.standardError.write(contentsOf: Data("stationmaster: \(failure)\n".utf8))
        }
        switch report.result {
        case .failed: return .failure
        case .passed: return notWritten.isEmpty ? .success : Self.untested
        case .incomplete, .inconclusive, .notApplicable, .notTested: return Self.untested
        }
    }
}
