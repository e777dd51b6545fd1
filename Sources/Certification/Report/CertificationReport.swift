package import OCPPJ

/// The report of a certification run, with the structure of a certificate's annex. Its JSON is what `--json` writes.
package struct CertificationReport: Codable, Sendable {
    /// Always true: nobody else was there when the cases were played.
    package let isSelfTest: Bool
    /// What this report is not, for people.
    package let disclaimer: String
    /// The result of the whole.
    package let result: CaseOutcome
    /// Whether every case of the certification was played.
    package let isComplete: Bool
    /// When the run began.
    package let date: Timestamp
    package let durationMs: Int
    package let system: SystemUnderTest
    package let runner: Runner
    /// The kind of OCPP's transport, as certificates name it: `JSON`.
    package let communication: String
    /// The version of OCPP.
    package let ocppVersion: String
    package let configuration: ReportedConfiguration
    package let functionalities: [FunctionalityReport]
    package let performance: PerformanceReport
    package let cases: [CaseResult]

    /// The program that played the cases.
    package struct Runner: Codable, Hashable, Sendable {
        package let name: String
        package let version: String
    }

    package static let disclaimer = """
        This is the report of a self-test. It is no certificate of the Open Charge Alliance, which had no part in it.
        """

    /// - Parameters:
    ///   - date: when the run began.
    ///   - results: of the cases that were played. Secrets in their traces are masked here.
    ///   - all: every case of the certification, for counting those that were not played.
    package init(
        system: SystemUnderTest, date: Timestamp, durationMs: Int, runnerVersion: String, configuration: ReportedConfiguration,
        results: [CaseResult], performance: PerformanceReport, all: [CertificationCase] = CertificationCase.all
    ) {
        self.init(
            system: system, date: date, durationMs: durationMs, runnerVersion: runnerVersion, configuration: configuration,
            results: results, performance: performance, total: { functionality in
                all.count { $0.functionality == functionality }
            })
    }

    /// - Parameter total: how many cases the certification has of a functionality.
    package init(
        system: SystemUnderTest, date: Timestamp, durationMs: Int, runnerVersion: String, configuration: ReportedConfiguration,
        results: [CaseResult], performance: PerformanceReport, total: (Functionality) -> Int
    ) {
        isSelfTest = true
        disclaimer = Self.disclaimer
        self.date = date
        self.durationMs = durationMs
        self.system = system
        runner = Runner(name: "stationmaster certify", version: runnerVersion)
        communication = "JSON"
        ocppVersion = "1.6"
        self.configuration = configuration
        self.performance = performance
        cases = results.map(\.withoutSecrets)
        functionalities = Functionality.allCases.map { functionality in
            FunctionalityReport(
                functionality, results: results.filter { $0.functionality == functionality }, total: total(functionality))
        }
        isComplete = functionalities.allSatisfy { $0.played == $0.cases }
        result = Self.result(of: results, performance)
    }

    /// Failed if anything failed; inconclusive if anything is, or if the load that was asked for did not come about, or if
    /// nothing was played; not applicable if nothing applied; else passed.
    private static func result(of results: [CaseResult], _ performance: PerformanceReport) -> CaseOutcome {
        if results.contains(where: { $0.result == .failed }) || performance.hasFailed { return .failed }
        if results.isEmpty || results.contains(where: { $0.result == .inconclusive }) { return .inconclusive }
        if performance.underLoad?.load?.problem != nil { return .inconclusive }
        return results.contains { $0.result == .passed } ? .passed : .notApplicable
    }
}
