import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("StopTransaction")
struct StopTransactionTests {
    @Test("closes the transaction with the energy of the registers")
    func plain() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        fixture.time.advance(seconds: 3600)
        let response = try await fixture.stop(chargePoint, id, idTag: "TAG", extra: #","reason":"EVDisconnected""#)
        #expect(response.idTagInfo?.status == .accepted)
        let transaction = try await fixture.transaction(id)
        #expect(transaction.state == .closed)
        #expect(transaction.energy == Transaction.Energy(wattHours: WattHours(2500), source: .registers))
        #expect(transaction.stop?.reason == "EVDisconnected")
        #expect(transaction.stop?.idTag == "TAG")
        #expect(transaction.stop?.closedBy == .chargePoint)
        #expect(transaction.stop?.timestamp == fixture.time.now())
        #expect(transaction.flags.isEmpty && transaction.quarantine == nil)
        #expect(fixture.rules(chargePoint).isEmpty)
    }

    @Test("is answered with idTagInfo exactly when it has an idTag, whosever it is")
    func idTagInfo() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        #expect(try await fixture.stop(chargePoint, id, idTag: "NOBODY").idTagInfo?.status == .invalid)
        #expect(try await fixture.transaction(id).state == .closed)
        #expect(try await fixture.stop(chargePoint, id).idTagInfo == nil)
        #expect(try await fixture.stop(chargePoint, 987_654).idTagInfo == nil)
        #expect(try await fixture.stop(chargePoint, -1, idTag: "TAG").idTagInfo?.status == .accepted)
    }

    @Test("sent again changes nothing and is counted")
    func repeats() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        let data = #","transactionData":[{"timestamp":"2026-09-21T14:13:20Z","sampledValue":[{"value":"3500"}]}]"#
        let timestamp = fixture.time.now().rfc3339
        try await fixture.stop(chargePoint, id, at: timestamp, extra: data)
        let before = try await fixture.transaction(id)
        fixture.time.advance(seconds: 100)
        for _ in 0..<3 { try await fixture.stop(chargePoint, id, at: timestamp, extra: data) }
        var after = try await fixture.transaction(id)
        #expect(after.stopRepeats == 3)
        #expect(after.stopLastReceivedAt == fixture.time.now())
        after.stopRepeats = 0
        after.stopLastReceivedAt = before.stopLastReceivedAt
        #expect(after == before)
        #expect(try await fixture.meterValues.list(transaction: id).items.map(\.origin) == [.stopTransaction])
        #expect(try await fixture.transactions.orphanedStops().items.isEmpty)
    }

    @Test("with other contents for a closed transaction changes nothing and waits for the operator")
    func conflict() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        try await fixture.stop(chargePoint, id)
        fixture.time.advance(seconds: 100)
        try await fixture.stop(chargePoint, id, meter: 9999)
        #expect(try await fixture.transaction(id).stop?.meterStop == WattHours(3500))
        let orphan = try #require(try await fixture.transactions.orphanedStops().items.first)
        #expect(orphan.candidates == [id])
        #expect(fixture.rules(chargePoint) == [.conflictingStop])
    }

    @Test("with transactionId 0 or -1 closes the one transaction that fits, also when sent again", arguments: [0, -1, 4711])
    func matched(sent: Int) async throws {
        let fixture = try await ChargingFixture(maximumConcurrentTransactions: 0)
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint, connector: 1).transactionId
        let other = try await fixture.start(chargePoint, connector: 2, idTag: "OTHER").transactionId
        fixture.time.advance(seconds: 600)
        let timestamp = fixture.time.now().rfc3339
        for _ in 0..<2 { try await fixture.stop(chargePoint, sent, idTag: "tag", at: timestamp) }
        let transaction = try await fixture.transaction(id)
        #expect(transaction.state == .closed)
        #expect(transaction.energy?.wattHours == WattHours(2500))
        #expect(transaction.flagCodes == ["transactionMatched"])
        #expect(transaction.stopRepeats == 1)
        #expect(try await fixture.transaction(other).state == .open)
        #expect(try await fixture.transactions.orphanedStops().items.isEmpty)
        #expect(fixture.rules(chargePoint) == [.invalidTransactionIdInStop])
    }

    @Test("that fits none or several is kept once as an orphan, with the candidates")
    func orphans() async throws {
        let fixture = try await ChargingFixture(maximumConcurrentTransactions: 0)
        let chargePoint = try await fixture.chargePoint()
        let timestamp = fixture.time.now().rfc3339
        for _ in 0..<3 { try await fixture.stop(chargePoint, 0, at: timestamp) }
        let one = try await fixture.start(chargePoint, connector: 1).transactionId
        let two = try await fixture.start(chargePoint, connector: 2).transactionId
        try await fixture.stop(chargePoint, -1, idTag: "TAG", extra: #","reason":"Other""#)
        let orphans = try await fixture.transactions.orphanedStops().items
        #expect(orphans.map(\.repeats) == [0, 2])
        #expect(orphans.map { $0.candidates.sorted() } == [[one, two], []])
        #expect(orphans.first?.transactionIdReceived == -1)
        #expect(orphans.first?.reason == "Other")
        #expect(try await fixture.transactions.list(.init(state: .open)).items.count == 2)
    }

    @Test("with another charge point's transactionId leaves that one alone")
    func foreign() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let other = try await fixture.chargePoint("CP-2")
        let id = try await fixture.start(other).transactionId
        try await fixture.stop(chargePoint, id)
        #expect(try await fixture.transaction(id).state == .open)
        let orphan = try #require(try await fixture.transactions.orphanedStops(.init(chargePointID: "CP-1")).items.first)
        #expect(orphan.cause.contains("another charge point's"))
    }

    @Test(
        "with a register that makes no sense is taken, closed and quarantined",
        arguments: [(1000, -1), (1000, 0), (1000, 400), (0, 0), (-1, 5000)])
    func quarantine(meterStart: Int, meterStop: Int) async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint, meter: meterStart).transactionId
        for register in [max(0, meterStart), max(0, meterStart) + 1200] {
            fixture.time.advance(seconds: 600)
            try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"\#(register)"}"#)
        }
        fixture.time.advance(seconds: 600)
        try await fixture.stop(chargePoint, id, meter: meterStop)
        let transaction = try await fixture.transaction(id)
        #expect(transaction.state == .closed)
        #expect(transaction.stop?.meterStop == WattHours(meterStop))
        #expect(transaction.energy == nil)
        let quarantine = try #require(transaction.quarantine)
        #expect(quarantine.proposedEnergy == WattHours(1200))
        #expect(quarantine.lastGoodSample?.register == WattHours(max(0, meterStart) + 1200))
        #expect(try await fixture.transactions.list(.init(quarantined: true)).items.map(\.id) == [id])

        let resolved = try await fixture.transactions.resolveQuarantine(id, energy: WattHours(1200), note: "by samples", by: "ann")
        #expect(resolved.energy == Transaction.Energy(wattHours: WattHours(1200), source: .operator))
        #expect(resolved.quarantine?.resolution?.by == "ann")
        #expect(try await fixture.transactions.list(.init(quarantined: true)).items.isEmpty)
        let error = await #expect(throws: TransactionError.self) {
            try await fixture.transactions.resolveQuarantine(id, energy: WattHours(1), note: nil, by: "bob")
        }
        #expect(error?.code == .conflict)
    }

    @Test("at once and without energy is taken and flagged", arguments: [0, 1000])
    func immediate(meter: Int) async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint, meter: meter).transactionId
        try await fixture.stop(chargePoint, id, meter: meter)
        let transaction = try await fixture.transaction(id)
        #expect(transaction.energy?.wattHours == WattHours(0))
        #expect(transaction.flagCodes == ["noEnergy"])
        #expect(transaction.quarantine == nil)
    }

    @Test("salvages its transactionData, and keeps a reason that we do not know")
    func transactionData() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        try await fixture.stop(
            chargePoint, id, meter: -1,
            extra: """
                ,"reason":"CoffeeSpilled","transactionData":[\
                {"timestamp":"2026-09-21T14:13:20Z","sampledValue":[{"value":"1000"},{"value":"?"}]},\
                {"sampledValue":[{"value":"2.25","unit":"kWh"}]}]
                """)
        let transaction = try await fixture.transaction(id)
        #expect(transaction.stop?.reason == "CoffeeSpilled")
        // The quarantine's proposal includes what came with the stop.
        #expect(transaction.quarantine?.proposedEnergy == WattHours(1250))
        let values = try await fixture.meterValues.list(transaction: id).items
        #expect(values.map(\.origin) == [.stopTransaction, .stopTransaction])
        #expect(values.map(\.setAside.count) == [1, 0])
    }
}
