import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Remote starts")
struct RemoteStartTests {
    private func ready() async throws -> (fixture: CentralSystemFixture, station: Station) {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        _ = try await fixture.system.idTags.create(try IdToken("TAG"), IdTagValues())
        return (fixture, try await fixture.connect())
    }

    private func ask(
        _ fixture: CentralSystemFixture, connector: Int? = 1, idTag: String = "TAG", timeout: Int? = nil
    ) async throws -> RemoteStart {
        try await fixture.system.remoteTransactions.start(
            NewRemoteStart(chargePointId: "CP-1", connectorId: connector, idTag: idTag, timeoutSeconds: timeout),
            requestedBy: "test"
        ).job
    }

    @discardableResult
    private func begin(_ station: Station, connector: Int = 1, idTag: String = "tag", at time: Timestamp? = nil) async throws -> Int {
        let answer = try await station.result(
            "StartTransaction",
            """
            {"connectorId":\(connector),"idTag":"\(idTag)","meterStart":0,\
            "timestamp":"\((time ?? station.time.now()).rfc3339)"}
            """)
        return try #require(answer["transactionId"]?.int)
    }

    @Test("accepted, then started by the transaction that belongs to it, with or without an Authorize", arguments: [true, false])
    func started(authorizes: Bool) async throws {
        let (fixture, station) = try await ready()
        let job = try await ask(fixture)
        #expect(job.state == .accepted)
        #expect(job.timeoutSeconds == 180)
        #expect(job.dueAt == job.answeredAt?.advanced(bySeconds: 180))
        #expect(station.link.calls.map(\.payload) == [#"{"idTag":"TAG","connectorId":1}"#])
        if authorizes { _ = try await station.result("Authorize", #"{"idTag":"TAG"}"#) }
        fixture.time.advance(seconds: 20)
        let transaction = try await begin(station)
        let started = try await fixture.system.remoteTransactions.remoteStart(job.id)
        #expect(started.state == .started)
        #expect(started.transactionId == transaction)
        #expect(started.startedAt == fixture.time.now())
        #expect(started.isLate == false)
    }

    @Test("a command through the generic endpoint is a job as well, and connectorId may be absent")
    func generic() async throws {
        let (fixture, station) = try await ready()
        _ = try await fixture.system.commands.send(
            RemoteStartTransaction(idTag: try IdToken("TAG")), to: "CP-1", requestedBy: "somebody")
        let transaction = try await begin(station, connector: 2)
        let job = try #require(try await fixture.system.remoteTransactions.remoteStarts().items.first)
        #expect(job.connectorId == nil)
        #expect(job.requestedBy == "somebody")
        #expect(job.transactionId == transaction)
    }

    @Test("Rejected is a state, and no transaction belongs to it")
    func rejected() async throws {
        let (fixture, station) = try await ready()
        station.link.answer { _ in #"{"status":"Rejected"}"# }
        let job = try await ask(fixture)
        #expect(job.state == .rejected)
        try await begin(station)
        #expect(try await fixture.system.remoteTransactions.remoteStart(job.id).transactionId == nil)
    }

    @Test("accepted but never started is a state after the timeout, and leaves no ghost")
    func neverStarted() async throws {
        let (fixture, station) = try await ready()
        let job = try await ask(fixture, connector: nil, timeout: 60)
        #expect(job.timeoutSeconds == 60)
        fixture.time.set(try #require(job.dueAt).advanced(bySeconds: -1))
        try await fixture.system.remoteTransactions.expire()
        #expect(try await fixture.system.remoteTransactions.remoteStart(job.id).state == .accepted)
        fixture.time.advance(seconds: 1)
        try await fixture.system.remoteTransactions.expire()
        let over = try await fixture.system.remoteTransactions.remoteStart(job.id)
        #expect(over.state == .neverStarted)
        fixture.time.advance(seconds: 7200)
        try await begin(station)
        #expect(try await fixture.system.remoteTransactions.remoteStart(job.id) == over)
    }

    @Test("a transaction that comes after the timeout is linked and shown as late")
    func late() async throws {
        let (fixture, station) = try await ready()
        fixture.time.set(Timestamp(milliseconds: 0))
        station.link.answer { _ in #"{"status":"Accepted"}"# }
        fixture.time.set(CentralSystemFixture.morning)
        let job = try await ask(fixture, timeout: 10)
        try await fixture.database.write { connection in
            // The fake link answers in 1970.
            try connection.execute(
                "UPDATE remote_starts SET due_at = $1", [.integer(CentralSystemFixture.morning.milliseconds + 10_000)])
        }
        fixture.time.advance(seconds: 11)
        try await fixture.system.remoteTransactions.expire()
        let transaction = try await begin(station)
        let late = try await fixture.system.remoteTransactions.remoteStart(job.id)
        #expect(late.state == .started)
        #expect(late.isLate)
        #expect(late.transactionId == transaction)
    }

    @Test("another idTag, another connector and a replayed offline transaction start nothing")
    func others() async throws {
        let (fixture, station) = try await ready()
        let job = try await ask(fixture)
        try await begin(station, idTag: "OTHER")
        try await begin(station, connector: 2)
        try await begin(station, at: fixture.time.now().advanced(bySeconds: -3600))
        #expect(try await fixture.system.remoteTransactions.remoteStart(job.id).state == .accepted)
    }

    @Test("a charge point whose clock is hours slow starts all the same")
    func slowClock() async throws {
        let (fixture, station) = try await ready()
        let job = try await ask(fixture)
        let theirs = fixture.time.now().advanced(bySeconds: -7200)
        _ = try await station.result(
            "StatusNotification",
            #"{"connectorId":1,"errorCode":"NoError","status":"Preparing","timestamp":"\#(theirs.rfc3339)"}"#)
        try await begin(station, at: theirs)
        #expect(try await fixture.system.remoteTransactions.remoteStart(job.id).state == .started)
    }

    @Test("a status that was kept offline does not make a replayed start a new one")
    func replayedStatus() async throws {
        let (fixture, station) = try await ready()
        func report(_ connector: Int, _ status: String, at time: Timestamp) async throws {
            _ = try await station.result(
                "StatusNotification",
                #"{"connectorId":\#(connector),"errorCode":"NoError","status":"\#(status)","timestamp":"\#(time.rfc3339)"}"#)
        }
        try await report(0, "Available", at: fixture.time.now())
        let job = try await ask(fixture)
        let then = fixture.time.now().advanced(bySeconds: -7200)
        try await report(1, "Preparing", at: then)
        try await begin(station, at: then)
        #expect(try await fixture.system.remoteTransactions.remoteStart(job.id).state == .accepted)
        try await begin(station)
        #expect(try await fixture.system.remoteTransactions.remoteStart(job.id).state == .started)
    }

    @Test("a start that overtakes the answer is not thrown back by it")
    func overtaking() async throws {
        let (fixture, station) = try await ready()
        let box = Inbox()
        try await fixture.knock("CP-1").responder.opened(
            OvertakingLink { box.put(try? await begin(station)) })
        let job = try await ask(fixture)
        #expect(job.state == .started)
        #expect(job.transactionId == box.value)
        #expect(job.answeredAt != nil)
    }

    @Test("a driver's own start that overtakes a refusal is not taken for the job's")
    func overtakingRefusal() async throws {
        let (fixture, station) = try await ready()
        try await fixture.knock("CP-1").responder.opened(
            OvertakingLink(answer: #"{"status":"Rejected"}"#) { _ = try? await begin(station) })
        let job = try await ask(fixture)
        #expect(job.state == .rejected)
        #expect(job.transactionId == nil)
        #expect(job.startedAt == nil)
        #expect(try await fixture.system.transactions.list().items.count == 1)
    }

    @Test("a status in another case is understood, and is a deviation all the same")
    func otherCase() async throws {
        let (fixture, station) = try await ready()
        station.link.answer { _ in #"{"status":"accepted"}"# }
        let job = try await ask(fixture)
        #expect(job.state == .accepted)
        #expect(try await fixture.system.commands.get(job.commandId).deviation != nil)
        #expect(BulkResult(try await fixture.system.commands.get(job.commandId)).succeeded)
    }

    @Test("without an answer the job is unanswered; a start that comes all the same is linked")
    func unanswered() async throws {
        let (fixture, station) = try await ready()
        station.link.answer { action throws(CallFailure) in throw CallFailure(.timedOut, action: action) }
        let job = try await ask(fixture)
        #expect(job.state == .unanswered)
        #expect(job.text == "no answer in time")
        let transaction = try await begin(station)
        let started = try await fixture.system.remoteTransactions.remoteStart(job.id)
        #expect(started.state == .started)
        #expect(started.transactionId == transaction)
    }

    @Test("of two jobs the newer gets the transaction, and the older is over")
    func two() async throws {
        let (fixture, station) = try await ready()
        let older = try await ask(fixture)
        let newer = try await ask(fixture)
        try await begin(station)
        let service = fixture.system.remoteTransactions
        #expect(try await service.remoteStart(newer.id).state == .started)
        let over = try await service.remoteStart(older.id)
        #expect(over.state == .neverStarted)
        #expect(over.text?.contains("\(newer.id)") == true)
        try await begin(station)
        #expect(try await service.remoteStart(older.id) == over)
    }

    @Test("the charge point's own ConnectionTimeOut decides where it is known")
    func connectionTimeOut() async throws {
        let (fixture, station) = try await ready()
        station.link.answer { action in
            action == GetConfiguration.action
                ? #"{"configurationKey":[{"key":"ConnectionTimeOut","readonly":false,"value":"45"}]}"#
                : #"{"status":"Accepted"}"#
        }
        _ = try await fixture.system.commands.send(GetConfiguration(), to: "CP-1", requestedBy: "test")
        #expect(try await ask(fixture).timeoutSeconds == 75)
        #expect(try await ask(fixture, timeout: 10).timeoutSeconds == 10)
    }

    @Test("a charging profile goes out and is kept as it was given")
    func profile() async throws {
        let (fixture, station) = try await ready()
        let profile = """
            {"chargingProfileId":7,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative",\
            "chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0}]}}
            """
        let (_, job) = try await fixture.system.remoteTransactions.start(
            NewRemoteStart(
                chargePointId: "CP-1", connectorId: 1, idTag: "TAG",
                chargingProfile: try JSONNode.parse(Array(profile.utf8))),
            requestedBy: "test")
        #expect(station.link.calls.map(\.payload) == [#"{"idTag":"TAG","connectorId":1,"chargingProfile":\#(profile)}"#])
        #expect(job.chargingProfile.map { String(decoding: $0, as: UTF8.self) } == profile)
    }

    @Test("a command without an outcome leaves its job unanswered after a restart")
    func interrupted() async throws {
        let (fixture, _) = try await ready()
        let turnstile = Turnstile()
        try await fixture.knock("CP-1").responder.opened(SlowLink(turnstile: turnstile))
        Task { try await ask(fixture) }
        await turnstile.crowded(1)
        let restarted = try await fixture.restarted()
        let job = try #require(try await restarted.remoteTransactions.remoteStarts().items.first)
        #expect(job.state == .unanswered)
        #expect(job.text?.contains("server stopped") == true)
    }
}
