/// What a certificate says about one functionality.
package struct FunctionalityReport: Codable, Hashable, Sendable {
    /// The result of a functionality.
    package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        /// At least one case passed, and none that was played did worse.
        case passed
        case failed
        case notApplicable
        case inconclusive
        /// None of its cases was played.
        case notTested
    }

    /// As on a certificate: `Local Authorization List Management`.
    package let name: String
    package let description: String
    package let result: Outcome
    /// Cases that the certification has.
    package let cases: Int
    package let passed: Int
    package let failed: Int
    package let notApplicable: Int
    package let inconclusive: Int

    /// Cases that were played.
    package var played: Int { passed + failed + notApplicable + inconclusive }

    /// - Parameters:
    ///   - results: of the cases of this functionality that were played.
    ///   - total: cases that the certification has.
    init(_ functionality: Functionality, results: [CaseResult], total: Int) {
        name = functionality.rawValue
        description = functionality.summary
        passed = results.count { $0.result == .passed }
        failed = results.count { $0.result == .failed }
        notApplicable = results.count { $0.result == .notApplicable }
        inconclusive = results.count { $0.result == .inconclusive }
        cases = max(total, results.count)
        result =
            if results.isEmpty { .notTested }
            else if failed > 0 { .failed }
            else if inconclusive > 0 { .inconclusive }
            else if passed > 0 { .passed }
            else { .notApplicable }
    }
}
