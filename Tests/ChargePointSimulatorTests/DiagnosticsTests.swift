import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Diagnostics")
struct DiagnosticsTests {
    private func request(
        from start: Int? = nil, to stop: Int? = nil, retries: Int? = nil, retryInterval: Seconds? = nil
    ) -> GetDiagnostics {
        GetDiagnostics(
            location: AnyURI("http://files.example/logs/"), retries: retries, retryInterval: retryInterval,
            startTime: start.map { DateTime(morning.advanced(bySeconds: $0)) },
            stopTime: stop.map { DateTime(morning.advanced(bySeconds: $0)) })
    }

    private func content(_ transfer: FileTransfer?) throws -> (name: String, text: String) {
        guard case .upload(let content, let name)? = transfer?.kind else { throw NoUpload() }
        return (name, String(decoding: content, as: UTF8.self))
    }

    struct NoUpload: Error {}

    @Test("a log is uploaded under the name that was answered")
    func uploaded() throws {
        var bench = try idleBench()
        try bench.charge()
        bench.files = { _ in .delivered }
        let name = try #require(try bench.command(request()).fileName)
        #expect(bench.summaries == ["Diagnostics(Uploading)", "Diagnostics(Uploaded)"])
        let upload = try content(bench.transfers.first)
        #expect(upload.name == name.text)
        #expect(upload.text.contains("connector 1 is Charging"))
        #expect(upload.text.contains("connector 1: transaction started"))
        #expect(upload.text.contains("firmware 1.0.0-simulated"))
        #expect(bench.transfers.first?.location == "http://files.example/logs/")
    }

    @Test("only what happened in the time asked for")
    func timed() throws {
        var bench = try idleBench()
        try bench.run(seconds: 1000)
        try bench.charge()
        bench.files = { _ in .delivered }
        #expect(try bench.command(request(from: 900)).fileName != nil)
        let late = try content(bench.transfers.last).text
        #expect(late.contains("transaction started"))
        #expect(!late.contains("charge point started"))
        #expect(try bench.command(request(to: 900)).fileName != nil)
        let early = try content(bench.transfers.last).text
        #expect(!early.contains("transaction started"))
        #expect(early.contains("charge point started"))
    }

    @Test("without anything to tell there is no file, and none is uploaded")
    func nothing() throws {
        var bench = try idleBench()
        #expect(try bench.command(request(from: 5000)).fileName == nil)
        try bench.run(seconds: 100)
        #expect(bench.transfers.isEmpty)
        #expect(bench.messages.isEmpty)
    }

    @Test("is retried as often as is asked for, and then given up")
    func failed() throws {
        var bench = try idleBench()
        bench.files = { _ in .failed("full") }
        #expect(try bench.command(request(retries: 2, retryInterval: 20)).fileName != nil)
        try bench.run(seconds: 100)
        #expect(bench.summaries == ["Diagnostics(Uploading)", "Diagnostics(UploadFailed)"])
        #expect(bench.transfers.count == 3)
        #expect(bench.sent.last?.at == morning.advanced(bySeconds: 40))
        #expect(try bench.command(request()).fileName != nil)
    }

    @Test("one at a time, and it can be asked about")
    func busy() throws {
        var bench = try idleBench()
        #expect(try bench.command(request()).fileName != nil)
        #expect(try bench.command(request()).fileName == nil)
        bench.forget()
        let trigger = TriggerMessage(requestedMessage: .diagnosticsStatusNotification)
        #expect(try bench.command(trigger).status == .accepted)
        #expect(bench.summaries == ["Diagnostics(Uploading)"])
        let transfer = try #require(bench.transfers.first)
        bench.behaviour.transferred(transfer.number, .delivered, at: bench.now)
        #expect(try bench.command(trigger).status == .accepted)
        #expect(bench.summaries.suffix(2) == ["Diagnostics(Uploaded)", "Diagnostics(Idle)"])
    }

    @Test("an upload that a reset breaks off begins anew")
    func reset() throws {
        var bench = try idleBench()
        #expect(try bench.command(request()).fileName != nil)
        _ = try bench.command(Reset(type: .soft))
        bench.files = { _ in .delivered }
        try bench.run(seconds: 100)
        #expect(bench.transfers.count == 2)
        #expect(bench.summaries.last == "Diagnostics(Uploaded)")
    }

    @Test("the journal keeps the last events only")
    func journal() {
        var journal = Journal()
        for second in 0..<1000 { journal.record(.connected, at: morning.advanced(bySeconds: second)) }
        #expect(journal.entries.count <= 40)
        #expect(journal.entries.last?.at == morning.advanced(bySeconds: 999))
    }
}
