import Foundation
import Testing

@testable import Certification

@Suite("The report")
struct CertificationReportTests {
    @Test(
        "a functionality is as good as its worst case, and passed when at least one case passed",
        arguments: [
            ([CaseOutcome.passed, .passed], FunctionalityReport.Outcome.passed),
            ([.passed, .notApplicable], .passed),
            ([.notApplicable, .notApplicable], .notApplicable),
            ([.passed, .inconclusive], .inconclusive),
            ([.inconclusive, .failed, .passed], .failed),
            ([], .notTested),
        ])
    func functionality(outcomes: [CaseOutcome], expected: FunctionalityReport.Outcome) {
        let results = outcomes.map { ReportFixture.result("TC_1", "A case", .reservation, $0, "because") }
        let row = FunctionalityReport(.reservation, results: results, total: 10)
        #expect(row.result == expected)
        #expect(row.cases == 10)
        #expect(row.played == outcomes.count)
    }

    @Test(
        "the whole is as good as its worst case",
        arguments: [
            ([CaseOutcome.passed, .notApplicable], CaseOutcome.passed), ([.passed, .inconclusive], .inconclusive),
            ([.inconclusive, .failed], .failed), ([.notApplicable], .notApplicable), ([], .inconclusive),
        ])
    func whole(outcomes: [CaseOutcome], expected: CaseOutcome) {
        let report = ReportFixture.report(outcomes.map { ReportFixture.result("TC_1", "A case", .core, $0, "because") })
        #expect(report.result == expected)
        #expect(!report.isComplete)
    }

    @Test("a response time beyond its limit fails the whole")
    func slow() {
        let report = ReportFixture.report(
            [ReportFixture.result()], performance: PerformanceReport(alone: ReportFixture.pass(slowestMs: 10_001)))
        #expect(report.result == .failed)
    }

    @Test("a load that was asked for and did not come about leaves the whole inconclusive")
    func noLoad() {
        let load = LoadReport(askedPerSecond: 100, connections: 10, problem: "nobody was let in")
        let report = ReportFixture.report(
            [ReportFixture.result()],
            performance: PerformanceReport(alone: ReportFixture.pass(), underLoad: ReportFixture.pass(load: load)))
        #expect(report.result == .inconclusive)
    }

    @Test("every case of the certification played makes the report complete")
    func complete() {
        let results = Functionality.allCases.flatMap { functionality in
            (0..<ReportFixture.total(functionality)).map { ReportFixture.result("TC_\($0)", "A case", functionality) }
        }
        let report = ReportFixture.report(results)
        #expect(results.count == 77)
        #expect(report.isComplete)
        #expect(report.result == .passed)
    }

    @Test("the JSON has the members that programs look for, and reads back")
    func json() throws {
        let data = try ReportFixture.mixed.json()
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["isSelfTest"] as? Bool == true)
        #expect((object["disclaimer"] as? String)?.contains("no certificate of the Open Charge Alliance") == true)
        #expect(object["communication"] as? String == "JSON")
        #expect(object["date"] as? String == "2026-11-26T18:30:05.120Z")
        let cases = try #require(object["cases"] as? [[String: Any]])
        let failed = try #require(cases.first { $0["id"] as? String == "TC_013_CSMS" })
        #expect(failed["functionality"] as? String == "Core")
        #expect(failed["result"] as? String == "failed")
        #expect(failed["reason"] as? String == "Reset.req: type was Soft, expected Hard")
        #expect(failed["durationMs"] as? Int == 12)
        let functionalities = try #require(object["functionalities"] as? [[String: Any]])
        #expect(functionalities.map { $0["name"] as? String }.last == "Security")
        let performance = try #require(object["performance"] as? [String: [String: Any]])
        let authorize = try #require(performance["underLoad"]?["authorize"] as? [String: Any])
        #expect(authorize["passed"] as? Bool == true)
        #expect(authorize["limitMs"] as? Double == 10_000)

        let again = try JSONDecoder().decode(CertificationReport.self, from: data)
        #expect(try again.json() == data)
    }

    @Test("passwords that were sent are in no report")
    func passwords() throws {
        let report = ReportFixture.mixed
        let texts = [String(decoding: try report.json(), as: UTF8.self), report.html(), report.junit()]
        for text in texts {
            #expect(!text.contains("6f70656e736573616d65"))
        }
        #expect(texts[0].contains("(not shown)"))
    }

    @Test("values are masked beside AuthorizationKey only", arguments: [
        (#"{"key": "AuthorizationKey", "value": "se\"cret"}"#, #"{"key": "AuthorizationKey", "value": "(not shown)"}"#),
        (#"{"value":"secret","key":"authorizationkey"}"#, #"{"value":"(not shown)","key":"authorizationkey"}"#),
        (#"{"key":"HeartbeatInterval","value":"60"}"#, #"{"key":"HeartbeatInterval","value":"60"}"#),
    ])
    func masks(text: String, expected: String) {
        #expect(SecretsInText.masked(text) == expected)
    }

    @Test("what stands before the host of an endpoint, and its query, are not reported")
    func endpoints() {
        var configuration = TestConfiguration()
        configuration.url = "ws://user:secret@csms.example.com:9000/ocpp?token=abc"
        configuration.secureURL = "wss://csms.example.com/a@b"
        let reported = ReportedConfiguration(configuration, driver: "nobody")
        #expect(reported.url == "ws://csms.example.com:9000/ocpp")
        #expect(reported.tlsUrl == "wss://csms.example.com/a@b")
    }

    @Test("a case passes when it does so alone and under load")
    func merging() {
        let alone = [ReportFixture.result("TC_1", "One"), ReportFixture.result("TC_2", "Two")]
        let loaded = [ReportFixture.result("TC_1", "One"), ReportFixture.result("TC_2", "Two", .core, .failed, "too late")]
        let merged = CaseResult.merged(alone, loaded)
        #expect(merged.map(\.result) == [.passed, .failed])
        #expect(merged[1].reason == "under load: too late")
        #expect(merged[0].variants.map(\.name) == ["", "under load"])
        #expect(CaseResult.merged(alone, [loaded[0]])[1].variants.count == 1)
    }
}
