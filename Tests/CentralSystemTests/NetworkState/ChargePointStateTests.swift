import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("The state of a charge point")
struct ChargePointStateTests {
    @Test(
        "it is the most telling of its connectors' statuses",
        arguments: [
            ([], nil),
            ([(1, .available), (2, .charging)], .charging),
            ([(1, .faulted), (2, .charging)], .faulted),
            ([(0, .faulted), (1, .available)], .faulted),
            ([(0, .available), (1, .unavailable)], .unavailable),
            ([(0, .unavailable), (1, .available)], .unavailable),
            ([(0, .available)], .available),
            ([(0, .unavailable), (1, .charging)], .charging),
            ([(1, .available), (2, .preparing)], .occupied),
            ([(1, .suspendedEV)], .occupied),
            ([(1, .reserved), (2, .unavailable)], .occupied),
            ([(1, .unavailable), (2, .available)], .available),
        ] as [([(Int, ChargePointStatus)], ChargePointState?)])
    func state(statuses: [(Int, ChargePointStatus)], state: ChargePointState?) {
        #expect(ChargePointState(statuses: statuses.map { (connectorId: $0.0, status: $0.1) }) == state)
    }

    private static func report(_ connector: Int, _ status: String) -> String {
        #"{"connectorId":\#(connector),"errorCode":"NoError","status":"\#(status)"}"#
    }

    @Test("charge points are counted by what they report, and by whether they are there")
    func counts() async throws {
        let fixture = try await CentralSystemFixture()
        for id in ["A", "B", "C"] { try await fixture.register(id) }
        let states = fixture.system.chargePointStates
        #expect(try await states.counts()[.offline] == 3)
        let a = try await fixture.connect("A")
        _ = try await a.result("StatusNotification", Self.report(1, "Charging"))
        _ = try await a.result("StatusNotification", Self.report(2, "Available"))
        let b = try await fixture.connect("B")
        await fixture.system.flush()
        var counts = try await states.counts()
        #expect((counts[.charging], counts[.unavailable], counts[.offline]) == (1, 1, 1))
        #expect(counts.total == 3)
        _ = try await b.result("StatusNotification", Self.report(0, "Faulted"))
        a.responder.closed(.connectionLost)
        await fixture.system.flush()
        counts = try await states.counts()
        #expect((counts[.charging], counts[.faulted], counts[.offline]) == (0, 1, 2))
        #expect(try await fixture.system.chargePoints.get("A").state == .offline)
        #expect(try await fixture.system.chargePoints.get("B").state == .faulted)
        b.responder.closed(.connectionLost)
        try await fixture.system.chargePoints.delete("B")
        #expect(try await states.counts().total == 2)
        try await fixture.register("B")
        #expect(try await fixture.system.chargePoints.get("B").reportedState == nil)
    }

    @Test("after a start nobody is connected, and what was reported before states were kept is counted")
    func restart() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("A")
        let a = try await fixture.connect("A")
        _ = try await a.result("StatusNotification", Self.report(1, "Available"))
        await fixture.system.flush()
        try await fixture.database.write { try $0.execute("UPDATE charge_points SET state = NULL") }
        let restarted = try await fixture.restarted()
        #expect(try await restarted.chargePointStates.counts()[.offline] == 1)
        #expect(try await restarted.chargePoints.get("A").reportedState == .available)
    }

    @Test("charge points are browsed in every order, a part at a time, each once", arguments: ChargePointOrder.Key.allCases, [false, true])
    func browsing(key: ChargePointOrder.Key, isDescending: Bool) async throws {
        let fixture = try await CentralSystemFixture()
        let vendors = ["Zeta", "Alpha", "Alpha", "", "Mid"]
        for (index, vendor) in vendors.enumerated() {
            try await fixture.register("CP-\(index)")
            guard !vendor.isEmpty else { continue }
            fixture.time.advance(seconds: 10)
            let station = try await fixture.connect("CP-\(index)")
            _ = try await station.result(
                "BootNotification", #"{"chargePointVendor":"\#(vendor)","chargePointModel":"M","firmwareVersion":"\#(9 - index)"}"#)
            await fixture.system.flush()
        }
        var found: [ChargePoint] = []
        var cursor: String?
        repeat {
            let page = try await fixture.system.chargePoints.browse(
                .init(order: .init(key, isDescending: isDescending)), PageRequest(limit: 2, cursor: cursor))
            found += page.items
            cursor = page.nextCursor
        } while cursor != nil
        #expect(Set(found.map(\.id)).count == 5)
        #expect(found.count == 5)
        let values = found.map { point in
            switch key {
            case .id: point.id
            case .lastSeen: "\(point.lastSeenAt?.milliseconds ?? 0)"
            case .vendor: point.bootNotification?.chargePointVendor ?? ""
            case .firmware: point.bootNotification?.firmwareVersion ?? ""
            case .group: point.group ?? ""
            }
        }
        if key != .lastSeen { #expect(values == (isDescending ? values.sorted(by: >) : values.sorted())) }
        if key == .lastSeen { #expect(found.map(\.id).last == (isDescending ? "CP-3" : "CP-4")) }
    }

    @Test("they are browsed by state, by a part of their names, and by how long they have been silent")
    func filters() async throws {
        let fixture = try await CentralSystemFixture()
        for id in ["A-1", "A_1", "B"] { try await fixture.register(id) }
        let station = try await fixture.connect("B")
        _ = try await station.result("StatusNotification", Self.report(1, "Faulted"))
        await fixture.system.flush()
        let chargePoints = fixture.system.chargePoints
        #expect(try await chargePoints.browse(.init(state: .faulted)).items.map(\.id) == ["B"])
        #expect(try await chargePoints.browse(.init(state: .offline)).items.map(\.id) == ["A-1", "A_1"])
        #expect(try await chargePoints.browse(.init(.init(search: "a_"))).items.map(\.id) == ["A_1"])
        station.responder.closed(.connectionLost)
        await fixture.system.flush()
        let later = fixture.time.now().advanced(bySeconds: 60)
        #expect(try await chargePoints.browse(.init(state: .offline, silentSince: later)).items.map(\.id) == ["B"])
        await #expect(throws: CentralSystemError.self) {
            _ = try await chargePoints.browse(.init(order: .init(.lastSeen)), PageRequest(cursor: "x"))
        }
    }
}
