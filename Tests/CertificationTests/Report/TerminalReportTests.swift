import Synchronization
import Testing

@testable import Certification

@Suite("The report on a terminal")
struct TerminalReportTests {
    private let plain = TerminalStyle(usesColour: false)

    @Test("a case is a line, and its reason another", arguments: [
        (CaseOutcome.passed, "", "✓ TC_003_CSMS Regular session, plug-in first  34 ms"),
        (.failed, "wrong status", "✗ TC_003_CSMS Regular session, plug-in first  34 ms\n    wrong status"),
        (.notApplicable, "no TLS", "– TC_003_CSMS Regular session, plug-in first  34 ms\n    no TLS"),
        (.inconclusive, "not reached", "? TC_003_CSMS Regular session, plug-in first  34 ms\n    not reached"),
    ])
    func caseLine(outcome: CaseOutcome, reason: String, expected: String) {
        let result = ReportFixture.result("TC_003_CSMS", "Regular session, plug-in first", .core, outcome, reason)
        #expect(result.text(plain) == expected)
    }

    @Test("a reason from the central system cannot steer the terminal")
    func hostileReason() {
        let reason = "status was \u{1B}[2J\u{9B}31m\r\nAccepted\u{202E}"
        let text = ReportFixture.result("TC_1", "One", .core, .failed, reason).text(plain)
        #expect(text.hasSuffix("    status was �[2J�31m Accepted�"))
    }

    @Test("colours are there only for somebody who sees and wants them", arguments: [
        (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
        (true, ["TERM": "dumb"], false),
    ])
    func colours(isTerminal: Bool, environment: [String: String], expected: Bool) {
        let style = TerminalStyle(isTerminal: isTerminal, environment: environment)
        #expect(style.usesColour == expected)
        #expect(ReportFixture.mixed.text(style).contains("\u{1B}") == expected)
    }

    @Test("the end has a row for each functionality, the response times, and what it is not")
    func end() {
        let text = ReportFixture.mixed.text(plain)
        let lines = text.split(separator: "\n").map(String.init)
        func row(_ name: String) -> [String]? {
            lines.first { $0.hasPrefix(name + "  ") }?.split(separator: /\s{2,}/).map(String.init)
        }
        #expect(row("Functionality") == ["Functionality", "Result", "passed", "failed", "inconclusive", "not applicable", "of"])
        #expect(row("Core") == ["Core", "✗ failed (6 of 34 played)", "4", "2", "0", "0", "34"])
        #expect(row("Security") == ["Security", "✓ passed (2 of 15 played)", "1", "0", "0", "1", "15"])
        #expect(row("Reservation") == ["Reservation", "? inconclusive (1 of 10 played)", "0", "0", "1", "0", "10"])
        #expect(
            row("Response time to any message") == [
                "Response time to any message", "412", "1.3 ms", "21 ms", "48 ms", "10 s",
                "within the limit; slowest: StartTransaction",
            ])
        #expect(row("Response time to Authorize")?.last == "within the limit")
        #expect(text.contains("Background load: 1000 messages a second asked for, 997 achieved over 100 connections"))
        #expect(text.contains("✗ failed: 15 of 77 cases were played in 41.25 s."))
        #expect(text.hasSuffix("\n\(CertificationReport.disclaimer)\n"))
    }

    @Test("where nothing was measured, nothing is claimed")
    func nothingMeasured() {
        let nothing = ResponseTimes().measurement(limit: .seconds(10))
        let report = ReportFixture.report(
            [], performance: PerformanceReport(alone: PerformanceReport.Pass(anyMessage: nothing, authorize: nothing)))
        let text = report.text(plain)
        #expect(text.contains("not measured"))
        #expect(text.contains("· not tested"))
        #expect(!text.contains("within the limit"))
    }

    @Test("on a terminal the running case has a line that the result replaces")
    func running() {
        let written = Mutex("")
        let progress = TerminalProgress(style: plain, width: 40) { text in written.withLock { $0 += text } }
        let testCase = CertificationCase("TC_003_CSMS", "Regular session, plug-in first", .core) { _ in }
        progress.show(.caseBegan(testCase, number: 12, of: 77))
        progress.show(.caseEnded(ReportFixture.result(), number: 12, of: 77))
        progress.show(.caseEnded(ReportFixture.result(), number: 13, of: 77))
        let line = "✓ TC_003_CSMS Regular session, plug-in first  34 ms\n"
        #expect(written.withLock { $0 } == "  12/77 TC_003_CSMS Regular session, pl…\r\u{1B}[2K\(line)\(line)")
    }

    @Test("where nobody looks, there are only whole lines")
    func notRunning() {
        let written = Mutex("")
        let progress = TerminalProgress(style: plain, width: nil) { text in written.withLock { $0 += text } }
        let testCase = CertificationCase("TC_003_CSMS", "Regular session, plug-in first", .core) { _ in }
        progress.show(.began(cases: 1, underLoad: false))
        progress.show(.caseBegan(testCase, number: 1, of: 1))
        progress.show(.caseEnded(ReportFixture.result(), number: 1, of: 1))
        #expect(written.withLock { $0 } == "1 case\n✓ TC_003_CSMS Regular session, plug-in first  34 ms\n")
    }

    @Test("durations have a unit and as many digits as mean something", arguments: [
        (0.84, "0.8 ms"), (34.4, "34 ms"), (1250, "1.25 s"), (61_000, "1 min 1 s"),
    ])
    func durations(milliseconds: Double, expected: String) {
        #expect(ReportNumber.duration(milliseconds: milliseconds) == expected)
    }
}
