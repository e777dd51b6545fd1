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

    /// Makes the folders of the files.
    ///
    /// - Throws: `ValidationError` for a place where nothing can be written; better before the cases are played than after.
    func prepare() throws {
        for path in [json, junit, html].compactMap(\.self) {
            let folder = URL(filePath: path).deletingLastPathComponent()
            try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            guard FileManager.default.isWritableFile(atPath: folder.path) else {
                throw ValidationError("\(path) cannot be written.")
            }
        }
    }

    /// Plays the session and shows on standard output how it goes and what came of it; then writes the files.
    ///
    /// - Parameter isDialog: a person answers questions on the same terminal, so that no line of it is ever changed.
    /// - Returns: the result of the whole.
    func play(_ session: CertificationSession, isDialog: Bool) async throws -> CaseOutcome {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let progress = TerminalProgress(
            style: TerminalStyle(isTerminal: isTerminal, environment: ProcessInfo.processInfo.environment),
            width: isTerminal && !isDialog ? Self.terminalWidth : nil,
            // Whoever no longer reads what is shown ends nothing: reports are still to be written, and a server to be stopped.
            write: { try? FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) })
        let report = try await session.run { progress.show($0) }
        progress.show(report)
        try write(report)
        return report.result
    }

    private func write(_ report: CertificationReport) throws {
        let files: [(String?, () throws -> Data)] = [
            (json, report.json), (junit, { Data(report.junit().utf8) }), (html, { Data(report.html().utf8) }),
        ]
        for (path, content) in files {
            guard let path else { continue }
            do {
                try content().write(to: URL(filePath: path))
            } catch {
                throw ReportNotWritten(path: path, reason: error.localizedDescription)
            }
        }
    }

    /// Columns; 80 when the terminal does not tell.
    private static var terminalWidth: Int {
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}

/// The cases were played, but a report could not be kept.
struct ReportNotWritten: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path) could not be written: \(reason)" }
}
