import ArgumentParser
import Certification
import Foundation
import NIOCore
import OCPPJ

/// Where `certify` tells what came of it.
struct CertificationReportOptions: ParsableArguments {
    @Option(help: "Write the report to this file as JSON.")
    var json: String?

    @Option(help: "Write the report to this file as JUnit XML.")
    var junit: String?

    @Option(help: "Write the report to this file as a page for people, to look at and to print.")
    var html: String?

    /// A file that cannot be written is found out before the cases are played, not after.
    func validate() throws {
        for path in [json, junit, html].compactMap({ $0 }) {
            let folder = URL(filePath: path).deletingLastPathComponent().path
            guard FileManager.default.isWritableFile(atPath: folder) else {
                throw ValidationError("\(path) cannot be written: there is no folder \(folder) that may be written to.")
            }
        }
    }

    /// Plays the cases, shows how it goes, and writes the reports.
    ///
    /// - Returns: the result of the whole.
    func play(
        _ cases: [CertificationCase], _ configuration: TestConfiguration, driver: any CentralSystemDriver, load: Int?,
        on group: any EventLoopGroup
    ) async throws -> CaseOutcome {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let shown = TerminalProgress(
            style: TerminalStyle(isTerminal: isTerminal, environment: ProcessInfo.processInfo.environment),
            width: isTerminal ? Self.terminalWidth : nil
        ) { FileHandle.standardOutput.write(Data($0.utf8)) }
        let session = CertificationSession(
            configuration: configuration, driver: driver, cases: cases, load: load, runnerVersion: ProgramVersion.current,
            group: group, time: SystemTime())
        let report = try await session.run { shown.show($0) }
        shown.show(report)
        try write(report)
        return report.result
    }

    private func write(_ report: CertificationReport) throws {
        if let json { try report.json().write(to: URL(filePath: json)) }
        if let junit { try Data(report.junit().utf8).write(to: URL(filePath: junit)) }
        if let html { try Data(report.html().utf8).write(to: URL(filePath: html)) }
    }

    private static var terminalWidth: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
