import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Bulk operations")
struct BulkOperationTests {
    @Test("every charge point gets one result, whatever it says")
    func results() async throws {
        let fixture = try await CentralSystemFixture()
        let stations = try await fixture.fleet(4)
        stations[1].link.answer { _ in #"{"status":"Rejected"}"# }
        stations[2].link.answer { action throws(CallFailure) in
            throw CallFailure(.callError, action: action, error: CallError(.notSupported, "no reset here"))
        }
        let created = try await fixture.create(.chargePoints(["CP-1", "CP-2", "CP-3", "CP-4", "CP-1", "stranger"]))
        #expect(created.state == .running)
        #expect(created.progress.total == 5)
        #expect(created.progress.counts[.unknownChargePoint] == 1)

        let done = try await fixture.system.drained(created.id)
        #expect(done.state == .completed)
        #expect(done.finishedAt == CentralSystemFixture.morning)
        #expect(done.progress.counts == [.answered: 3, .callError: 1, .unknownChargePoint: 1])
        #expect(done.progress.succeeded == 2)
        let before = CentralSystemFixture.morning.advanced(bySeconds: -1)
        #expect(try await fixture.system.bulkOperations.failed(since: before, limit: 5).map(\.id) == [created.id])
        #expect(try await fixture.system.bulkOperations.failed(since: CentralSystemFixture.morning, limit: 5).isEmpty)
        let items = try await fixture.system.bulkOperations.results(of: created.id).items
        #expect(items.map(\.chargePointId) == ["CP-1", "CP-2", "CP-3", "CP-4", "stranger"])
        #expect(items[1].result.status == "Rejected")
        #expect(items[1].result.succeeded == false)
        #expect(items[2].result.text?.contains("no reset here") == true)
        #expect(items.map(\.attempts) == [1, 1, 1, 1, 0])
        let command = try await fixture.system.commands.get(try #require(items[0].result.commandId))
        #expect(command.requestedBy == "bulk operation \(created.id)")
        #expect(stations.map { $0.link.calls.map(\.payload) } == Array(repeating: [#"{"type":"Soft"}"#], count: 4))
    }

    @Test("a filter chooses by what charge points say of themselves, and by group")
    func filter() async throws {
        let fixture = try await CentralSystemFixture()
        let stations = try await fixture.fleet(3)
        _ = try await stations[0].result("BootNotification", #"{"chargePointVendor":"ACME","chargePointModel":"One","firmwareVersion":"1.0"}"#)
        _ = try await stations[1].result("BootNotification", #"{"chargePointVendor":"acme","chargePointModel":"Two","firmwareVersion":"1.0"}"#)
        _ = try await stations[2].result("BootNotification", #"{"chargePointVendor":"Other","chargePointModel":"One"}"#)
        func chosen(_ target: TargetSelection) async throws -> Set<String> {
            let operation = try await fixture.create(target)
            return Set(try await fixture.system.bulkOperations.results(of: operation.id).items.map(\.chargePointId))
        }
        #expect(try await chosen(.filter(vendor: "Acme")) == ["CP-1", "CP-2"])
        #expect(try await chosen(.filter(vendor: "ACME", model: "two")) == ["CP-2"])
        #expect(try await chosen(.filter(model: "One")) == ["CP-1", "CP-3"])
        #expect(try await chosen(.filter(firmwareVersion: "1.0")) == ["CP-1", "CP-2"])
        #expect(try await chosen(.filter(group: "north")) == [])
        #expect(try await fixture.system.drained(1).state == .completed)
        // Everybody did what they were asked for.
        #expect(try await fixture.system.bulkOperations.failed(since: .init(milliseconds: 0), limit: 5).allSatisfy { $0.id != 1 })
    }

    @Test("what cannot be sent is refused once, and nothing is created", arguments: [
        ("Reset", "{}", "type"), ("Reset", #"{"type":"Soft","extra":1}"#, "extra"),
    ])
    func refused(action: String, payload: String, member: String) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.fleet(1)
        let error = await #expect(throws: CentralSystemError.self) {
            try await fixture.create(fixture.ids(1...1), action: OCPPAction(rawValue: action), payload: payload)
        }
        #expect(error?.code == .invalidMember)
        #expect(error?.member == member)
        #expect(try await fixture.system.bulkOperations.list().items.isEmpty)
    }

    @Test("selections and parallelism have bounds", arguments: [
        (TargetSelection.chargePoints([]), nil as Int?, "target.chargePoints"), (.chargePoints([""]), nil, "target.chargePoints"),
        (.filter(), nil, "target.filter"), (.filter(vendor: ""), nil, "target.filter"),
        (.chargePoints(["CP-1"]), 0, "parallelism"), (.chargePoints(["CP-1"]), 201, "parallelism"),
    ])
    func bounds(target: TargetSelection, parallelism: Int?, member: String) async throws {
        let fixture = try await CentralSystemFixture()
        let error = await #expect(throws: CentralSystemError.self) { try await fixture.create(target, parallelism: parallelism) }
        #expect(error?.member == member)
    }

    @Test("no more charge points are served at a time than asked for, and all in the end")
    func parallelism() async throws {
        let fixture = try await CentralSystemFixture()
        let turnstile = Turnstile()
        for number in 1...10 {
            try await fixture.register("CP-\(number)")
            try await fixture.knock("CP-\(number)").responder.opened(SlowLink(turnstile: turnstile))
        }
        let operation = try await fixture.create(fixture.ids(1...10), parallelism: 3)
        async let done = fixture.system.drained(operation.id)
        await turnstile.crowded(3)
        let under = try await fixture.system.bulkOperations.get(operation.id).progress
        #expect(under.counts == [.inProgress: 3, .waiting: 7])
        turnstile.open()
        #expect(try await done.progress.counts == [.answered: 10])
        #expect(turnstile.most == 3)
    }

    @Test("without a deadline a charge point that is not connected has its result at once")
    func notConnected() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.fleet(1)
        try await fixture.register("CP-2")
        let operation = try await fixture.create(fixture.ids(1...2))
        #expect(try await fixture.system.drained(operation.id).state == .completed)
        #expect(try await fixture.system.outcomes(operation.id) == ["CP-1": .answered, "CP-2": .notConnected])
    }

    @Test("until the deadline a charge point that is not connected is waited for")
    func deadline() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.fleet(3, connected: false)
        let deadline = CentralSystemFixture.morning.advanced(bySeconds: 600)
        let operation = try await fixture.create(fixture.ids(1...3), deadline: deadline)
        #expect(try await fixture.system.drained(operation.id).progress.counts == [.waitingForConnection: 3])

        let station = try await fixture.connect("CP-2")
        #expect(try await fixture.system.drained(operation.id).progress.counts == [.waitingForConnection: 3])
        fixture.time.advance(seconds: BulkOperationRunner.settlingSeconds)
        let under = try await fixture.system.drained(operation.id)
        #expect(under.progress.counts == [.waitingForConnection: 2, .answered: 1])
        #expect(under.state == .running)
        #expect(station.link.calls.count == 1)

        fixture.time.set(deadline)
        let over = try await fixture.system.drained(operation.id)
        #expect(over.state == .completed)
        #expect(over.progress.counts == [.notConnected: 2, .answered: 1])
    }

    @Test("a cancelled operation sends nothing more, and what is on its way gets its result")
    func cancel() async throws {
        let fixture = try await CentralSystemFixture()
        let turnstile = Turnstile()
        for number in 1...5 {
            try await fixture.register("CP-\(number)")
            try await fixture.knock("CP-\(number)").responder.opened(SlowLink(turnstile: turnstile))
        }
        let operation = try await fixture.create(fixture.ids(1...5), parallelism: 2)
        async let running: Void = fixture.system.bulkOperationRunner.drain()
        await turnstile.crowded(2)
        let cancelled = try await fixture.system.bulkOperations.cancel(operation.id)
        #expect(cancelled.state == .cancelling)
        #expect(cancelled.progress.counts == [.inProgress: 2, .cancelled: 3])
        turnstile.open()
        try await running
        let over = try await fixture.system.bulkOperations.get(operation.id)
        #expect(over.state == .cancelled)
        #expect(over.progress.counts == [.answered: 2, .cancelled: 3])
        let error = await #expect(throws: CentralSystemError.self) {
            try await fixture.system.bulkOperations.cancel(operation.id)
        }
        #expect(error?.code == .conflict)
    }

    @Test("a retry is for those that did not succeed")
    func retry() async throws {
        let fixture = try await CentralSystemFixture()
        let stations = try await fixture.fleet(2)
        try await fixture.register("CP-3")
        stations[1].link.answer { _ in #"{"status":"Rejected"}"# }
        let id = try await fixture.create(.chargePoints(["CP-1", "CP-2", "CP-3", "CP-4"])).id
        _ = try await fixture.system.drained(id)
        stations[1].link.answer { _ in #"{"status":"Accepted"}"# }
        try await fixture.register("CP-4")
        _ = try await fixture.connect("CP-4")

        let again = try await fixture.system.bulkOperations.retry(id, outcomes: [.answered, .unknownChargePoint])
        #expect(again.state == .running)
        #expect(again.progress.counts == [.answered: 1, .waiting: 2, .notConnected: 1])
        let done = try await fixture.system.drained(id)
        #expect(done.state == .completed)
        #expect(done.progress.counts == [.answered: 3, .notConnected: 1])
        #expect(done.progress.succeeded == 3)
        #expect(stations[0].link.calls.count == 1)
        let items = try await fixture.system.bulkOperations.results(of: id).items
        #expect(items.map(\.attempts) == [1, 2, 0, 1])
        let error = await #expect(throws: CentralSystemError.self) {
            try await fixture.system.bulkOperations.retry(id, outcomes: [.timedOut])
        }
        #expect(error?.code == .conflict)
    }

    @Test("a secret is sent, never shown, and forgotten at the end")
    func secret() async throws {
        let fixture = try await CentralSystemFixture()
        let stations = try await fixture.fleet(1)
        stations[0].link.answer { _ in #"{"status":"Rejected"}"# }
        let payload = #"{"key":"AuthorizationKey","value":"00112233445566778899aabbccddeeff"}"#
        let operation = try await fixture.create(fixture.ids(1...1), action: "ChangeConfiguration", payload: payload)
        #expect(!String(decoding: operation.parameters, as: UTF8.self).contains("0011"))
        _ = try await fixture.system.drained(operation.id)
        #expect(stations[0].link.calls.map(\.payload) == [payload])
        let kept = try await fixture.database.read { connection in
            try connection.row("SELECT parameters FROM bulk_operations WHERE id = $1", [.integer(operation.id)])?.text("parameters")
        }
        #expect(kept?.contains("0011") == false)
        let error = await #expect(throws: CentralSystemError.self) {
            try await fixture.system.bulkOperations.retry(operation.id)
        }
        #expect(error?.code == .conflict)
    }

    @Test("results are listed in pages and by outcome")
    func pages() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.fleet(3)
        let operation = try await fixture.create(.chargePoints(["a", "CP-1", "b", "CP-2", "c", "CP-3"]))
        _ = try await fixture.system.drained(operation.id)
        let service = fixture.system.bulkOperations
        let first = try await service.results(of: operation.id, PageRequest(limit: 4))
        #expect(first.items.map(\.chargePointId) == ["a", "CP-1", "b", "CP-2"])
        let second = try await service.results(of: operation.id, PageRequest(limit: 4, cursor: first.nextCursor))
        #expect(second.items.map(\.chargePointId) == ["c", "CP-3"])
        #expect(second.nextCursor == nil)
        #expect(try await service.results(of: operation.id, outcome: .answered).items.map(\.chargePointId) == ["CP-1", "CP-2", "CP-3"])
        let error = await #expect(throws: CentralSystemError.self) { try await service.results(of: 99) }
        #expect(error?.code == .notFound)
    }

    @Test("operations that ended long ago are forgotten")
    func retention() async throws {
        let fixture = try await CentralSystemFixture(CentralSystemSettings(bulk: BulkSettings(days: 1)))
        let old = try await fixture.create(.chargePoints(["a", "b"]))
        _ = try await fixture.system.drained(old.id)
        fixture.time.advance(seconds: 2 * 86_400)
        let new = try await fixture.create(.chargePoints(["a"]))
        _ = try await fixture.system.drained(new.id)
        try await fixture.system.bulkOperations.prune()
        #expect(try await fixture.system.bulkOperations.list().items.map(\.id) == [new.id])
        let left = try await fixture.database.read { try $0.row("SELECT count(*) AS count FROM bulk_targets")?.int("count") }
        #expect(left == 1)
    }
}
