import Logging
import OCPP16
import OCPPJ
import Synchronization
import Testing

@testable import CentralSystem

@Suite("Diagnostics")
struct DiagnosticsTests {
    private static let start = Timestamp(milliseconds: 1_790_000_000_000)

    private func time(_ seconds: Int) -> Timestamp { Self.start.advanced(bySeconds: seconds) }

    private func file(_ name: String = "a", size: Int64 = 10) -> ReceivedFile {
        ReceivedFile(storedName: name, sizeBytes: size, sha256: "00")
    }

    @Test("the state follows answer, reports and file", arguments: [
        ("log.zip", [], false, DiagnosticsJobState.accepted),
        ("log.zip", [.uploading], false, .uploading),
        // To a location elsewhere, the report is all there is.
        ("log.zip", [.uploading, .uploaded], false, .uploaded),
        ("log.zip", [.uploading, .uploadFailed], false, .uploadFailed),
        ("log.zip", [.uploading, .uploadFailed, .uploading], false, .uploading),
        // The file alone is proof.
        ("log.zip", [], true, .uploaded),
        ("log.zip", [.uploading, .uploaded], true, .uploaded),
        // The charge point did not see our answer; the file is here all the same.
        ("log.zip", [.uploading, .uploadFailed], true, .uploaded),
        // Without a name there is nothing, unless something comes (TC_045_1).
        (nil, [], false, .noDiagnostics),
        (nil, [.uploading], false, .uploading),
        (nil, [.uploading, .uploaded], false, .uploaded),
        (nil, [], true, .uploaded),
        ("log.zip", [.idle], false, .accepted),
    ] as [(String?, [UploadStatus], Bool, DiagnosticsJobState)])
    func states(fileName: String?, reports: [UploadStatus], hasFile: Bool, state: DiagnosticsJobState) {
        var life = DiagnosticsJobLife(requestedAt: Self.start)
        life.answered(fileName: fileName, at: time(1))
        if hasFile {
            life.received(DiagnosticsUpload(file: file(), name: nil, receivedAt: time(5), receivedFrom: "10.0.0.7"))
        }
        for (index, report) in reports.enumerated() { life.reported(report, at: time(10 + index)) }
        #expect(life.state == state)
        #expect(life.lastReport == reports.last)
        #expect((life.finishedAt == nil) == life.state.isUnderWay)
    }

    @Test("a file or a report before the answer stands")
    func overtaking() {
        var life = DiagnosticsJobLife(requestedAt: Self.start)
        life.reported(.uploading, at: time(1))
        life.answered(fileName: nil, at: time(2))
        #expect(life.state == .uploading)
        life.unanswered(.timedOut, "late", at: time(3))
        #expect(life.state == .uploading)
    }

    @Test("silence shows as stalled")
    func stalled() {
        var life = DiagnosticsJobLife(requestedAt: Self.start, stalledAfterSeconds: 60)
        life.answered(fileName: "x", at: time(0))
        #expect(life.effectiveState(at: time(60)) == .accepted)
        #expect(life.effectiveState(at: time(61)) == .stalled)
        life.reported(.uploading, at: time(100))
        #expect(life.effectiveState(at: time(101)) == .uploading)
    }

    /// A Central System with a charge point that announces `log.zip`, and what was removed from its disk.
    private func system(
        _ settings: FileExchangeSettings = FileExchangeSettings()
    ) async throws -> (CentralSystemFixture, Station) {
        let fixture = try await CentralSystemFixture(CentralSystemSettings(files: settings))
        try await fixture.register()
        let station = try await fixture.connect()
        station.link.answer { _ in #"{"fileName":"log.zip"}"# }
        fixture.system.files.announce("http://files:9001")
        return (fixture, station)
    }

    private func start(_ fixture: CentralSystemFixture) async throws -> (job: DiagnosticsJob, token: String) {
        let job = try await fixture.system.diagnostics.start(
            NewDiagnosticsJob(chargePointId: "CP-1"), requestedBy: "test"
        ).job
        return (job, String(job.location.split(separator: "/")[3]))
    }

    @Test("an address of ours takes one file, until it expires")
    func address() async throws {
        let (fixture, station) = try await system(FileExchangeSettings(urlLifetimeSeconds: 100))
        let (job, token) = try await start(fixture)
        #expect(job.location == "http://files:9001/diagnostics/\(token)/")
        #expect(station.link.calls.last?.payload.contains(job.location) == true)
        #expect(job.life.state == .accepted)
        #expect(job.life.fileName == "log.zip")
        let diagnostics = fixture.system.diagnostics
        #expect(try await diagnostics.find(token: FileToken.generate()) == nil)
        guard case .open = try await diagnostics.find(token: token) else { throw CallError(.internalError, "closed") }
        #expect(try await diagnostics.receive(file(), name: "log.zip", token: token, from: "10.0.0.7") == nil)
        #expect(try await diagnostics.receive(file("b"), name: "log.zip", token: token, from: "10.0.0.7") != nil)
        guard case .gone = try await diagnostics.find(token: token) else { throw CallError(.internalError, "open") }
        let received = try await diagnostics.get(job.id)
        #expect(received.life.state == .uploaded)
        #expect(received.life.upload?.file.storedName == "a")
        let (_, other) = try await start(fixture)
        fixture.time.advance(seconds: 100)
        guard case .gone = try await diagnostics.find(token: other) else { throw CallError(.internalError, "open") }
        #expect(try await diagnostics.receive(file("c"), name: nil, token: other, from: "10.0.0.7") != nil)
    }

    @Test("GetDiagnostics through the generic endpoint is followed by its reports")
    func generic() async throws {
        let (fixture, station) = try await system()
        _ = try await fixture.system.commands.send(
            "GetDiagnostics", payload: try JSONNode.parse(Array(#"{"location":"ftp://x/y"}"#.utf8)), to: "CP-1",
            requestedBy: "test")
        func job() async throws -> DiagnosticsJob { try #require(try await fixture.system.diagnostics.list().items.first) }
        #expect(try await job().life.state == .accepted)
        #expect(try await job().expiresAt == nil)
        _ = try await station.result("DiagnosticsStatusNotification", #"{"status":"Uploading"}"#)
        #expect(try await job().life.state == .uploading)
        _ = try await station.result("DiagnosticsStatusNotification", #"{"status":"Uploaded"}"#)
        #expect(try await job().life.state == .uploaded)
        #expect(try await job().life.upload == nil)
        #expect(try await fixture.system.diagnosticsStatuses.list(.diagnostics, chargePointKey: fixture.key()).items.count == 2)
    }

    @Test("uploads that failed are found by the time of their failure")
    func failed() async throws {
        let (fixture, station) = try await system()
        let (job, _) = try await start(fixture)
        let before = fixture.time.now()
        fixture.time.advance(seconds: 10)
        #expect(try await fixture.system.diagnostics.failed(since: before, limit: 5).isEmpty)
        _ = try await station.result("DiagnosticsStatusNotification", #"{"status":"UploadFailed"}"#)
        #expect(try await fixture.system.diagnostics.failed(since: before, limit: 5).map(\.id) == [job.id])
        #expect(try await fixture.system.diagnostics.failed(since: fixture.time.now(), limit: 5).isEmpty)
    }

    @Test("Idle without a request is answered; a log's status is none of ours")
    func idle() async throws {
        let (fixture, station) = try await system()
        _ = try await station.result("DiagnosticsStatusNotification", #"{"status":"Idle"}"#)
        #expect(try await fixture.system.diagnostics.list().items.isEmpty)
        let (job, _) = try await start(fixture)
        _ = try await station.result("LogStatusNotification", #"{"status":"UploadFailure"}"#)
        #expect(try await fixture.system.diagnostics.get(job.id).life.state == .accepted)
    }

    @Test("a new request takes the place of one that runs, unless there is nothing to upload")
    func superseding() async throws {
        let (fixture, station) = try await system()
        let (first, _) = try await start(fixture)
        _ = try await station.result("DiagnosticsStatusNotification", #"{"status":"Uploading"}"#)
        station.link.answer { _ in "{}" }
        let (empty, _) = try await start(fixture)
        #expect(empty.life.state == .noDiagnostics)
        _ = try await station.result("DiagnosticsStatusNotification", #"{"status":"Uploading"}"#)
        #expect(try await fixture.system.diagnostics.get(first.id).life.state == .uploading)
        #expect(try await fixture.system.diagnostics.get(empty.id).life.state == .noDiagnostics)
        station.link.answer { _ in #"{"fileName":"b"}"# }
        let (second, _) = try await start(fixture)
        #expect(try await fixture.system.diagnostics.get(first.id).life.state == .superseded)
        _ = try await station.result("DiagnosticsStatusNotification", #"{"status":"UploadFailed"}"#)
        #expect(try await fixture.system.diagnostics.get(second.id).life.state == .uploadFailed)
    }

    @Test("old, surplus and too many bytes of files go, the oldest first; the requests stay", arguments: [
        (FileExchangeSettings(diagnosticsDays: 1), [false, false, true]),
        (FileExchangeSettings(diagnosticsFiles: 2), [false, true, true]),
        (FileExchangeSettings(diagnosticsBytes: 25), [false, true, true]),
        (FileExchangeSettings(diagnosticsBytes: 5), [false, false, true]),
        (FileExchangeSettings(diagnosticsDays: 0, diagnosticsFiles: 0, diagnosticsBytes: 0), [true, true, true]),
    ])
    func retention(settings: FileExchangeSettings, isKept: [Bool]) async throws {
        let (fixture, _) = try await system(settings)
        for name in ["a", "b", "c"] {
            let (_, token) = try await start(fixture)
            #expect(try await fixture.system.diagnostics.receive(file(name), name: nil, token: token, from: "x") == nil)
            fixture.time.advance(seconds: name == "c" ? 0 : 90_000)
        }
        try await fixture.system.diagnostics.prune()
        let jobs = try await fixture.system.diagnostics.list().items.reversed()
        #expect(jobs.map { $0.life.upload?.removedAt == nil } == isKept)
        #expect(jobs.allSatisfy { $0.life.state == .uploaded })
    }

    @Test("files that no row knows are removed at the start")
    func orphans() async throws {
        let storage = FakeStorage(["a", "b"])
        let (fixture, _) = try await system()
        let (_, token) = try await start(fixture)
        _ = try await fixture.system.diagnostics.receive(file("a"), name: nil, token: token, from: "x")
        let files = FileExchange(storage: storage)
        _ = try await CentralSystem(
            database: fixture.database, time: fixture.time, settings: CentralSystemSettings(), logger: .init(label: "test"),
            files: files)
        #expect(storage.left == [.diagnostics: ["a"], .firmware: []])
    }
}

/// Files that are only names, the same in both areas.
private final class FakeStorage: FileStorage {
    private let files: Mutex<[FileArea: [String]]>

    init(_ names: [String]) { files = Mutex([.firmware: names, .diagnostics: names]) }

    var left: [FileArea: [String]] { files.withLock { $0 } }

    func names(in area: FileArea) async throws -> [String] { files.withLock { $0[area] ?? [] } }
    func remove(_ name: String, from area: FileArea) async throws {
        files.withLock { $0[area]?.removeAll { $0 == name } }
    }
}
