import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Commands")
struct CommandTests {
    @Test("a remote start goes all the way to charging")
    func remoteStart() throws {
        var bench = try Bench.idle()
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"), connectorId: 2)).status == .accepted)
        #expect(try bench.run(atMost: 60) { $0.status?.status == .charging })
        #expect(bench.summaries == ["Authorize", "Preparing(2)", "Start", "Charging(2)"])
        #expect(bench.messages.compactMap(\.start).first?.idTag == (try token("app")))
    }

    @Test("a remote start need not be authorized when it is configured so")
    func remoteStartUnauthorized() throws {
        var bench = try Bench.idle()
        _ = bench.behaviour.configuration.change("AuthorizeRemoteTxRequests", to: "false")
        _ = try bench.command(RemoteStartTransaction(idTag: token("APP")))
        #expect(try bench.run(atMost: 60) { $0.start != nil })
        #expect(!bench.summaries.contains("Authorize"))
    }

    @Test("a remote start picks the connector where a vehicle waits")
    func remoteStartCableFirst() throws {
        var bench = Bench(try profile(connectors: 2, seed: 1))
        // Until a driver comes who plugs in first.
        var isWaiting = false
        while !isWaiting, bench.now < morning.advanced(bySeconds: 100_000) {
            #expect(try bench.run { $0.status?.status == .preparing })
            isWaiting = bench.messages.dropLast().last?.authorize == nil
        }
        bench.forgetAllButLast()
        let waiting = try #require(bench.messages.last?.status?.connectorId)
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"))).status == .accepted)
        let start = try #require(bench.messages.compactMap(\.start).first)
        #expect(start.connectorId == waiting)
        #expect(start.idTag == (try token("APP")))
    }

    @Test("a remote start is rejected where it cannot be")
    func remoteStartRejected() throws {
        var bench = try Bench.charging()
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"), connectorId: 1)).status == .rejected)
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"), connectorId: 9)).status == .rejected)
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"))).status == .accepted)
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"))).status == .rejected)
    }

    @Test("a remote stop ends the transaction it names, and no other")
    func remoteStop() throws {
        var bench = try Bench.charging()
        #expect(try bench.command(RemoteStopTransaction(transactionId: 99)).status == .rejected)
        #expect(bench.summaries.isEmpty)
        #expect(try bench.command(RemoteStopTransaction(transactionId: 1)).status == .accepted)
        #expect(bench.summaries == ["Stop(Remote)", "Finishing(1)"])
        #expect(try bench.run(atMost: 100) { $0.status?.status == .available })
    }

    @Test("unlocking ends a transaction, and tells Finishing first")
    func unlock() throws {
        var bench = try Bench.charging()
        #expect(try bench.command(UnlockConnector(connectorId: 1)).status == .unlocked)
        #expect(bench.summaries == ["Finishing(1)", "Stop(UnlockCommand)"])
        #expect(try bench.command(UnlockConnector(connectorId: 2)).status == .unlocked)
        #expect(try bench.command(UnlockConnector(connectorId: 99)).status == .notSupported)
    }

    @Test("there is no lock on a fixed cable")
    func unlockFixed() throws {
        var bench = try Bench.charging(model: .fast150)
        #expect(try bench.command(UnlockConnector(connectorId: 1)).status == .notSupported)
        #expect(bench.summaries.isEmpty)
    }

    @Test("availability changes at once, and is told about")
    func availability() throws {
        var bench = try Bench.idle()
        #expect(try bench.command(ChangeAvailability(connectorId: 2, type: .inoperative)).status == .accepted)
        #expect(bench.summaries == ["Unavailable(2)"])
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"), connectorId: 2)).status == .rejected)
        #expect(try bench.command(ChangeAvailability(connectorId: 2, type: .operative)).status == .accepted)
        #expect(bench.summaries == ["Unavailable(2)", "Available(2)"])
        #expect(try bench.command(ChangeAvailability(connectorId: 9, type: .inoperative)).status == .rejected)
    }

    @Test("the whole charge point goes out of service, its charging connector later")
    func availabilityOfAll() throws {
        var bench = try Bench.charging()
        #expect(try bench.command(ChangeAvailability(connectorId: 0, type: .inoperative)).status == .scheduled)
        #expect(bench.summaries == ["Unavailable(2)"])
        _ = try bench.command(RemoteStopTransaction(transactionId: 1))
        try bench.run(seconds: 100)
        #expect(bench.summaries.suffix(2) == ["Unavailable(1)", "Unavailable(0)"])
        #expect(bench.summaries.contains("Finishing(1)"))
    }

    @Test("unavailability outlasts a reboot")
    func persistent() throws {
        var bench = try Bench.idle()
        _ = try bench.command(ChangeAvailability(connectorId: 1, type: .inoperative))
        _ = try bench.command(Reset(type: .hard))
        try bench.run(seconds: 30)
        #expect(bench.summaries.suffix(4) == ["Boot", "Available(0)", "Unavailable(1)", "Available(2)"])
    }

    @Test("a reset stops transactions with its reason, and the charge point comes back",
        arguments: [(ResetType.soft, "SoftReset"), (.hard, "HardReset")])
    func reset(type: ResetType, reason: String) throws {
        var bench = try Bench.charging()
        #expect(try bench.command(Reset(type: type)).status == .accepted)
        #expect(bench.summaries == ["Stop(\(reason))", "Finishing(1)"])
        #expect(bench.closes.count == 1)
        try bench.run(seconds: 21)
        #expect(bench.connects == 2)
        #expect(bench.summaries.dropFirst(2).first == "Boot")
        #expect(bench.behaviour.isOnline)
    }

    @Test("a hard reset does not wait long, and what was not told is told after it")
    func hardReset() throws {
        var bench = try Bench.charging()
        bench.answer = { $0.stop == nil ? nil : .failure(CallFailure(.timedOut, action: "StopTransaction")) }
        _ = try bench.command(Reset(type: .hard))
        try bench.run(seconds: 2)
        #expect(bench.closes.isEmpty)
        try bench.run(seconds: 2)
        #expect(bench.closes.count == 1)
        bench.answer = nil
        bench.forget()
        #expect(try bench.run(atMost: 60) { $0.stop != nil })
        #expect(bench.messages.first?.boot != nil)
        #expect(bench.messages.compactMap(\.stop).first?.reason == .hardReset)
    }

    @Test("changed settings are in force at once")
    func settings() throws {
        var bench = try Bench.charging()
        let interval = try ChangeConfiguration(key: CiString("MeterValueSampleInterval"), value: CiString("7"))
        #expect(try bench.command(interval).status == .accepted)
        try bench.run(seconds: 71)
        #expect((9...11).contains(bench.messages.compactMap(\.meterValues).count))
        bench = try Bench.idle()
        let heartbeat = try ChangeConfiguration(key: CiString("HeartbeatInterval"), value: CiString("10"))
        #expect(try bench.command(heartbeat).status == .accepted)
        try bench.run(seconds: 100)
        #expect(bench.summaries.count { $0 == "Heartbeat" } == 10)
        let ping = try ChangeConfiguration(key: CiString("WebSocketPingInterval"), value: CiString("0"))
        #expect(try bench.command(ping).status == .accepted)
        #expect(bench.applied.last?.pingIntervalSeconds == 0)
    }

    @Test("settings are reported")
    func getConfiguration() throws {
        var bench = try Bench.idle()
        let all = try bench.command(GetConfiguration())
        #expect(all.configurationKey?.count == ConfigurationKey.all.count - ConfigurationKey.security.count)
        #expect(all.unknownKey == nil)
        let some = try bench.command(GetConfiguration(key: [CiString("NumberOfConnectors"), CiString("Nonsense")]))
        #expect(some.configurationKey?.first?.value?.text == "2")
        #expect(some.unknownKey?.first?.text == "Nonsense")
    }

    @Test("a cleared cache knows nobody")
    func clearCache() throws {
        var bench = try Bench.charging()
        #expect(bench.behaviour.cache.count == 1)
        #expect(try bench.command(ClearCache()).status == .accepted)
        #expect(bench.behaviour.cache.count == 0)
        _ = bench.behaviour.configuration.change("AuthorizationCacheEnabled", to: "false")
        #expect(try bench.command(ClearCache()).status == .rejected)
    }

    @Test("a triggered message follows the answer", arguments: [
        (MessageTrigger.heartbeat, ["Heartbeat"]),
        (.meterValues, ["MeterValues", "MeterValues"]),
        (.statusNotification, ["Available(0)", "Available(1)", "Available(2)"]),
        (.diagnosticsStatusNotification, ["Diagnostics(Idle)"]),
        (.firmwareStatusNotification, ["Firmware(Idle)"]),
    ])
    func trigger(message: MessageTrigger, sent: [String]) throws {
        var bench = try Bench.idle()
        #expect(try bench.command(TriggerMessage(requestedMessage: message)).status == .accepted)
        #expect(bench.summaries == sent)
    }

    @Test("a trigger for a BootNotification is rejected once one was accepted")
    func triggerBoot() throws {
        var bench = try Bench.idle()
        #expect(try bench.command(TriggerMessage(requestedMessage: .bootNotification)).status == .rejected)
        #expect(bench.summaries.isEmpty)
    }

    @Test("connector 0 is the charge point alone for its status, and all connectors for meter values")
    func triggerChargePoint() throws {
        var bench = try Bench.idle()
        let status = TriggerMessage(requestedMessage: .statusNotification, connectorId: 0)
        #expect(try bench.command(status).status == .accepted)
        #expect(bench.summaries == ["Available(0)"])
        _ = try bench.command(TriggerMessage(requestedMessage: .meterValues, connectorId: 0))
        #expect(bench.summaries.suffix(2) == ["MeterValues", "MeterValues"])
        // A connector that matters to nobody is ignored.
        let heartbeat = TriggerMessage(requestedMessage: .heartbeat, connectorId: 9)
        #expect(try bench.command(heartbeat).status == .accepted)
    }

    @Test("a lock that is stuck leaves the transaction as it is")
    func stuckLock() throws {
        var bench = try idleBench { $0.faults.locksStick = 1 }
        try bench.charge()
        #expect(try bench.command(UnlockConnector(connectorId: 1)).status == .unlockFailed)
        #expect(bench.summaries.isEmpty)
        #expect(bench.behaviour.connectors[0].transaction != nil)
    }

    @Test("only so many keys are asked for at once")
    func tooManyKeys() throws {
        var bench = try Bench.idle()
        let keys = try (0...50).map { try CiString<50>("Key\($0)") }
        #expect(try bench.command(GetConfiguration(key: Array(keys.dropLast()))).unknownKey?.count == 50)
        let error = #expect(throws: CallError.self) { try bench.command(GetConfiguration(key: keys)) }
        #expect(error?.code == .occurenceConstraintViolation)
    }

    @Test("a trigger for one connector is about that one, and must be one that exists")
    func triggerConnector() throws {
        var bench = try Bench.charging()
        let one = TriggerMessage(requestedMessage: .meterValues, connectorId: 1)
        #expect(try bench.command(one).status == .accepted)
        let values = try #require(bench.messages.compactMap(\.meterValues).first)
        #expect(values.transactionId == 1)
        #expect(values.meterValue.first?.sampledValue.first?.context == .trigger)
        let status = TriggerMessage(requestedMessage: .statusNotification, connectorId: 1)
        #expect(try bench.command(status).status == .accepted)
        #expect(bench.summaries == ["MeterValues", "Charging(1)"])
        #expect(try bench.command(TriggerMessage(requestedMessage: .meterValues, connectorId: 9)).status == .rejected)
    }

    @Test("CALLs that cannot be answered get the right error", arguments: [
        ("GetLog", "{}", CallErrorCode.notImplemented),
        ("ExtendedTriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}", .notImplemented),
        ("NoSuchAction", "{}", .notImplemented),
        ("Reset", "{}", .occurenceConstraintViolation),
        ("Reset", "{\"type\":\"Lukewarm\"}", .propertyConstraintViolation),
        ("UnlockConnector", "{\"connectorId\":\"one\"}", .typeConstraintViolation),
    ])
    func errors(action: String, payload: String, code: CallErrorCode) throws {
        var bench = try Bench.idle()
        guard case .failure(let error) = bench.behaviour.answer(
            OCPPAction(rawValue: action), try node(payload), at: bench.now)
        else {
            Issue.record("\(action) is answered with an error")
            return
        }
        #expect(error.code == code)
    }

    @Test("what follows from a command waits for its answer, but not for ever")
    func held() throws {
        var bench = try Bench.idle()
        _ = bench.behaviour.answer(
            TriggerMessage.action, try node(TriggerMessage(requestedMessage: .heartbeat)), at: bench.now)
        try bench.settle()
        #expect(bench.summaries.isEmpty)
        try bench.run(seconds: 1)
        #expect(bench.summaries == ["Heartbeat"])
    }
}
