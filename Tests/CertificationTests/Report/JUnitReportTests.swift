import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@testable import Certification

@Suite("The report as JUnit XML")
struct JUnitReportTests {
    @Test("a suite for each functionality that was played, and what did not pass in the words of JUnit")
    func structure() throws {
        let document = try ParsedXML(ReportFixture.mixed.junit())
        let suites = document.elements("testsuite")
        #expect(suites.map { $0.attributes["name"] } == Functionality.allCases.map(\.rawValue))
        #expect(suites.first?.attributes["tests"] == "6")
        #expect(suites.first?.attributes["failures"] == "2")
        let all = try #require(document.elements("testsuites").first)
        #expect(all.attributes["tests"] == "15")
        #expect(all.attributes["failures"] == "3")
        #expect(all.attributes["errors"] == "1")
        #expect(all.attributes["skipped"] == "1")
        #expect(document.elements("testcase").count == 15)
        let failures = document.elements("failure")
        #expect(failures.map { $0.attributes["message"] }.contains("Reset.req: type was Soft, expected Hard"))
        #expect(failures.contains { $0.text.contains(#"CP ← CS  [2,"77","Reset",{"type":"Soft"}]"#) })
        #expect(document.elements("error").first?.attributes["type"] == "inconclusive")
        #expect(document.elements("skipped").first?.attributes["message"]?.contains("InstallCertificate") == true)
        #expect(document.elements("property").contains { $0.attributes["name"] == "disclaimer" })
    }

    @Test("whatever the central system says, the document stays well-formed and says the same")
    func hostile() throws {
        let hostile = "a\u{0}b\u{1B}[31m ]]></failure><testcase name=\"x\"/> & \"q\" 'r' \u{FFFE}\u{202E}\tz"
        let report = ReportFixture.report(
            [
                ReportFixture.result(
                    "TC_1", hostile, .core, .failed, hostile + "\nsecond line", trace: [ReportFixture.entry(1, .received, hostile)]),
                ReportFixture.result("TC_2", "Two", .core, .inconclusive, hostile),
                ReportFixture.result("TC_3", "Three", .core, .notApplicable, hostile),
            ], system: SystemUnderTest(vendor: hostile, name: hostile, version: hostile))
        let document = try ParsedXML(report.junit())
        #expect(document.elements("testcase").count == 3)
        let failure = try #require(document.elements("failure").first)
        let expected = "a�b�[31m ]]></failure><testcase name=\"x\"/> & \"q\" 'r' ��\tz"
        #expect(failure.attributes["message"] == expected + "\nsecond line")
        #expect(failure.text.contains("+1 ms  CP ← CS  " + expected))
    }
}

/// A document of XML that was read by somebody else's parser.
private final class ParsedXML: NSObject, XMLParserDelegate {
    struct Element {
        let name: String
        let attributes: [String: String]
        var text = ""
    }

    private var all: [Element] = []
    private var open: [Int] = []

    /// - Throws: what the parser complains about.
    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.propertyListReadCorrupt) }
    }

    func elements(_ name: String) -> [Element] { all.filter { $0.name == name } }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        open.append(all.count)
        all.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let index = open.last { all[index].text += text }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }
}
