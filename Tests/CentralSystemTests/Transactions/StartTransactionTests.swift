import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("StartTransaction")
struct StartTransactionTests {
    @Test("needs nothing before it, and records what was sent")
    func plain() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let sent = ChargingFixture.morning.advanced(bySeconds: -86_400).rfc3339
        let response = try await fixture.start(
            chargePoint, connector: 4, idTag: "tag", meter: 77, at: sent, extra: #","reservationId":12"#)
        #expect(response.idTagInfo == IdTagInfo(status: .accepted))
        #expect(response.transactionId > 0)
        let transaction = try await fixture.transaction(response.transactionId)
        #expect(transaction.chargePointID == "CP-1")
        #expect(transaction.connectorId == 4)
        #expect(transaction.idTag == "tag")
        #expect(transaction.meterStart == WattHours(77))
        #expect(transaction.reservationId == 12)
        #expect(transaction.startTimestamp.rfc3339 == sent)
        #expect(transaction.startReceivedAt == ChargingFixture.morning)
        #expect(transaction.state == .open)
        #expect(transaction.flags.isEmpty)
        let connectors = try await fixture.database.read { try $0.rows("SELECT connector_id FROM connectors").count }
        #expect(connectors == 1)
    }

    @Test(
        "of an idTag that may not charge still gets a transactionId, and a flag",
        arguments: [("NOBODY", AuthorizationStatus.invalid), ("BLOCKED", .blocked), ("OLD", .expired), ("PAST", .expired)])
    func notAccepted(idTag: String, status: AuthorizationStatus) async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        _ = try await fixture.idTags.put(try IdToken("BLOCKED"), IdTagValues(status: .blocked))
        _ = try await fixture.idTags.put(try IdToken("OLD"), IdTagValues(status: .expired))
        _ = try await fixture.idTags.put(
            try IdToken("PAST"), IdTagValues(expiryDate: ChargingFixture.morning.advanced(bySeconds: -1)))
        let response = try await fixture.start(chargePoint, idTag: idTag)
        #expect(response.idTagInfo.status == status)
        #expect(response.transactionId > 0)
        let transaction = try await fixture.transaction(response.transactionId)
        #expect(transaction.authorizationStatus == status)
        #expect(transaction.flagCodes == ["authorizationNotAccepted"])

        // Its stop closes it, with or without the idTag.
        let stop = try await fixture.stop(chargePoint, response.transactionId, idTag: idTag, extra: #","reason":"DeAuthorized""#)
        #expect(stop.idTagInfo?.status == status)
        #expect(try await fixture.transaction(response.transactionId).energy?.wattHours == WattHours(2500))
    }

    @Test("on two connectors at once makes two transactions")
    func twoConnectors() async throws {
        let fixture = try await ChargingFixture(maximumConcurrentTransactions: 0)
        let chargePoint = try await fixture.chargePoint()
        async let first = fixture.start(chargePoint, connector: 1)
        async let second = fixture.start(chargePoint, connector: 2)
        let (one, two) = try await (first, second)
        #expect(one.transactionId != two.transactionId)
        #expect(try await fixture.transaction(one.transactionId).connectorId == 1)
        #expect(try await fixture.transaction(two.transactionId).connectorId == 2)
        #expect(
            try await fixture.database.read { try TransactionService.openTransactions(chargePointKey: chargePoint.key, in: $0) }
                == [1: one.transactionId, 2: two.transactionId])
    }

    @Test("sent again, even many times at once, is one transaction with the same id and the same answer")
    func repeats() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let timestamp = fixture.time.now().rfc3339
        let first = try await fixture.start(chargePoint, at: timestamp)
        fixture.time.advance(seconds: 30)
        // Were it judged anew, it would be Blocked now.
        _ = try await fixture.idTags.put(try IdToken("TAG"), IdTagValues(status: .blocked))
        let answers = try await withThrowingTaskGroup(of: StartTransactionResponse.self) { group in
            for _ in 0..<20 { group.addTask { try await fixture.start(chargePoint, at: timestamp) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0 == first })
        let transaction = try await fixture.transaction(first.transactionId)
        #expect(transaction.startRepeats == 20)
        #expect(transaction.startReceivedAt == ChargingFixture.morning)
        #expect(transaction.startLastReceivedAt == ChargingFixture.morning.advanced(bySeconds: 30))
        #expect(transaction.state == .open)
    }

    @Test("that differs in anything is another transaction, and makes the earlier one on its connector stale")
    func differs() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let timestamp = fixture.time.now().rfc3339
        let earlier = ChargingFixture.morning.advanced(bySeconds: -3600).rfc3339
        var ids = [try await fixture.start(chargePoint, at: timestamp).transactionId]
        ids.append(try await fixture.start(chargePoint, meter: 1001, at: timestamp).transactionId)
        ids.append(try await fixture.start(chargePoint, idTag: "OTHER", at: timestamp).transactionId)
        ids.append(try await fixture.start(chargePoint, at: earlier).transactionId)
        #expect(Set(ids).count == 4)
        let states = try await fixture.transactions.list().items.map(\.state)
        #expect(states == [.open, .stale, .stale, .stale])
        let stale = try #require(try await fixture.transaction(ids[0]).stale)
        #expect(stale.reason == "transaction \(ids[1]) started on its connector")
    }

    @Test("is ConcurrentTx only beyond the limit, elsewhere, while the other is open and not stale")
    func concurrent() async throws {
        let fixture = try await ChargingFixture()
        let one = try await fixture.chargePoint("CP-1")
        let two = try await fixture.chargePoint("CP-2")
        let first = try await fixture.start(one)
        #expect(first.idTagInfo.status == .accepted)
        // The same connector again: the earlier one is over.
        let second = try await fixture.start(one, meter: 2000)
        #expect(second.idTagInfo.status == .accepted)
        let third = try await fixture.start(two)
        #expect(third.idTagInfo.status == .concurrentTx)
        #expect(third.transactionId > 0)
        #expect(try await fixture.transaction(third.transactionId).flagCodes == ["authorizationNotAccepted"])
        // A refused transaction takes nobody's place, and a stale one neither.
        try await fixture.reportAvailable(one)
        #expect(try await fixture.start(two, connector: 2).idTagInfo.status == .accepted)
        // Its own limit.
        _ = try await fixture.idTags.update(try IdToken("TAG")) { $0.maximumConcurrentTransactions = 2 }
        #expect(try await fixture.start(two, connector: 3).idTagInfo.status == .accepted)
        #expect(try await fixture.start(two, connector: 4).idTagInfo.status == .concurrentTx)
        _ = try await fixture.idTags.update(try IdToken("TAG")) { $0.maximumConcurrentTransactions = 0 }
        #expect(try await fixture.start(two, connector: 5).idTagInfo.status == .accepted)
    }

    @Test(
        "with a bad timestamp is taken, flagged, and counted",
        arguments: [
            ("2026-09-21T14:00:00", "timestampWithoutZone"), ("2026-09-21T16:00:00+02", "timestampNotRFC3339"),
            ("1970-01-01T00:00:09Z", "timestampFromUnsetClock"), ("soon", "unreadableTimestamp"),
            ("2026-09-21T18:00:00Z", "timestampInFuture"),
        ])
    func timestamps(sent: String, flag: String) async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint, at: sent).transactionId
        let transaction = try await fixture.transaction(id)
        #expect(transaction.startTimestampReceived == sent)
        #expect(transaction.flagCodes == [flag])
        #expect(fixture.rules(chargePoint).map(\.rawValue) == [flag])
        // A retry is still recognised, although the corrected time would be another.
        fixture.time.advance(seconds: 60)
        #expect(try await fixture.start(chargePoint, at: sent).transactionId == id)
    }

    @Test("that misses a member is refused by its name")
    func missing() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let error = await #expect(throws: PayloadError.self) {
            try await fixture.call(
                StartTransactionHandler(transactions: fixture.transactions),
                #"{"connectorId":1,"idTag":"TAG","timestamp":"2026-09-21T14:00:00Z"}"#, from: chargePoint)
        }
        #expect(error?.kind == .missing && error?.path == ["meterStart"])
    }
}
