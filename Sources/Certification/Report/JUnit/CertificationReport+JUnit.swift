import Foundation
import OCPPJ

extension CertificationReport {
    /// The report as JUnit XML, for continuous integration: a test suite for each functionality, a test case for each case.
    ///
    /// A failure has the trace as its text; inconclusive is an error; not applicable is skipped.
    package func junit() -> String {
        let seconds = Self.seconds(durationMs)
        let head = XMLText.attributes([
            ("name", "OCPP \(ocppVersion)-J certification cases, self-test"), ("tests", "\(cases.count)"),
            ("failures", "\(count(.failed))"), ("errors", "\(count(.inconclusive))"), ("skipped", "\(count(.notApplicable))"),
            ("time", seconds), ("timestamp", date.rfc3339),
        ])
        let suites = functionalities.filter { $0.played > 0 }.map(suite).joined()
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites\(head)>\n\(suites)</testsuites>\n"
    }

    private func count(_ outcome: CaseOutcome) -> Int {
        cases.count { $0.result == outcome }
    }

    private func suite(_ functionality: FunctionalityReport) -> String {
        let cases = cases.filter { $0.functionality.rawValue == functionality.name }
        let head = XMLText.attributes([
            ("name", functionality.name), ("tests", "\(functionality.played)"), ("failures", "\(functionality.failed)"),
            ("errors", "\(functionality.inconclusive)"), ("skipped", "\(functionality.notApplicable)"),
            ("time", Self.seconds(cases.reduce(0) { $0 + $1.durationMs })), ("timestamp", date.rfc3339),
        ])
        return """
              <testsuite\(head)>
                <properties>
            \(properties)
                </properties>
            \(cases.map(testCase).joined(separator: "\n"))
              </testsuite>

            """
    }

    private var properties: String {
        [
            ("disclaimer", disclaimer), ("system.vendor", system.vendor), ("system.name", system.name),
            ("system.version", system.version), ("runner.version", runner.version), ("driver", configuration.driver),
        ].map { "      <property\(XMLText.attributes([("name", $0.0), ("value", $0.1)]))/>" }.joined(separator: "\n")
    }

    private func testCase(_ result: CaseResult) -> String {
        let head = XMLText.attributes([
            ("name", "\(result.id) \(result.title)"), ("classname", "certification.\(result.functionality.shortName)"),
            ("time", Self.seconds(result.durationMs)),
        ])
        let message = XMLText.attributes([("message", result.reason)])
        switch result.result {
        case .passed: return "    <testcase\(head)/>"
        case .notApplicable: return "    <testcase\(head)><skipped\(message)/></testcase>"
        case .failed: return "    <testcase\(head)><failure\(message) type=\"failed\">\(trace(of: result))</failure></testcase>"
        case .inconclusive:
            return "    <testcase\(head)><error\(message) type=\"inconclusive\">\(trace(of: result))</error></testcase>"
        }
    }

    /// The traces of the variants that did not pass, a line for each entry.
    private func trace(of result: CaseResult) -> String {
        let lines = result.variants.filter { $0.result == result.result }.flatMap { variant in
            (variant.name.isEmpty ? [] : ["\(variant.name): \(variant.reason)"]) + variant.trace.map(\.line)
        }
        return XMLText.escaped("\n" + lines.joined(separator: "\n") + "\n")
    }

    private static func seconds(_ milliseconds: Int) -> String {
        String(format: "%.3f", Double(milliseconds) / 1000)
    }
}

extension TraceEntry {
    /// The entry as a line of text: when, who or which direction, what.
    var line: String {
        let time = "+\(atMs) ms"
        return String(repeating: " ", count: max(0, 9 - time.count)) + "\(time)  \(kind.words)  \(text)"
    }
}

extension TraceEntry.Kind {
    /// Who acts, or in which direction a frame goes.
    var words: String {
        switch self {
        case .chargePoint: "Charge point"
        case .operatorAction: "Operator"
        case .sent: "CP → CS"
        case .received: "CP ← CS"
        case .check: "✓"
        case .failure: "✗"
        case .note: "Note"
        }
    }
}
