import Foundation
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("The summary of a simulation")
struct SummaryTests {
    private func progress() throws -> SimulationProgress {
        let progress = SimulationProgress()
        let share = SimulationProgress.Share(
            connected: 1, booted: 1, sessionsStarted: 4, sessionsFinished: 3, sessionsUnstopped: 1, driversRefused: 5,
            messagesGivenUp: 2, errors: 1)
        progress.update(from: .init(), to: share, failure: "no answer")
        let empty = try node("{}")
        for milliseconds in 1...100 { progress.ledger.count("Heartbeat", .success(empty), after: .milliseconds(milliseconds)) }
        progress.ledger.count("Authorize", .failure(CallFailure(.callError, action: "Authorize")), after: .milliseconds(5))
        progress.ledger.count("Authorize", .failure(CallFailure(.timedOut, action: "Authorize")), after: .seconds(30))
        progress.ledger.count(Oddities(faults: [.losesLink: 2], quirks: [.noZone: 7]))
        progress.ledger.countFailedConnection(CancellationError())
        return progress
    }

    @Test("counts calls, errors, faults and quirks by name, with response times")
    func counts() throws {
        let summary = try progress().summary(chargePoints: 2, seconds: 10)
        #expect(summary.sessions == .init(started: 4, finished: 3, neverStopped: 1, driversRefused: 5, messagesGivenUp: 2))
        #expect(summary.calls.map(\.action) == ["Authorize", "Heartbeat"])
        #expect(summary.calls[0].answers == 1 && summary.calls[0].callErrors == 1 && summary.calls[0].unanswered == 1)
        #expect(summary.calls[1].slowestMilliseconds == 100)
        #expect((45...60).contains(summary.calls[1].p50Milliseconds))
        #expect((95...100).contains(summary.calls[1].p99Milliseconds))
        #expect(summary.faults == ["losesLink": 2])
        #expect(summary.quirks == ["noZone": 7])
        #expect(summary.failedConnections == 1 && summary.refusedConnections == 0)
        let json = try JSONEncoder().encode(summary)
        #expect(try JSONDecoder().decode(SimulationSummary.self, from: json) == summary)
    }

    @Test("reads well")
    func text() throws {
        let text = try progress().summary(chargePoints: 2, seconds: 10).text
        #expect(text.contains("4 sessions started, 3 finished, 1 never stopped on purpose; 5 drivers refused"))
        #expect(text.contains("1 errors (last: no answer)"))
        #expect(text.contains("faults played: losesLink 2"))
        #expect(text.contains("quirks that showed: noZone 7"))
        #expect(text.contains("2 messages about transactions were given up"))
    }
}
