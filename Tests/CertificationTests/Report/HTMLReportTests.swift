import Foundation
import Markup
import Testing

@testable import Certification

@Suite("The report as a page")
struct HTMLReportTests {
    @Test("the page has the structure of a certificate's annex")
    func structure() {
        let page = ReportFixture.mixed.html()
        for text in [
            "<dd>Charge Desk</dd>", "<dd>4.2.0</dd>", "<dd>Example</dd>", "2026-11-26 18:30:05 UTC", "JSON (OCPP-J)",
            "Response time to Authorize, under load", "ws://csms.example.com:9000/ocpp", "a person at the terminal",
        ] {
            #expect(page.contains(text), "\(text)")
        }
        for functionality in Functionality.allCases {
            let row: HTML = "<th scope=\"row\">\(functionality.rawValue)<span class=\"description\">\(functionality.summary)</span>"
            #expect(page.contains(row.text), "\(functionality)")
        }
        #expect(page.components(separatedBy: CertificationReport.disclaimer).count == 3)
    }

    @Test("cases that did not pass stand open, the others do not")
    func open() {
        let page = ReportFixture.mixed.html()
        #expect(page.contains("<details id=\"TC_013_CSMS\" open>"))
        #expect(page.contains("<details id=\"TC_046_CSMS\" open>"))
        #expect(page.contains("<details id=\"TC_003_CSMS\">"))
        #expect(page.contains("<details id=\"TC_075_1_CSMS\">"))
    }

    @Test("the page needs nothing from anywhere")
    func selfContained() {
        let page = ReportFixture.mixed.html()
        for text in ["<script", "<link", "<img", "@import", "url(", " src=", "href=\"http"] {
            #expect(!page.contains(text), "\(text)")
        }
    }

    @Test("nothing that the central system says becomes markup")
    func hostile() {
        let hostile = "<script>alert('1')</script>\" onclick=\"x\u{202E}"
        let report = ReportFixture.report(
            [
                CaseResult(
                    id: "TC_1", title: "One", functionality: .core,
                    variants: [
                        VariantResult(
                            name: hostile, result: .failed, reason: hostile, durationMs: 1,
                            trace: TraceEntry.Kind.allKinds.map { ReportFixture.entry(1, $0, hostile) } + [
                                ReportFixture.entry(1, .received, #"[2,"<script>id","<script>",{"<script>":"<script>"}]"#)
                            ])
                    ])
            ], system: SystemUnderTest(vendor: hostile, name: hostile, version: hostile))
        let page = report.html()
        #expect(!page.contains("<script"))
        #expect(!page.contains("\" onclick"))
        #expect(!page.contains("\u{202E}"))
        #expect(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; onclick=&quot;x�"))
    }

    @Test("an answer shows what it answers and how long it took")
    func answers() throws {
        let rows = TraceRow.rows(of: ReportFixture.session)
        let answer = try #require(rows.first { $0.entry.kind == .received && $0.frame?.title == "Authorize.conf" })
        #expect(answer.responseMs == 1.4)
        #expect(!rows.contains { $0.entry.text == "Authorize was answered" })
        #expect(answer.html.text.contains("answered after 1.4 ms"))
    }

    @Test("a long payload has a line for each member, a short one stays in a line, and no digit changes")
    func frames() throws {
        var actions: [String: String] = [:]
        let long = try #require(FrameLayout(ReportFixture.smartCharging[3].text, actions: &actions))
        #expect(long.title == "SetChargingProfile.req")
        #expect(long.body.contains("\n  \"csChargingProfiles\": {\n    \"chargingProfileId\": 7,\n"))
        #expect(long.body.contains("        { \"startPeriod\": 0, \"limit\": 11000.0 },\n"))
        let short = try #require(FrameLayout(#"[3,"b1c7",{"status":"Acc\u0065pted"}]"#, actions: &actions))
        #expect(short.title == "SetChargingProfile.conf")
        #expect(short.body == #"{ "status": "Acc\u0065pted" }"#)
        let error = try #require(FrameLayout(#"[4,"b1c7","NotSupported","no",{}]"#, actions: &actions))
        #expect(error.title == "CALLERROR for SetChargingProfile.req")
        #expect(FrameLayout("hello", actions: &actions) == nil)
        #expect(FrameLayout("[5,\"x\",{}]", actions: &actions) == nil)
    }

    @Test("samples for looking at", .enabled(if: ProcessInfo.processInfo.environment["STATIONMASTER_REPORT_SAMPLES"] != nil))
    func samples() throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["STATIONMASTER_REPORT_SAMPLES"] ?? "/tmp")
        let report = ReportFixture.mixed
        try Data(report.html().utf8).write(to: folder.appending(path: "report.html"))
        try Data(report.junit().utf8).write(to: folder.appending(path: "report.xml"))
        try Data(report.text(TerminalStyle(usesColour: false)).utf8).write(to: folder.appending(path: "report.txt"))
        try report.json().write(to: folder.appending(path: "report.json"))
    }
}

extension TraceEntry.Kind {
    fileprivate static let allKinds: [TraceEntry.Kind] = [
        .chargePoint, .operatorAction, .sent, .received, .check, .failure, .note,
    ]
}
