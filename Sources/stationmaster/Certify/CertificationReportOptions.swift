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

    /// Plays the cases, shows how it goes, and writes the reports.
    ///
    /// - Returns: the result of the whole.
    func play(
        _ cases: [CertificationCase], _ configuration: TestConfiguration, driver: any CentralSystemDriver, load: Int?,
        on group: any EventLoopGroup
    ) async throws -> CaseOutcome {
        let runner = try await CertificationRunner(
            configuration: configuration, driver: driver, certificates: try CertificateWorkshop(), group: group, time: SystemTime())
        let results = await runner.run(cases) { step in
            if case .ended(let result, _, _) = step {
                print("\(result.result.rawValue)\t\(result.id) \(result.title)  \(result.durationMs) ms  \(result.reason)")
            }
        }
        let order: [CaseOutcome] = [.failed, .inconclusive, .passed]
        return order.first { outcome in results.contains { $0.result == outcome } } ?? .notApplicable
    }
}
