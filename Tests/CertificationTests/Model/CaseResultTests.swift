import Testing

@testable import Certification

@Suite("The result of a case")
struct CaseResultTests {
    @Test(
        "is the worst of its variants; a part that does not apply is no reproach",
        arguments: [
            ([.passed], .passed), ([.passed, .passed], .passed),
            ([.passed, .failed], .failed), ([.failed, .inconclusive, .notApplicable, .passed], .failed),
            ([.passed, .inconclusive], .inconclusive), ([.inconclusive, .notApplicable], .inconclusive),
            ([.notApplicable, .passed], .passed), ([.notApplicable, .notApplicable], .notApplicable),
        ] as [([CaseOutcome], CaseOutcome)])
    func worst(outcomes: [CaseOutcome], expected: CaseOutcome) {
        #expect(Self.result(outcomes.map { ("", $0, "") }).result == expected)
    }

    @Test("without variants nothing was looked at: the case does not apply")
    func none() {
        #expect(Self.result([]).result == .notApplicable)
    }

    @Test("the reason names the variants that led to the result, and only those")
    func reason() {
        let result = Self.result([
            ("idle", .failed, "Reset.req: type was Soft, expected Hard"), ("reconnect", .passed, ""),
            ("charging", .failed, "Reset.req did not come within 10.0 seconds"), ("no TLS", .notApplicable, "no endpoint"),
        ])
        #expect(
            result.reason
                == "idle: Reset.req: type was Soft, expected Hard; charging: Reset.req did not come within 10.0 seconds")
    }

    @Test("the reason of a case with one way stands alone")
    func oneWay() {
        #expect(Self.result([("", .inconclusive, "not reached")]).reason == "not reached")
    }

    @Test("a case that passed has no reason, whatever its variants say")
    func noReason() {
        #expect(Self.result([("a", .passed, ""), ("b", .notApplicable, "no such status")]).reason == "")
    }

    @Test("it takes as long as its variants together")
    func duration() {
        #expect(Self.result([("a", .passed, ""), ("b", .passed, "")]).durationMs == 14)
    }

    private static func result(_ variants: [(name: String, outcome: CaseOutcome, reason: String)]) -> CaseResult {
        CaseResult(
            CertificationCase("TC_013_CSMS", "Hard reset", .core) { _ in },
            variants.map {
                VariantResult(name: $0.name, result: $0.outcome, reason: $0.reason, durationMs: 7, trace: [])
            })
    }
}
