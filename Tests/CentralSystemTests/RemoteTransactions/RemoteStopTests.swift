import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Remote stops")
struct RemoteStopTests {
    private func charging() async throws -> (fixture: CentralSystemFixture, station: Station, transaction: Int) {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        _ = try await fixture.system.idTags.create(try IdToken("TAG"), IdTagValues())
        let station = try await fixture.connect()
        let answer = try await station.result(
            "StartTransaction",
            #"{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"\#(fixture.time.now().rfc3339)"}"#)
        return (fixture, station, try #require(answer["transactionId"]?.int))
    }

    private func stop(_ fixture: CentralSystemFixture, _ id: Int, at identity: String? = nil) async throws -> RemoteStop {
        try await fixture.system.remoteTransactions.stop(
            transactionId: id, chargePointId: identity, requestedBy: "test"
        ).job
    }

    private func end(_ station: Station, _ id: Int) async throws {
        _ = try await station.result(
            "StopTransaction",
            #"{"transactionId":\#(id),"meterStop":10,"timestamp":"\#(station.time.now().rfc3339)","reason":"Remote"}"#)
    }

    @Test("accepted, then stopped by the end of the transaction")
    func stopped() async throws {
        let (fixture, station, id) = try await charging()
        let job = try await stop(fixture, id)
        #expect(job.state == .accepted)
        #expect(job.chargePointId == "CP-1")
        #expect(station.link.calls.map(\.payload) == [#"{"transactionId":\#(id)}"#])
        fixture.time.advance(seconds: 5)
        try await end(station, id)
        let stopped = try await fixture.system.remoteTransactions.remoteStop(job.id)
        #expect(stopped.state == .stopped)
        #expect(stopped.stopReason == "Remote")
        #expect(stopped.stoppedAt == fixture.time.now())
    }

    @Test("Rejected leaves the transaction open, known to us or not", arguments: [true, false])
    func rejected(isKnown: Bool) async throws {
        let (fixture, station, id) = try await charging()
        station.link.answer { _ in #"{"status":"Rejected"}"# }
        let asked = isKnown ? id : id + 1000
        let job = try await stop(fixture, asked, at: "CP-1")
        #expect(job.state == .rejected)
        #expect(job.transactionId == asked)
        #expect(station.link.calls.count == 1)
        #expect(try await fixture.system.transactions.get(id)?.state == .open)
        try await end(station, id)
        #expect(try await fixture.system.remoteTransactions.remoteStop(job.id).state == .rejected)
    }

    @Test("an unknown transaction needs a charge point")
    func unknown() async throws {
        let (fixture, station, id) = try await charging()
        let error = await #expect(throws: TransactionError.self) { try await stop(fixture, id + 1000) }
        #expect(error?.code == .unknownTransaction)
        #expect(station.link.calls.isEmpty)
    }

    @Test("accepted but never stopped is a state after the timeout; a stop that comes later is late")
    func neverStopped() async throws {
        let (fixture, station, id) = try await charging()
        let job = try await stop(fixture, id)
        fixture.time.set(try #require(job.dueAt))
        try await fixture.system.remoteTransactions.expire()
        #expect(try await fixture.system.remoteTransactions.remoteStop(job.id).state == .neverStopped)
        fixture.time.set(CentralSystemFixture.morning.advanced(bySeconds: 600))
        try await end(station, id)
        let late = try await fixture.system.remoteTransactions.remoteStop(job.id)
        #expect(late.state == .stopped)
        #expect(late.isLate)
    }

    @Test("a transaction that an operator closes was not stopped by the charge point")
    func closedByOperator() async throws {
        let (fixture, station, id) = try await charging()
        let job = try await stop(fixture, id)
        _ = try await fixture.system.transactions.close(id, reason: nil, by: "test")
        #expect(try await fixture.system.remoteTransactions.remoteStop(job.id).state == .neverStopped)
        try await end(station, id)
        #expect(try await fixture.system.remoteTransactions.remoteStop(job.id).state == .stopped)
    }

    @Test("an end that overtakes the answer is not thrown back by it")
    func overtaking() async throws {
        let (fixture, station, id) = try await charging()
        try await fixture.knock("CP-1").responder.opened(OvertakingLink { try? await end(station, id) })
        let job = try await stop(fixture, id)
        #expect(job.state == .stopped)
        #expect(job.answeredAt != nil)
    }
}
