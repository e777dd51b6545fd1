import Foundation
import Testing

@testable import Certification

@Suite("The report")
struct CertificationReportTests {
    @Test(
        "a functionality is as good as its worst case; it is passed only in part when some of it does not apply",
        arguments: [
            ([CaseOutcome.passed, .passed], FunctionalityReport.Outcome.passed),
            ([.passed, .notApplicable], .incomplete),
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

    @Test("Core is never optional: when none of it applies, it is incomplete")
    func core() {
        let results = [ReportFixture.result("TC_1", "A case", .core, .notApplicable, "because")]
        #expect(FunctionalityReport(.core, results: results, total: 34).result == .incomplete)
    }

    @Test(
        "the whole is as good as its worst case",
        arguments: [
            ([CaseOutcome.passed, .notApplicable], FunctionalityReport.Outcome.incomplete), ([.passed, .inconclusive], .inconclusive),
            ([.inconclusive, .failed], .failed), ([.notApplicable], .notApplicable), ([], .inconclusive), ([.passed], .passed),
        ])
    func whole(outcomes: [CaseOutcome], expected: FunctionalityReport.Outcome) {
        let report = ReportFixture.report(outcomes.map { ReportFixture.result("TC_1", "A case", .security, $0, "because") })
        #expect(report.result == expected)
        #expect(!report.isComplete)
    }

    @Test("a functionality that is not there at all does no harm to the others")
    func optional() {
        let report = ReportFixture.report([
            ReportFixture.result(), ReportFixture.result("TC_046", "A case", .reservation, .notApplicable, "no reservations"),
        ])
        #expect(report.result == .passed)
        #expect(report.remark == nil)
    }

    @Test("a run that was broken off is inconclusive, or failed when something failed by then, and says so")
    func interrupted() {
        let broken = ReportFixture.report([ReportFixture.result()], isInterrupted: true)
        #expect(broken.result == .inconclusive)
        #expect(broken.isInterrupted)
        #expect(broken.remark == "The run was broken off; this is what was played by then.")
        #expect(broken.text(TerminalStyle(usesColour: false)).contains("The run was broken off"))
        #expect(broken.html().contains("The run was broken off"))
        #expect(broken.junit().contains("<property name=\"isInterrupted\" value=\"true\"/>"))
        let failed = ReportFixture.result("TC_1", "A case", .core, .failed, "because")
        #expect(ReportFixture.report([failed], isInterrupted: true).result == .failed)
    }

    @Test("every report says how many checks nobody could make, and what of a case did not apply")
    func notLookedAt() throws {
        let entry = ReportFixture.entry(1, .notLookedAt, "not looked at: the operator has no way to see it")
        let result = CaseResult(
            id: "TC_1", title: "One", functionality: .core,
            variants: [
                VariantResult(name: "a", result: .passed, reason: "", durationMs: 1, trace: [entry, entry]),
                VariantResult(name: "b", result: .notApplicable, reason: "no such status", durationMs: 1, trace: []),
            ])
        let report = ReportFixture.report([result])
        let words = "2 checks were not made, because nobody could see what to look at."
        #expect(report.notLookedAt == 2)
        #expect(report.text(TerminalStyle(usesColour: false)).contains("\n\(words)\n"))
        #expect(report.html().contains(words))
        #expect(report.junit().contains("<property name=\"notLookedAt\" value=\"2\"/>"))
        #expect(report.junit().contains("<system-out>not applicable: b: no such status</system-out>"))
        #expect(String(decoding: try report.json(), as: UTF8.self).contains("\"notLookedAt\" : 2"))
        #expect(result.text(TerminalStyle(usesColour: false)).hasSuffix("\n    not applicable: b: no such status"))
    }

    @Test("the configuration tells with what profiles, locations, idTags and roots it was")
    func configuration() {
        var configuration = TestConfiguration()
        configuration.trustRoots = ["a root"]
        configuration.logLocation = "ftp://user:secret@files.example.com/logs"
        let reported = ReportedConfiguration(configuration, driver: "nobody")
        #expect(reported.hasTrustRoots)
        #expect(reported.logLocation == "ftp://files.example.com/logs")
        #expect(reported.chargingProfile.chargingRateUnit == "A")
        #expect(reported.chargingProfile.limit == 6)
        #expect(reported.idTags.load == "CERT-LOAD")
        #expect(reported.idTags.expiredByStatus == "CERT-LAPSED")
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
