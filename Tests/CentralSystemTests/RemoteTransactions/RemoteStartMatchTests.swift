import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Which remote start a transaction belongs to")
struct RemoteStartMatchTests {
    private static let noon = Timestamp(milliseconds: 1_790_000_000_000)

    /// - Parameters:
    ///   - requested: seconds after noon.
    ///   - due: seconds after noon.
    private func job(
        _ id: Int64, _ connector: Int? = 1, _ state: RemoteStartState = .accepted, requested: Int = 0, due: Int = 180
    ) -> ExpectedStart {
        ExpectedStart(
            id: id, connectorId: connector, state: state, requestedAt: Self.noon.advanced(bySeconds: requested),
            dueAt: Self.noon.advanced(bySeconds: due))
    }

    private func match(_ jobs: [ExpectedStart], connector: Int = 1, at seconds: Int = 20) -> RemoteStartMatch? {
        RemoteStartMatch(jobs, connectorId: connector, startedAt: Self.noon.advanced(bySeconds: seconds))
    }

    @Test("the connector must be the one that was asked for, or none was")
    func connectors() {
        #expect(match([job(1)])?.job.id == 1)
        #expect(match([job(1, 2)]) == nil)
        #expect(match([job(1, nil)])?.job.id == 1)
        #expect(match([job(2, nil), job(1, 1)])?.job.id == 1)
        #expect(match([job(2, nil), job(1, 1)], connector: 2)?.job.id == 2)
    }

    @Test("a transaction that began before the request belongs to nobody, but clocks may be a little slow", arguments: [
        (-3600, false), (-61, false), (-60, true), (0, true),
    ])
    func replayed(seconds: Int, fits: Bool) {
        #expect((match([job(1)], at: seconds) != nil) == fits)
    }

    @Test("the newest of equals gets it, and the older ones are over")
    func newest() {
        let found = match([job(3), job(2), job(1, 2), job(0, nil)])
        #expect(found?.job.id == 3)
        #expect(found?.superseded == [2, 0])
        #expect(found?.isLate == false)
    }

    @Test("one that is expected goes before one that was given up, however new")
    func expectedFirst() {
        #expect(match([job(2, 1, .neverStarted, due: 10), job(1, 1, .accepted)])?.job.id == 1)
        #expect(match([job(2, 1, .neverStarted, due: 10)])?.isLate == true)
        #expect(match([job(1, 1, .unanswered)])?.isLate == false)
    }

    @Test("what was given up gets a late transaction for an hour, not for ever", arguments: [
        (RemoteStartState.neverStarted, 3780, true), (.neverStarted, 3781, false), (.unanswered, 3781, false),
        (.accepted, 100_000, true),
    ])
    func lateness(state: RemoteStartState, seconds: Int, fits: Bool) {
        #expect((match([job(1, 1, state)], at: seconds) != nil) == fits)
    }
}
