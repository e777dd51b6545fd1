import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Where a StopTransaction belongs")
struct StopDecisionTests {
    static let start = Timestamp(milliseconds: 1_790_000_000_000)

    static func candidate(
        _ id: Int, connector: Int = 1, idTag: String = "tag", parent: String? = nil, meterStart: Int = 1000,
        startedAfter seconds: Int = 0, supersededAfter: Int? = nil, state: TransactionState = .open, key: Int64 = 1
    ) -> StopCandidate {
        StopCandidate(
            id: id, chargePointKey: key, connectorId: connector, state: state, idTagKey: idTag, parentIdTag: parent,
            meterStart: WattHours(meterStart), startTimestamp: start.advanced(bySeconds: seconds),
            supersededAt: supersededAfter.map { start.advanced(bySeconds: $0) }, flags: [])
    }

    static func stop(
        id: Int = 0, idTag: String? = nil, parent: String? = nil, meter: Int = 5000, after seconds: Int? = 3600
    ) -> StopDecision.Stop {
        StopDecision.Stop(
            chargePointKey: 1, transactionId: id, idTagKey: idTag, parentIdTagKey: parent, meterStop: WattHours(meter),
            timestampReceived: "then", timestamp: seconds.map { start.advanced(bySeconds: $0) },
            receivedAt: start.advanced(bySeconds: 4000))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var stop: StopDecision.Stop
        var unclosed: [StopCandidate]
        /// The transaction that is closed; nil for an orphan.
        var match: Int?
        var candidates: [Int] = []
    }

    static let cases = [
        Case(testDescription: "one fits", stop: stop(), unclosed: [candidate(7)], match: 7),
        Case(testDescription: "none is open", stop: stop(), unclosed: [], match: nil),
        Case(
            testDescription: "several fit", stop: stop(idTag: "tag"), unclosed: [candidate(7), candidate(8, connector: 2)],
            match: nil, candidates: [7, 8]),
        Case(
            testDescription: "the idTag tells", stop: stop(idTag: "b"),
            unclosed: [candidate(7, idTag: "a"), candidate(8, connector: 2, idTag: "b")], match: 8),
        Case(
            testDescription: "the time tells", stop: stop(after: 100),
            unclosed: [candidate(7), candidate(8, connector: 2, startedAfter: 200)], match: 7),
        Case(
            testDescription: "the meter tells", stop: stop(meter: 1500),
            unclosed: [candidate(7), candidate(8, connector: 2, meterStart: 2000)], match: 7),
        Case(
            testDescription: "the connector's next transaction tells", stop: stop(after: 3600),
            unclosed: [candidate(8, startedAfter: 1000), candidate(7, supersededAfter: 1000, state: .stale)], match: 8),
        Case(
            testDescription: "the older one of the connector", stop: stop(after: 900),
            unclosed: [candidate(8, startedAfter: 1000), candidate(7, supersededAfter: 1000, state: .stale)], match: 7),
        Case(
            testDescription: "another idTag", stop: stop(idTag: "other"), unclosed: [candidate(7)], match: nil, candidates: [7]),
        Case(
            testDescription: "another card of the group", stop: stop(idTag: "other", parent: "group"),
            unclosed: [candidate(7, parent: "Group")], match: 7),
        Case(
            testDescription: "the group's own card", stop: stop(idTag: "group"), unclosed: [candidate(7, parent: "GROUP")],
            match: 7),
        Case(
            testDescription: "before its start", stop: stop(after: -10), unclosed: [candidate(7)], match: nil, candidates: [7]),
        Case(testDescription: "whole seconds", stop: stop(after: -1), unclosed: [candidate(7)], match: 7),
        Case(
            testDescription: "below its meterStart", stop: stop(meter: 999), unclosed: [candidate(7)], match: nil,
            candidates: [7]),
        Case(testDescription: "a meter that was not read", stop: stop(meter: -1), unclosed: [candidate(7)], match: 7),
        Case(testDescription: "a reading of 0", stop: stop(meter: 0), unclosed: [candidate(7)], match: 7),
        Case(
            testDescription: "nothing speaks for it", stop: stop(meter: -1, after: nil), unclosed: [candidate(7)], match: nil,
            candidates: [7]),
        Case(testDescription: "unknown time", stop: stop(after: nil), unclosed: [candidate(7)], match: 7),
    ]

    @Test("is found by idTag, time and meter, when exactly one transaction fits", arguments: cases)
    func matches(_ test: Case) {
        switch StopDecision(test.stop, named: nil, unclosed: test.unclosed) {
        case .close(let candidate, let flags):
            #expect(candidate.id == test.match)
            #expect(flags.map(\.code) == [.transactionMatched])
        case .orphan(let candidates, _):
            #expect(test.match == nil)
            #expect(candidates == test.candidates)
        case .repetition:
            Issue.record("taken for a repetition")
        }
    }

    @Test("is plain when the id is the charge point's own open or stale transaction", arguments: [TransactionState.open, .stale])
    func plain(state: TransactionState) {
        let candidate = Self.candidate(7, state: state)
        // Whatever else it says.
        #expect(StopDecision(Self.stop(id: 7, idTag: "x", meter: -1), named: candidate) == .close(candidate, flags: []))
    }

    @Test("has to be searched for when the id is unknown or another charge point's")
    func unknown() {
        #expect(StopDecision(Self.stop(id: 7), named: nil) == nil)
        #expect(StopDecision(Self.stop(id: 7), named: Self.candidate(7, key: 2)) == nil)
    }

    @Test(
        "is a repetition when the transaction is closed with the same reading or time, and a conflict otherwise",
        arguments: [(5000, "then", true), (5000, "later", true), (6000, "then", true), (6000, "later", false)])
    func closed(meterStop: Int, timestamp: String, isRepetition: Bool) {
        var candidate = Self.candidate(7, state: .closed)
        candidate.meterStop = WattHours(meterStop)
        candidate.stopTimestampReceived = timestamp
        candidate.closedBy = .chargePoint
        switch StopDecision(Self.stop(id: 7), named: candidate) {
        case .repetition(id: 7): #expect(isRepetition)
        case .orphan(candidates: [7], _): #expect(!isRepetition)
        case let other: Issue.record("\(String(describing: other))")
        }
    }

    @Test("replaces the end that an operator had set")
    func replacesOperator() {
        var candidate = Self.candidate(7, state: .closed)
        candidate.closedBy = .operator
        guard case .close(candidate, let flags) = StopDecision(Self.stop(id: 7), named: candidate) else {
            Issue.record("not closed")
            return
        }
        #expect(flags.map(\.code) == [.operatorCloseReplaced])
    }
}
