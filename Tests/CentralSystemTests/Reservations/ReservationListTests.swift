import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Reservations are listed")
struct ReservationListTests {
    @Test("by charge point, connector, idTag, number and state, newest first, in parts")
    func filters() async throws {
        let fixture = try await ReservationFixture()
        for (idTag, connector) in [("A", 1), ("B", 2), ("A", 0)] { try await fixture.reserve(idTag, connector: connector) }
        fixture.answer("Rejected")
        try await fixture.reserve("A", connector: 1, id: 90)
        func connectors(_ filter: ReservationFilter) async throws -> [Int] {
            try await fixture.system.reservations.list(filter).items.map(\.connectorId)
        }
        #expect(try await connectors(ReservationFilter()) == [1, 0, 2, 1])
        #expect(try await connectors(ReservationFilter(chargePointID: "CP-2")) == [])
        #expect(try await connectors(ReservationFilter(chargePointID: "CP-1", connectorId: 2)) == [2])
        #expect(try await connectors(ReservationFilter(idTag: "a")) == [1, 0, 1])
        #expect(try await connectors(ReservationFilter(idTag: "A", state: .active)) == [0, 1])
        #expect(try await connectors(ReservationFilter(reservationId: 90)) == [1])
        #expect(try await connectors(ReservationFilter(state: .refused)) == [1])
        #expect(try await connectors(ReservationFilter(state: .requested)) == [])
        let first = try await fixture.system.reservations.list(ReservationFilter(), PageRequest(limit: 3))
        #expect(first.items.count == 3)
        let rest = try await fixture.system.reservations.list(ReservationFilter(), PageRequest(limit: 3, cursor: first.nextCursor))
        #expect(rest.items.map(\.connectorId) == [1])
        #expect(rest.nextCursor == nil)
    }

    @Test("by the state of now, also when nobody has recorded the end yet")
    func expired() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve(seconds: 60)
        fixture.central.time.advance(seconds: 60)
        let service = fixture.system.reservations
        #expect(try await service.list(ReservationFilter(state: .active)).items.isEmpty)
        #expect(try await service.list(ReservationFilter(state: .expired)).items.map(\.id) == [reservation.id])
    }

    @Test("and the newest thousand of each charge point are kept")
    func kept() async throws {
        let fixture = try await ReservationFixture()
        fixture.answer("Rejected")
        let first = try await fixture.reserve()
        let second = try await fixture.reserve()
        try await fixture.central.database.write { connection in
            for _ in 3...ReservationStore.kept + 1 { try ReservationStore.insert(second, in: connection) }
        }
        await #expect(throws: ReservationError.self) { try await fixture.current(first) }
        #expect(try await fixture.current(second).id == second.id)
    }
}
