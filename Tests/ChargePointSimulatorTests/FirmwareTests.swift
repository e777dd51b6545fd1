import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Firmware updates")
struct FirmwareTests {
    private func update(
        after seconds: Int = 0, retries: Int? = nil, retryInterval: Seconds? = nil
    ) -> UpdateFirmware {
        UpdateFirmware(
            location: AnyURI("http://files.example/fw/socket-2.1.0.bin"), retries: retries,
            retrieveDate: DateTime(morning.advanced(bySeconds: seconds)), retryInterval: retryInterval)
    }

    private func image(_ text: String = "", name: String = "socket-2.1.0.bin") -> FileTransferResult {
        .retrieved(RetrievedFile(name: name, head: Array(text.utf8), length: max(1, text.utf8.count)))
    }

    @Test("goes from retrieving to a restart with the new version")
    func installed() throws {
        var bench = try idleBench()
        bench.files = { _ in self.image() }
        _ = try bench.command(update(after: 100))
        try bench.run(seconds: 99)
        #expect(bench.messages.isEmpty)
        try bench.run(seconds: 100)
        #expect(
            bench.summaries == [
                "Firmware(Downloading)", "Firmware(Downloaded)", "Unavailable(1)", "Unavailable(2)", "Unavailable(0)",
                "Firmware(Installing)", "Boot", "Available(0)", "Available(1)", "Available(2)", "Firmware(Installed)",
            ])
        #expect(bench.sent.first?.at == morning.advanced(bySeconds: 100))
        #expect(bench.messages.compactMap(\.boot).first?.firmwareVersion?.text == "2.1.0")
        #expect(bench.connects == 2)
        #expect(bench.transfers.map(\.location) == ["http://files.example/fw/socket-2.1.0.bin"])
        // It stays what it is.
        bench.forget()
        _ = try bench.command(Reset(type: .hard))
        try bench.run(seconds: 60)
        #expect(bench.messages.compactMap(\.boot).first?.firmwareVersion?.text == "2.1.0")
        #expect(!bench.summaries.contains { $0.hasPrefix("Firmware") })
    }

    @Test("what cannot be installed is told after a restart with the old version", arguments: [true, false])
    func failed(byContent: Bool) throws {
        var bench = try idleBench { $0.faults.firmwareFails = byContent ? 0 : 1 }
        let file = image(byContent ? "version: 3\ninstallation: fails\n" : "version: 3\n")
        bench.files = { _ in file }
        _ = try bench.command(update())
        try bench.run(seconds: 100)
        #expect(bench.summaries.last == "Firmware(InstallationFailed)")
        #expect(bench.messages.compactMap(\.boot).first?.firmwareVersion?.text == "1.0.0-simulated")
        #expect(bench.summaries.contains("Available(1)"))
    }

    @Test("is retried as often as is asked for, and then given up")
    func downloadFailed() throws {
        var bench = try idleBench()
        bench.files = { _ in .failed("no route") }
        _ = try bench.command(update(retries: 2, retryInterval: 30))
        try bench.run(seconds: 59)
        #expect(bench.summaries == ["Firmware(Downloading)"])
        #expect(bench.transfers.count == 2)
        try bench.run(seconds: 30)
        #expect(bench.summaries == ["Firmware(Downloading)", "Firmware(DownloadFailed)"])
        #expect(bench.transfers.count == 3)
        #expect(bench.sent.last?.at == morning.advanced(bySeconds: 60))
        try bench.run(seconds: 300)
        #expect(bench.transfers.count == 3)
        #expect(bench.behaviour.tally.lastFailure == "firmware: no route")
    }

    @Test("a retry can succeed")
    func retried() throws {
        var bench = try idleBench()
        bench.files = { $0.number == 1 ? .failed("no route") : self.image() }
        _ = try bench.command(update(retries: 1, retryInterval: 10))
        try bench.run(seconds: 200)
        #expect(bench.summaries.last == "Firmware(Installed)")
    }

    @Test("waits for transactions, and lets nobody begin another")
    func waits() throws {
        var bench = try idleBench()
        try bench.charge()
        bench.files = { _ in self.image() }
        _ = try bench.command(update())
        try bench.run(seconds: 300)
        let told = bench.summaries.filter { $0 != "MeterValues" }
        #expect(told == ["Firmware(Downloading)", "Firmware(Downloaded)", "Unavailable(2)"])
        #expect(try bench.command(RemoteStartTransaction(idTag: token("B"), connectorId: 2)).status == .rejected)
        bench.forget()
        #expect(try bench.command(RemoteStopTransaction(transactionId: 1)).status == .accepted)
        #expect(
            bench.summaries == [
                "Stop(Remote)", "Finishing(1)", "Unavailable(1)", "Unavailable(0)", "Firmware(Installing)",
            ])
        try bench.run(seconds: 100)
        #expect(bench.summaries.last == "Firmware(Installed)")
    }

    @Test("can be asked about at any time")
    func triggered() throws {
        var bench = try idleBench()
        let trigger = TriggerMessage(requestedMessage: .firmwareStatusNotification)
        func told(_ bench: inout Bench) throws -> FirmwareStatus? {
            bench.forget()
            _ = try bench.command(trigger)
            guard case .firmwareStatus(let message)? = bench.messages.last else { return nil }
            return message.status
        }
        _ = try bench.command(update(after: 10))
        #expect(try told(&bench) == .idle)
        try bench.run(seconds: 11)
        #expect(try told(&bench) == .downloading)
        let transfer = try #require(bench.transfers.first)
        bench.behaviour.transferred(transfer.number, image(), at: bench.now)
        try bench.run(seconds: 1)
        #expect(try told(&bench) == .installing)
        try bench.run(seconds: 100)
        #expect(try told(&bench) == .idle)
    }

    @Test("what happens during an outage is told after it, as far as it matters still")
    func offline() throws {
        var bench = try idleBench()
        _ = try bench.command(update())
        try bench.disconnect()
        let transfer = try #require(bench.transfers.first)
        bench.behaviour.transferred(transfer.number, .failed("no route"), at: bench.now)
        bench.isReachable = true
        bench.forget()
        try bench.run(seconds: 100)
        #expect(bench.summaries == ["Firmware(DownloadFailed)"])
    }

    @Test("another one takes its place, unless it is being installed")
    func replaced() throws {
        var bench = try idleBench()
        _ = try bench.command(update())
        try bench.run(seconds: 1)
        _ = try bench.command(update(after: 50))
        let first = try #require(bench.transfers.first)
        bench.behaviour.transferred(first.number, image("version: 7\n"), at: bench.now)
        bench.files = { _ in self.image("version: 8\n") }
        try bench.run(seconds: 60)
        #expect(bench.summaries.last == "Firmware(Installing)")
        _ = try bench.command(update())
        try bench.run(seconds: 100)
        #expect(bench.behaviour.currentFirmwareVersion.text == "8")
        #expect(bench.transfers.count == 2)
    }

    @Test("a reset in between only delays it", arguments: [1, 20])
    func reset(seconds: Double) throws {
        var bench = try idleBench()
        if seconds > 1 { bench.files = { _ in self.image() } }
        _ = try bench.command(update())
        try bench.run(seconds: seconds)
        _ = try bench.command(Reset(type: .hard))
        bench.files = { _ in self.image() }
        try bench.run(seconds: 200)
        #expect(bench.summaries.last == "Firmware(Installed)")
        #expect(bench.messages.count { $0.boot != nil } == 2)
        #expect(bench.behaviour.connectors.allSatisfy { $0.status == .available })
    }

    @Test("the version is in the image, or in its name", arguments: [
        ("version: 4.0-beta\nmore: x\n", "socket-2.1.0.bin", "4.0-beta"), ("", "socket-2.1.0.bin", "2.1.0"),
        ("\u{1}\u{2}: binary", "v10.20.bin", "10.20"), ("", "firmware", "firmware"), ("version: \n", "fw_1.2_3.4.5.img", "3.4.5"),
    ])
    func version(head: String, name: String, expected: String) {
        let image = FirmwareImage(RetrievedFile(name: name, head: Array(head.utf8), length: 100))
        #expect(image.version.text == expected)
        #expect(image.isInstallable)
    }

    @Test("an empty file cannot be installed")
    func empty() {
        #expect(!FirmwareImage(RetrievedFile(name: "x", head: [], length: 0)).isInstallable)
    }
}
