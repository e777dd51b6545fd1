import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Charging profiles of transactions")
struct TransactionProfileTests {
    @Test("a TxProfile ends with its transaction, the others stay")
    func ended() async throws {
        let fixture = try await SmartChargingFixture()
        let first = try await fixture.start(connector: 1)
        let second = try await fixture.start(connector: 2, idTag: "OTHER")
        try await fixture.set(1, connector: 1, "TxProfile", transaction: first)
        try await fixture.set(2, connector: 1, "TxProfile", level: 1, transaction: first)
        try await fixture.set(3, connector: 2, "TxProfile", transaction: second)
        try await fixture.set(4, connector: 1)
        fixture.time.advance(seconds: 60)
        try await fixture.stop(first)
        #expect(try await fixture.states() == [1: .ended, 2: .ended, 3: .installed, 4: .installed])
        let record = try #require(try await fixture.records().first)
        #expect(record.reason == "transaction \(first) ended")
        #expect(record.endedAt == fixture.time.now())
    }

    @Test("a TxProfile ends when its transaction must be over")
    func stale() async throws {
        let fixture = try await SmartChargingFixture()
        let transaction = try await fixture.start()
        try await fixture.set(1, "TxProfile", transaction: transaction)
        fixture.time.advance(seconds: 60)
        try await fixture.tell("StatusNotification", #"{"connectorId":1,"errorCode":"NoError","status":"Available"}"#)
        #expect(try await fixture.states() == [1: .ended])
    }

    @Test("a TxProfile that names no transaction is for the one of its connector")
    func unnamed() async throws {
        let fixture = try await SmartChargingFixture()
        let transaction = try await fixture.start()
        try await fixture.set(1, "TxProfile")
        #expect(try await fixture.newest().transactionId == transaction)
        #expect(try await fixture.newest().profile.transactionId == nil)
        try await fixture.stop(transaction)
        #expect(try await fixture.states() == [1: .ended])
    }

    @Test("a TxProfile that was taken in advance is for the next transaction of its connector")
    func advance() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1, "TxProfile")
        #expect(try await fixture.newest().transactionId == nil)
        _ = try await fixture.start(connector: 2, idTag: "OTHER")
        #expect(try await fixture.newest().transactionId == nil)
        let transaction = try await fixture.start()
        #expect(try await fixture.newest().transactionId == transaction)
        try await fixture.stop(transaction)
        #expect(try await fixture.states() == [1: .ended])
    }

    @Test("a transaction that ends while the answer is on its way takes the profile along", arguments: [true, false])
    func overtaken(isNamed: Bool) async throws {
        let fixture = try await SmartChargingFixture()
        let transaction = try await fixture.start()
        fixture.link.script { _, _ in
            try? await fixture.stop(transaction)
            return .success(#"{"status":"Accepted"}"#)
        }
        try await fixture.set(1, "TxProfile", transaction: isNamed ? transaction : nil)
        #expect(try await fixture.newest().state == .ended)
        #expect(try await fixture.newest().transactionId == transaction)
    }

    @Test("a TxProfile for a transaction that nobody knows is installed as the charge point says")
    func unknownTransaction() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1, "TxProfile", transaction: 4711)
        #expect(try await fixture.states() == [1: .installed])
    }
}

@Suite("Charging profiles of remote starts")
struct RemoteStartProfileTests {
    private static let request = #"{"connectorId":1,"idTag":"TAG","chargingProfile":\#(SmartChargingFixture.profile(5, "TxProfile"))}"#

    @Test("an accepted one waits for its transaction, is installed by it and ends with it")
    func life() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.send("RemoteStartTransaction", Self.request)
        var record = try await fixture.newest()
        #expect(record.state == .awaitingTransaction)
        #expect(record.source == .remoteStartTransaction)
        #expect(record.installedAt == nil)
        #expect(record.warnings.isEmpty)
        fixture.time.advance(seconds: 20)
        let transaction = try await fixture.start(idTag: "tag")
        record = try await fixture.newest()
        #expect(record.state == .installed)
        #expect(record.transactionId == transaction)
        #expect(record.profile.transactionId == nil)
        #expect(record.installedAt == fixture.time.now())
        try await fixture.stop(transaction)
        #expect(try await fixture.newest().state == .ended)
    }

    @Test("the charge point chooses the connector")
    func anyConnector() async throws {
        let fixture = try await SmartChargingFixture()
        let profile = SmartChargingFixture.profile(5, "TxProfile")
        try await fixture.send("RemoteStartTransaction", #"{"idTag":"TAG","chargingProfile":\#(profile)}"#)
        #expect(try await fixture.newest().connectorId == nil)
        _ = try await fixture.start(connector: 2)
        #expect(try await fixture.newest().connectorId == 2)
        #expect(try await fixture.newest().state == .installed)
    }

    @Test("the transaction may be told of before the answer is recorded")
    func startFirst() async throws {
        let fixture = try await SmartChargingFixture()
        fixture.link.script { _, _ in
            _ = try? await fixture.start()
            return .success(#"{"status":"Accepted"}"#)
        }
        try await fixture.send("RemoteStartTransaction", Self.request)
        let record = try await fixture.newest()
        #expect(record.state == .installed)
        #expect(record.status == "Accepted")
        #expect(record.transactionId != nil)
    }

    @Test("a refused one is never installed, whatever starts then")
    func rejected() async throws {
        let fixture = try await SmartChargingFixture()
        fixture.link.answer(#"{"status":"Rejected"}"#)
        try await fixture.send("RemoteStartTransaction", Self.request)
        _ = try await fixture.start()
        #expect(try await fixture.newest().state == .refused)
    }

    @Test("a refusal undoes what a start of the driver's own looked like")
    func rejectedAfterStart() async throws {
        let fixture = try await SmartChargingFixture()
        fixture.link.script { _, _ in
            _ = try? await fixture.start()
            return .success(#"{"status":"Rejected"}"#)
        }
        try await fixture.send("RemoteStartTransaction", Self.request)
        let record = try await fixture.newest()
        #expect(record.state == .refused)
        #expect(record.transactionId == nil)
        #expect(record.installedAt == nil)
    }

    @Test("another driver's transaction is not its own")
    func otherDriver() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.send("RemoteStartTransaction", Self.request)
        _ = try await fixture.start(connector: 1, idTag: "OTHER")
        #expect(try await fixture.newest().state == .awaitingTransaction)
    }

    @Test("it ends when no transaction comes")
    func neverStarted() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.send("RemoteStartTransaction", Self.request)
        try await fixture.service.giveUpAwaiting()
        #expect(try await fixture.newest().state == .awaitingTransaction)
        fixture.time.advance(seconds: 86_400)
        try await fixture.system.remoteTransactions.expire()
        try await fixture.service.giveUpAwaiting()
        #expect(try await fixture.newest().state == .ended)
        #expect(try await fixture.newest().reason == "no transaction came of the remote start")
    }

    @Test("a profile for the transaction with the same stack level takes its place")
    func replaced() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.send("RemoteStartTransaction", Self.request)
        let transaction = try await fixture.start()
        try await fixture.set(6, "TxProfile", level: 1, transaction: transaction)
        #expect(try await fixture.installed() == [5, 6])
        try await fixture.set(7, "TxProfile", level: 0, transaction: transaction)
        #expect(try await fixture.installed() == [6, 7])
    }

    @Test("a remote start without a profile leaves no record")
    func none() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.send("RemoteStartTransaction", #"{"connectorId":1,"idTag":"TAG"}"#)
        _ = try await fixture.start()
        #expect(try await fixture.records().isEmpty)
    }
}
