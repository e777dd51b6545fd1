import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Deviations")
struct DeviationTests {
    @Test("counts in memory and in the table are one")
    func merged() async throws {
        let fixture = try await CentralSystemFixture()
        let key = try await fixture.register().chargePoint.key
        let deviations = fixture.system.deviations
        let recorder = DeviationRecorder(chargePointKey: key, ledger: deviations.ledger)
        recorder.note(.unknownAction, "first")
        await fixture.system.flush()
        fixture.time.advance(seconds: 10)
        recorder.note(.unknownAction, "second")
        let found = try await deviations.list(chargePointKey: key)
        let expected = Deviation(
            rule: .unknownAction, count: 2, firstAt: CentralSystemFixture.morning,
            lastAt: CentralSystemFixture.morning.advanced(bySeconds: 10), lastDetail: "second")
        #expect(found == [expected])
        await fixture.system.flush()
        #expect(try await deviations.list(chargePointKey: key) == [expected])
    }

    @Test("what cannot be written is kept and not counted twice")
    func putBack() async throws {
        let fixture = try await CentralSystemFixture()
        let ledger = fixture.system.deviations.ledger
        ledger.note(.unknownAction, "one", chargePointKey: 1)
        await fixture.database.close()
        await #expect(throws: DatabaseError.self) { try await fixture.system.deviations.flush() }
        ledger.note(.unknownAction, "two", chargePointKey: 1)
        #expect(ledger.deviations(chargePointKey: 1).map(\.count) == [2])
        #expect(ledger.deviations(chargePointKey: 1).map(\.lastDetail) == ["two"])
    }

    @Test("long details are cut")
    func cut() {
        let ledger = DeviationLedger(time: ManualTime(CentralSystemFixture.morning))
        ledger.note(.unknownAction, String(repeating: "x", count: 10_000), chargePointKey: 1)
        #expect(ledger.deviations(chargePointKey: 1).first?.lastDetail.count == 300)
    }
}
