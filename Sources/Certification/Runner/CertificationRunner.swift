package import NIOCore
package import OCPPJ
import OCPPTransport

/// Plays cases one after the other against a Central System.
package struct CertificationRunner: Sendable {
    /// What is told while it runs.
    package enum Progress: Sendable {
        case began(CertificationCase, number: Int, of: Int)
        case ended(CaseResult, number: Int, of: Int)
    }

    private let configuration: TestConfiguration
    private let driver: any CentralSystemDriver
    private let stations: Stations
    /// How long the Central System took to answer.
    package let responseTimes = ResponseTimes()

    /// - Parameter group: the event loops for the connections.
    /// - Throws: `CaseFailure` when the test cannot make what it needs for itself.
    package init(
        configuration: TestConfiguration, driver: any CentralSystemDriver, certificates: CertificateWorkshop,
        group: any EventLoopGroup, time: any TimeSource
    ) async throws {
        self.configuration = configuration
        self.driver = driver
        let client = try await OCPPClient(group: group, time: time)
        stations = Stations(
            configuration: configuration, driver: driver, client: client, responseTimes: responseTimes,
            certificates: certificates)
    }

    /// Makes the idTags known, and plays the cases.
    ///
    /// Never throws: what goes wrong is the result of a case.
    package func run(
        _ cases: [CertificationCase], progress: @Sendable (Progress) -> Void = { _ in }
    ) async -> [CaseResult] {
        var results: [CaseResult] = []
        let obstacle = await provisionIdTags()
        for (index, testCase) in cases.enumerated() where !Task.isCancelled {
            progress(.began(testCase, number: index + 1, of: cases.count))
            var variants: [VariantResult] = []
            for variant in testCase.variants {
                variants.append(await play(variant, of: testCase, obstacle: obstacle))
            }
            // What was broken off says nothing about the Central System.
            guard !Task.isCancelled else { break }
            let result = CaseResult(testCase, variants)
            results.append(result)
            progress(.ended(result, number: index + 1, of: cases.count))
        }
        return results
    }

    private func provisionIdTags() async -> CaseFailure? {
        do throws(CaseFailure) {
            for provision in configuration.idTags.provisions { try await stations.provision(provision) }
            return nil
        } catch {
            return error
        }
    }

    private func play(
        _ variant: CertificationCase.Variant, of testCase: CertificationCase, obstacle: CaseFailure?
    ) async -> VariantResult {
        let trace = CaseTrace()
        do {
            if let obstacle { throw obstacle }
            let chargePoint = try await stations.chargePoint(variant.station, trace: trace)
            try await chargePoint.connect()
            let run = CaseRun(
                chargePoint: chargePoint, configuration: configuration, trace: trace, driver: driver, stations: stations)
            let outcome: Result<Void, any Error>
            do {
                try await variant.steps(run)
                try await run.expectQuiet()
                outcome = .success(())
            } catch {
                outcome = .failure(error)
                await run.endOpenTransactions()
                await chargePoint.answerWhatIsOpen()
                // What the Central System holds of the charge point now, nobody knows.
                stations.forget(variant.station)
            }
            await chargePoint.disconnect()
            try outcome.get()
            return VariantResult(
                name: variant.name, result: .passed, reason: "", durationMs: trace.elapsedMs, trace: trace.entries)
        } catch {
            let failure = error as? CaseFailure ?? .failed("\(error)")
            return VariantResult(
                name: variant.name, result: failure.outcome, reason: failure.reason, durationMs: trace.elapsedMs,
                trace: trace.entries)
        }
    }
}

extension CaseRun {
    /// Listens for a moment: whatever comes now, nobody asked for.
    package func expectQuiet() async throws(CaseFailure) {
        try? await Task.sleep(for: configuration.quietTime)
        guard let uninvited = chargePoint.leftOver().first else { return }
        throw chargePoint.fail("the central system sent what nobody asked for: \(uninvited)")
    }
}
