import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Transactions whose stop does not come")
struct StaleTransactionTests {
    @Test("become stale when their connector is Available, and a late stop still gives the real end")
    func available() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        fixture.time.advance(seconds: 600)
        try await fixture.reportAvailable(chargePoint, connector: 0)
        try await fixture.reportAvailable(chargePoint, connector: 2)
        #expect(try await fixture.transaction(id).state == .open)
        try await fixture.reportAvailable(chargePoint)
        let stale = try await fixture.transaction(id)
        #expect(stale.state == .stale)
        #expect(stale.stale == Transaction.Stale(since: fixture.time.now(), reason: "its connector reported Available"))

        try await fixture.stop(chargePoint, id, extra: #","reason":"PowerLoss""#)
        let closed = try await fixture.transaction(id)
        #expect(closed.state == .closed)
        #expect(closed.energy?.wattHours == WattHours(2500))
        #expect(closed.flagCodes == ["stoppedWhileStale"])
        #expect(closed.stale == stale.stale)
    }

    @Test("stay open when the status is older than their start")
    func oldStatus() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        fixture.time.advance(seconds: 100)
        let id = try await fixture.start(chargePoint, at: "2026-09-21T14:15:00.700Z").transactionId
        try await fixture.reportAvailable(chargePoint, at: Timestamp(rfc3339: "2026-09-21T14:14:59Z"))
        #expect(try await fixture.transaction(id).state == .open)
        // The same second, written without its fraction.
        try await fixture.reportAvailable(chargePoint, at: Timestamp(rfc3339: "2026-09-21T14:15:00Z"))
        #expect(try await fixture.transaction(id).state == .stale)
    }

    @Test("can be closed by an operator with the energy of their meter values; the real stop replaces that")
    func operatorCloses() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        fixture.time.advance(seconds: 600)
        try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"1800"}"#)
        let lastValue = fixture.time.now()
        fixture.time.advance(seconds: 86_400)
        let closed = try await fixture.transactions.close(id, reason: "zombie", by: "ann")
        #expect(closed.state == .closed)
        #expect(closed.stop?.closedBy == .operator)
        #expect(closed.stop?.timestamp == lastValue)
        #expect(closed.stop?.meterStop == nil)
        #expect(closed.energy == Transaction.Energy(wattHours: WattHours(800), source: .meterValues))
        let error = await #expect(throws: TransactionError.self) {
            try await fixture.transactions.close(id, reason: nil, by: "bob")
        }
        #expect(error?.code == .conflict)

        try await fixture.stop(chargePoint, id, meter: 1900)
        let real = try await fixture.transaction(id)
        #expect(real.stop?.closedBy == .chargePoint)
        #expect(real.energy == Transaction.Energy(wattHours: WattHours(900), source: .registers))
        #expect(real.flagCodes == ["closedByOperator", "operatorCloseReplaced"])
    }

    @Test("closed by an operator without any reading are quarantined")
    func operatorClosesBlind() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        let closed = try await fixture.transactions.close(id, reason: nil, by: "ann")
        #expect(closed.energy == nil)
        #expect(closed.quarantine?.proposedEnergy == nil)
        #expect(closed.quarantine != nil)
    }

    @Test("get the orphaned stop that an operator gives them")
    func orphanAssigned() async throws {
        let fixture = try await ChargingFixture(maximumConcurrentTransactions: 0)
        let chargePoint = try await fixture.chargePoint()
        let other = try await fixture.chargePoint("CP-2")
        let id = try await fixture.start(chargePoint).transactionId
        try await fixture.start(chargePoint, connector: 2)
        let foreign = try await fixture.start(other).transactionId
        fixture.time.advance(seconds: 600)
        try await fixture.stop(
            chargePoint, 0, extra: #","transactionData":[{"timestamp":"2026-09-21T14:20:00Z","sampledValue":[{"value":"3400"}]}]"#)
        try await fixture.stop(chargePoint, -1)
        let orphans = try await fixture.transactions.orphanedStops(.init(isResolved: false)).items
        #expect(orphans.count == 2)
        let orphan = try #require(orphans.last)
        for wrong in [foreign, 999] {
            await #expect(throws: TransactionError.self) {
                try await fixture.transactions.resolveOrphanedStop(orphan.id, transaction: wrong, note: nil, by: "ann")
            }
        }
        let resolved = try await fixture.transactions.resolveOrphanedStop(orphan.id, transaction: id, note: "seen", by: "ann")
        #expect(resolved.resolution?.text == "seen")
        #expect(resolved.resolvedTransactionID == id)
        let transaction = try await fixture.transaction(id)
        #expect(transaction.state == .closed)
        #expect(transaction.energy?.wattHours == WattHours(2500))
        #expect(transaction.flagCodes == ["orphanedStopAssigned"])
        #expect(try await fixture.meterValues.list(transaction: id).items.count == 1)

        let dismissed = try await fixture.transactions.resolveOrphanedStop(
            try #require(orphans.first).id, transaction: nil, note: "test", by: "ann")
        #expect(dismissed.resolvedTransactionID == nil)
        #expect(try await fixture.transactions.orphanedStops(.init(isResolved: false)).items.isEmpty)
    }

    @Test("are listed newest first, by every filter")
    func lists() async throws {
        let fixture = try await ChargingFixture(maximumConcurrentTransactions: 0)
        let one = try await fixture.chargePoint("CP-1")
        let two = try await fixture.chargePoint("CP-2")
        let a = try await fixture.start(one, connector: 1).transactionId
        fixture.time.advance(seconds: 3600)
        let b = try await fixture.start(one, connector: 2, idTag: "Other").transactionId
        let c = try await fixture.start(two).transactionId
        try await fixture.stop(one, a)
        func ids(_ filter: TransactionFilter) async throws -> [Int] { try await fixture.transactions.list(filter).items.map(\.id) }
        #expect(try await ids(.init()) == [c, b, a])
        #expect(try await ids(.init(chargePointID: "CP-1")) == [b, a])
        #expect(try await ids(.init(chargePointID: "nowhere")) == [])
        #expect(try await ids(.init(connectorId: 1)) == [c, a])
        #expect(try await ids(.init(idTag: "OTHER")) == [b])
        #expect(try await ids(.init(state: .closed)) == [a])
        #expect(try await ids(.init(from: ChargingFixture.morning.advanced(bySeconds: 10))) == [c, b])
        #expect(try await ids(.init(to: ChargingFixture.morning.advanced(bySeconds: 10))) == [a])
        let first = try await fixture.transactions.list(.init(), PageRequest(limit: 2))
        #expect(first.items.map(\.id) == [c, b])
        let second = try await fixture.transactions.list(.init(), PageRequest(limit: 2, cursor: first.nextCursor))
        #expect(second.items.map(\.id) == [a] && second.nextCursor == nil)
    }
}
