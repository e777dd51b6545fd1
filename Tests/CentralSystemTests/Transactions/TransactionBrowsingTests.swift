import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Browsing transactions")
struct TransactionBrowsingTests {
    /// Sessions of 300, 100, 200 and 100 Wh, and one that goes on.
    private func fixture() async throws -> ChargingFixture {
        let fixture = try await ChargingFixture(maximumConcurrentTransactions: 0)
        let chargePoint = try await fixture.chargePoint()
        for energy in [300, 100, 200, 100] {
            let id = try await fixture.start(chargePoint).transactionId
            fixture.time.advance(seconds: 600)
            try await fixture.stop(chargePoint, id, meter: 1000 + energy)
        }
        try await fixture.start(chargePoint)
        try await fixture.measure(chargePoint, transaction: "5", #"{"value":"1250"}"#)
        return fixture
    }

    @Test("goes through all of them in either order, by energy those that ended, a part at a time", arguments: TransactionOrder.Key.allCases, [true, false])
    func parts(key: TransactionOrder.Key, isDescending: Bool) async throws {
        let fixture = try await fixture()
        var ids: [Int] = []
        var cursor: String?
        repeat {
            let page = try await fixture.transactions.browse(
                order: .init(key, isDescending: isDescending), .init(limit: 2, cursor: cursor))
            ids += page.items.map(\.id)
            cursor = page.nextCursor
        } while cursor != nil
        let ascending = key == .start ? [1, 2, 3, 4, 5] : [2, 4, 3, 1]
        #expect(ids == (isDescending ? ascending.reversed() : ascending))
    }

    @Test("leaves out what is not asked for, and tells the energy so far of what goes on")
    func filter() async throws {
        let fixture = try await fixture()
        let open = try await fixture.transactions.browse(.init(idTag: "tag", state: .open))
        #expect(open.items.map(\.id) == [5])
        #expect(open.items.first?.lastEnergy == WattHours(250))
        let from = ChargingFixture.morning.advanced(bySeconds: 600)
        let some = try await fixture.transactions.browse(
            .init(chargePointID: "CP-1", state: .closed, quarantined: false, from: from, to: from.advanced(bySeconds: 601)),
            order: .init(.energy, isDescending: true))
        #expect(some.items.map(\.id) == [3, 2])
        #expect(try await fixture.transactions.browse(.init(chargePointID: "CP-9")).items.isEmpty)
    }

    @Test("orders by energy what a filter leaves, be it nearly all or little", arguments: [nil, "CP-1"])
    func energy(chargePoint: String?) async throws {
        let fixture = try await fixture()
        var ids: [Int] = []
        var cursor: String?
        repeat {
            let page = try await fixture.transactions.browse(
                .init(chargePointID: chargePoint, state: .closed, quarantined: false), order: .init(.energy), .init(limit: 1, cursor: cursor))
            ids += page.items.map(\.id)
            cursor = page.nextCursor
        } while cursor != nil
        #expect(ids == [1, 3, 4, 2])
    }

    @Test("refuses a cursor that is none of ours")
    func cursor() async throws {
        let fixture = try await fixture()
        for cursor in ["", "x", "1", "1/2/3", "1/x"] {
            await #expect(throws: CentralSystemError.self) { try await fixture.transactions.browse(.init(), .init(cursor: cursor)) }
        }
    }
}

@Suite("The course of a session")
struct SessionCourseTests {
    @Test("is told by evenly picked meter values, the first and the last among them")
    func picked() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        for step in 1...25 {
            fixture.time.advance(seconds: 60)
            try await fixture.measure(
                chargePoint, transaction: "\(id)",
                #"{"value":"\#(1000 + step * 100)"},{"value":"\#(step)","measurand":"Power.Active.Import","unit":"kW"},{"value":"\#(step)","measurand":"SoC"}"#)
        }
        let course = try await fixture.meterValues.course(of: fixture.transaction(id), points: 10)
        #expect(course.count == 25)
        #expect(course.points.count <= 11)
        #expect(course.points.first?.energy == WattHours(100))
        #expect(course.points.last?.energy == WattHours(2500))
        #expect(course.points.last?.watts == 25_000)
        #expect(course.points.last?.stateOfCharge == 25)
        #expect(!course.isPowerDerived)
    }

    @Test("goes on to the newest meter value however many there are, and picks them over the whole time")
    func long() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        for step in 1...40 {
            // After the first half it is silent for long.
            fixture.time.advance(seconds: step == 21 ? 1200 : 60)
            try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"\#(1000 + step)"}"#)
        }
        let course = try await fixture.meterValues.course(of: fixture.transaction(id), points: 10, counted: 20)
        let energy = course.points.compactMap { $0.energy?.value }
        #expect(energy.first == 1 && energy.last == 40)
        #expect((8...12).contains(energy.count) && Set(energy).count == energy.count)
        #expect(energy.count { $0 <= 20 } >= 3 && energy.count { $0 > 20 } >= 3)
    }

    @Test("derives the power from the register where none is measured, and passes over a register that falls")
    func derived() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        for register in [1100, 1200, 5, 1400] {
            fixture.time.advance(seconds: 60)
            try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"\#(register)"}"#)
        }
        let course = try await fixture.meterValues.course(of: fixture.transaction(id))
        #expect(course.isPowerDerived)
        #expect(course.points.map { $0.energy?.value } == [100, 200, nil, 400])
        #expect(course.points.map(\.watts) == [nil, 6000, nil, 6000])
    }
}

@Suite("Groups of idTags")
struct IdTagGroupTests {
    @Test("are listed with how many belong to each, whatever the case")
    func groups() async throws {
        let fixture = try await ChargingFixture()
        for (idTag, parent) in [("A", "Fleet"), ("B", "FLEET"), ("C", "Guests")] {
            _ = try await fixture.idTags.create(try IdToken(idTag), IdTagValues(parentIdTag: try IdToken(parent)))
        }
        let first = try await fixture.idTags.groups(.init(limit: 1))
        #expect(first.items.map(\.members) == [2])
        let second = try await fixture.idTags.groups(.init(limit: 1, cursor: first.nextCursor))
        #expect(second.items.map(\.parentIdTag.text) == ["Guests"])
        #expect(second.nextCursor == nil)
        let members = try await fixture.idTags.members(of: try IdToken("fleet"), .init(limit: 1))
        #expect(members.items.map(\.idTag.text) == ["A"])
        let rest = try await fixture.idTags.members(of: try IdToken("fleet"), .init(limit: 1, cursor: members.nextCursor))
        #expect(rest.items.map(\.idTag.text) == ["B"])
    }
}
