import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Security events and logs")
struct SecurityEventTests {
    private func getLog(_ id: Int, _ type: LogEnumType = .securityLog, from: Timestamp? = nil) throws -> GetLog {
        GetLog(
            logType: type, requestId: id,
            log: LogParametersType(
                remoteLocation: try BoundedString("http://files.example/logs/"), oldestTimestamp: from.map { DateTime($0) }))
    }

    private func content(of transfer: FileTransfer?) -> String? {
        guard case .upload(let bytes, _)? = transfer?.kind else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("the start is told once registered, and every reset with it")
    func starts() throws {
        var bench = Bench(
            ChargePointProfile(identity: "CP-1", security: ChargePointSecurity(knowsExtension: true)))
        try bench.settle()
        #expect(bench.summaries == ["Boot", "Available(0)", "Available(1)", "Event(StartupOfTheDevice)"])
        #expect(bench.messages.last?.event?.timestamp.timestamp == morning)
        bench.forget()
        _ = try bench.command(Reset(type: .hard))
        try bench.run(seconds: 60)
        #expect(bench.summaries.suffix(2) == ["Event(ResetOrReboot)", "Event(StartupOfTheDevice)"])
    }

    @Test("events are kept while the Central System is away, in order")
    func keptOffline() throws {
        var bench = try secureBench()
        try bench.disconnect()
        for event in ["TamperDetectionActivated", "MemoryExhaustion"] { bench.behaviour.note(.named(event), at: bench.now) }
        try bench.run(seconds: 300)
        #expect(bench.messages.isEmpty)
        bench.isReachable = true
        try bench.run(seconds: 60)
        #expect(
            bench.summaries.filter { $0.hasPrefix("Event") } == ["Event(TamperDetectionActivated)", "Event(MemoryExhaustion)"])
        #expect(bench.messages.compactMap(\.event).first?.timestamp.timestamp == morning)
    }

    @Test("an event that was not acknowledged is told again")
    func notAcknowledged() throws {
        var bench = try secureBench()
        var failures: [CallFailure.Code] = [.timedOut, .disconnected]
        bench.answer = { message in
            guard message.event != nil, let code = failures.popLast() else { return nil }
            return .failure(CallFailure(code, action: SecurityEventNotification.action))
        }
        bench.behaviour.note(.named("TamperDetectionActivated"), at: bench.now)
        try bench.run(seconds: 1000)
        #expect(bench.messages.compactMap(\.event).count == 3)
    }

    @Test("what is in the way of the connection is an event, once")
    func obstacles() throws {
        var bench = try secureBench(.tlsWithBasic, authority: TestAuthority())
        try bench.disconnect()
        bench.isReachable = true
        bench.obstacle = { _ in .invalidCertificate }
        try bench.run(seconds: 1000)
        bench.obstacle = { _ in .noCommonVersion }
        try bench.run(seconds: 1000)
        bench.obstacle = { _ in .noCommonCipherSuite }
        try bench.run(seconds: 1000)
        bench.obstacle = { _ in .refused }
        try bench.run(seconds: 1000)
        bench.obstacle = nil
        try bench.run(seconds: 100)
        #expect(
            bench.summaries.filter { $0.hasPrefix("Event") } == [
                "Event(InvalidCentralSystemCertificate)", "Event(InvalidTLSVersion)", "Event(InvalidTLSCipherSuite)",
            ])
        #expect(bench.logged.contains("FailedToAuthenticateAtCentralSystem"))
    }

    @Test("any event can be played by DataTransfer, and a request for a certificate")
    func played() throws {
        var bench = try secureBench()
        let vendor = bench.behaviour.profile.model.vendor.text
        func play(_ id: String, _ data: String?) throws -> DataTransfer {
            DataTransfer(vendorId: try CiString(vendor), messageId: try CiString(id), data: data)
        }
        #expect(try bench.command(play("SecurityEvent", "TamperDetectionActivated")).status == .accepted)
        #expect(try bench.command(play("RequestCertificate", nil)).status == .accepted)
        #expect(bench.summaries == ["Event(TamperDetectionActivated)", "SignCertificate"])
    }

    @Test("the security log is uploaded, and nothing but it")
    func securityLog() throws {
        var bench = try secureBench()
        _ = try bench.configure("AuthorizationKey", "0123456789abcdef0123456789abcdef")
        bench.forget()
        bench.files = { _ in .delivered }
        let answer = try bench.command(getLog(7))
        #expect(answer.status == .accepted)
        #expect(answer.filename?.text.hasPrefix("security-CP-1-") == true)
        #expect(bench.messages.compactMap(\.logStatus) == [
            LogStatusNotification(status: .uploading, requestId: 7), LogStatusNotification(status: .uploaded, requestId: 7),
        ])
        let lines = try #require(content(of: bench.transfers.last)).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasSuffix(" StartupOfTheDevice"))
        #expect(lines[1].hasSuffix(" ReconfigurationOfSecurityParameters: AuthorizationKey changed"))
    }

    @Test("the diagnostics log is the one of GetDiagnostics; only what was asked for is in it")
    func diagnosticsLog() throws {
        var bench = try secureBench()
        bench.files = { _ in .delivered }
        _ = try bench.command(getLog(8, .diagnosticsLog))
        #expect(content(of: bench.transfers.last)?.contains("diagnostics of CP-1") == true)
        _ = try bench.command(getLog(9, .securityLog, from: morning.advanced(bySeconds: 60)))
        #expect(content(of: bench.transfers.last) == "")
    }

    @Test("a second GetLog takes the place of the first")
    func canceled() throws {
        var bench = try secureBench()
        #expect(try bench.command(getLog(1)).status == .accepted)
        #expect(try bench.command(getLog(2)).status == .acceptedCanceled)
        #expect(bench.transfers.count == 2)
        bench.behaviour.transferred(bench.transfers[0].number, .delivered, at: bench.now)
        try bench.settle()
        bench.behaviour.transferred(bench.transfers[1].number, .delivered, at: bench.now)
        try bench.settle()
        #expect(bench.messages.compactMap(\.logStatus).map(\.requestId) == [1, 2, 2])
        #expect(bench.messages.compactMap(\.logStatus).map(\.status) == [.uploading, .uploading, .uploaded])
    }

    @Test("an upload is retried as often as is asked for, and the failure is told when nobody could hear it")
    func uploadFailed() throws {
        var bench = try secureBench()
        var request = try getLog(3)
        request.retries = 1
        request.retryInterval = 100
        bench.files = { _ in .failed("no route") }
        #expect(try bench.command(request).status == .accepted)
        try bench.disconnect()
        try bench.run(seconds: 200)
        #expect(bench.transfers.count == 2)
        bench.isReachable = true
        try bench.run(seconds: 60)
        #expect(bench.messages.compactMap(\.logStatus).last == LogStatusNotification(status: .uploadFailure, requestId: 3))
    }

    @Test("ExtendedTriggerMessage has each message sent", arguments: [
        (MessageTriggerEnumType.heartbeat, "Heartbeat"), (.statusNotification, "Available(0)"),
        (.meterValues, "MeterValues"), (.logStatusNotification, "Log(Idle)"),
        (.firmwareStatusNotification, "SignedFirmware(Idle)"), (.signChargePointCertificate, "SignCertificate"),
    ])
    func triggered(message: MessageTriggerEnumType, summary: String) throws {
        var bench = try secureBench()
        #expect(try bench.command(ExtendedTriggerMessage(requestedMessage: message)).status == .accepted)
        #expect(bench.summaries.first == summary)
    }

    @Test("ExtendedTriggerMessage is refused where TriggerMessage is")
    func notTriggered() throws {
        var bench = try secureBench()
        #expect(try bench.command(ExtendedTriggerMessage(requestedMessage: .bootNotification)).status == .rejected)
        #expect(
            try bench.command(ExtendedTriggerMessage(requestedMessage: .statusNotification, connectorId: 9)).status
                == .rejected)
        #expect(bench.messages.isEmpty)
    }

    @Test("an upload that is under way is told with its number when it is asked about")
    func uploadingTriggered() throws {
        var bench = try secureBench()
        _ = try bench.command(getLog(5))
        bench.forget()
        _ = try bench.command(ExtendedTriggerMessage(requestedMessage: .logStatusNotification))
        #expect(bench.messages.compactMap(\.logStatus) == [LogStatusNotification(status: .uploading, requestId: 5)])
    }

    @Test("whoever knows no whitepaper answers its messages with NotImplemented, and tells no events")
    func withoutExtension() throws {
        var bench = Bench(try profile(idTags: []))
        try bench.settle()
        #expect(bench.summaries == ["Boot", "Available(0)", "Available(1)"])
        let error = try #require(throws: CallError.self) { _ = try bench.command(getLog(1)) }
        #expect(error.code == .notImplemented)
    }
}
