import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Logs")
struct LogTests {
    private func station(
        _ fixture: CentralSystemFixture, answer: String = #"{"status":"Accepted","filename":"log.zip"}"#
    ) async throws -> Station {
        try await fixture.register()
        let station = try await fixture.connect()
        station.link.answer { _ in answer }
        fixture.system.files.announce("http://files:9001")
        return station
    }

    private func start(
        _ fixture: CentralSystemFixture, _ type: LogEnumType = .securityLog, requestId: Int? = nil
    ) async throws -> DiagnosticsJob {
        try await fixture.system.diagnostics.start(
            NewDiagnosticsJob(
                chargePointId: "CP-1", startTime: CentralSystemFixture.morning, retries: 2, logType: type, requestId: requestId),
            requestedBy: "test"
        ).job
    }

    private func report(_ station: Station, _ status: String, _ requestId: Int? = nil) async throws {
        let member = requestId.map { #","requestId":\#($0)"# } ?? ""
        #expect(try await station.result("LogStatusNotification", #"{"status":"\#(status)"\#(member)}"#).members.isEmpty)
    }

    private func job(_ fixture: CentralSystemFixture, _ job: DiagnosticsJob) async throws -> DiagnosticsJob {
        try await fixture.system.diagnostics.get(job.id)
    }

    @Test("GetLog goes out with an address of ours", arguments: LogEnumType.allCases)
    func request(type: LogEnumType) async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let job = try await start(fixture, type)
        let sent = try JSONNode.parse(Array(try #require(station.link.calls.last).payload.utf8))
        #expect(station.link.calls.last?.action == "GetLog")
        #expect(sent["logType"]?.string == type.rawValue)
        #expect(sent["requestId"]?.int == job.requestId)
        #expect(sent["retries"]?.int == 2)
        #expect(sent["log"]?["remoteLocation"]?.string == job.location)
        #expect(sent["log"]?["oldestTimestamp"] != nil)
        #expect(job.logType == type)
        #expect(job.life.state == .accepted)
        #expect(job.life.fileName == "log.zip")
        #expect(job.expiresAt != nil)
    }

    @Test("every status has its meaning, with the request id or without", arguments: [true, false], [
        ("Uploading", DiagnosticsJobState.uploading), ("Uploaded", .uploaded), ("UploadFailure", .uploadFailed),
        ("BadMessage", .uploadFailed), ("PermissionDenied", .uploadFailed), ("NotSupportedOperation", .uploadFailed),
        ("Idle", .accepted),
    ])
    func states(named: Bool, pair: (status: String, state: DiagnosticsJobState)) async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let job = try await start(fixture)
        try await report(station, pair.status, named ? job.requestId : nil)
        let now = try await self.job(fixture, job)
        #expect(now.life.state == pair.state)
        #expect(now.life.lastReport?.rawValue == pair.status)
        #expect((now.life.explanation != nil) == (pair.state == .uploadFailed))
    }

    @Test("the name that the whitepaper's own requirement gives a failure is understood, with a trace")
    func uploadFailed() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let job = try await start(fixture)
        try await report(station, "UploadFailed", job.requestId)
        #expect(try await self.job(fixture, job).life.state == .uploadFailed)
        #expect(try await self.job(fixture, job).life.lastReport == .uploadFailure)
        #expect(try await fixture.rules().contains("logUploadFailed"))
        #expect(try await fixture.system.diagnosticsStatuses.list(.log, chargePointKey: fixture.key()).items.map(\.status) == ["UploadFailed"])
        #expect(try await station.refusal("LogStatusNotification", #"{"status":"Lost"}"#) != nil)
    }

    @Test("the answer decides", arguments: [
        (#"{"status":"Accepted"}"#, DiagnosticsJobState.accepted), (#"{"status":"AcceptedCanceled","filename":"x"}"#, .accepted),
        (#"{"status":"Rejected"}"#, .rejected), (#"{"status":"acceptedcanceled"}"#, .accepted),
    ])
    func answers(answer: String, state: DiagnosticsJobState) async throws {
        let fixture = try await CentralSystemFixture()
        _ = try await station(fixture, answer: answer)
        #expect(try await start(fixture).life.state == state)
    }

    @Test("a newer request ends the one before when the charge point says so", arguments: [
        ("AcceptedCanceled", DiagnosticsJobState.superseded), ("Accepted", .uploading), ("Rejected", .uploading),
    ])
    func newer(answer: String, state: DiagnosticsJobState) async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let first = try await start(fixture)
        try await report(station, "Uploading", first.requestId)
        station.link.answer { _ in #"{"status":"\#(answer)"}"# }
        _ = try await start(fixture)
        #expect(try await job(fixture, first).life.state == state)
    }

    @Test("logs and diagnostics do not take one another's reports")
    func apart() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let log = try await start(fixture)
        station.link.answer { _ in #"{"fileName":"d.zip"}"# }
        let diagnostics = try await fixture.system.diagnostics.start(
            NewDiagnosticsJob(chargePointId: "CP-1"), requestedBy: "test"
        ).job
        try await report(station, "Uploaded")
        #expect(try await job(fixture, log).life.state == .uploaded)
        #expect(try await job(fixture, diagnostics).life.state == .accepted)
        _ = try await station.result("DiagnosticsStatusNotification", #"{"status":"UploadFailed"}"#)
        #expect(try await job(fixture, log).life.state == .uploaded)
        #expect(try await job(fixture, diagnostics).life.state == .uploadFailed)
    }

    @Test("a report without a job, or with an id that nobody knows, is answered and recorded")
    func unknown() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        try await report(station, "Uploaded")
        let job = try await start(fixture, requestId: 5)
        try await report(station, "Uploaded", 6)
        #expect(try await self.job(fixture, job).life.state == .accepted)
        let reports = try await fixture.system.diagnosticsStatuses.list(.log, chargePointKey: fixture.key()).items
        #expect(reports.map(\.requestId) == [6, nil])
    }
}
