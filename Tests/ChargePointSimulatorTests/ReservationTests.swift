import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Reservations")
struct ReservationTests {
    private func reservation(
        _ connector: ConnectorId = 1, _ idTag: String = "A", parent: String? = nil, id: Int = 11, seconds: Int = 600
    ) throws -> ReserveNow {
        ReserveNow(
            connectorId: connector, expiryDate: DateTime(morning.advanced(bySeconds: seconds)), idTag: try token(idTag),
            parentIdTag: try parent.map(token), reservationId: id)
    }

    private func start(_ idTag: String, _ connector: ConnectorId? = nil) throws -> RemoteStartTransaction {
        RemoteStartTransaction(idTag: try token(idTag), connectorId: connector)
    }

    @Test("a reserved connector is for the one who reserved; the start uses the reservation up")
    func used() throws {
        var bench = try idleBench()
        #expect(try bench.command(reservation()).status == .accepted)
        #expect(bench.summaries == ["Reserved(1)"])
        #expect(try bench.command(start("B", 1)).status == .rejected)
        #expect(try bench.command(start("A", 1)).status == .accepted)
        #expect(try bench.run(atMost: 60) { $0.status?.status == .charging })
        #expect(bench.messages.compactMap(\.start).first?.reservationId == 11)
        #expect(bench.behaviour.reservations.isEmpty)
        #expect(try bench.command(CancelReservation(reservationId: 11)).status == .rejected)
    }

    @Test("a remote start without a connector goes where the place was reserved")
    func findsReserved() throws {
        var bench = try idleBench()
        #expect(try bench.command(reservation(2)).status == .accepted)
        #expect(try bench.command(start("A")).status == .accepted)
        #expect(try bench.run(atMost: 60) { $0.start != nil })
        #expect(bench.messages.compactMap(\.start).first?.connectorId == 2)
    }

    @Test("somebody of the same group uses it too, when list or cache know the group")
    func knownParent() throws {
        var bench = try idleBench()
        let list = [
            AuthorizationData(
                idTag: try token("B"), idTagInfo: IdTagInfo(status: .accepted, parentIdTag: try token("FAMILY")))
        ]
        _ = try bench.command(SendLocalList(listVersion: 1, localAuthorizationList: list, updateType: .full))
        bench.answerAuthorize(with: ["B": IdTagInfo(status: .accepted, parentIdTag: try token("FAMILY"))])
        #expect(try bench.command(reservation(parent: "FAMILY")).status == .accepted)
        _ = bench.behaviour.configuration.change("LocalPreAuthorize", to: "true")
        #expect(try bench.command(start("B", 1)).status == .accepted)
        #expect(try bench.run(atMost: 60) { $0.start != nil })
        #expect(!bench.summaries.contains("Authorize"))
        #expect(bench.messages.compactMap(\.start).first?.reservationId == 11)
    }

    @Test("else the Central System is asked who the parent is", arguments: [true, false])
    func askedParent(isFamily: Bool) throws {
        var bench = try idleBench()
        // Not even a remote start that need not be authorized goes without.
        _ = bench.behaviour.configuration.change("AuthorizeRemoteTxRequests", to: "false")
        let parent = try token(isFamily ? "FAMILY" : "OTHERS")
        bench.answerAuthorize(with: ["B": IdTagInfo(status: .accepted, parentIdTag: parent)])
        #expect(try bench.command(reservation(parent: "FAMILY")).status == .accepted)
        #expect(try bench.command(start("B", 1)).status == .accepted)
        #expect(try bench.run(atMost: 120) { $0.start != nil } == isFamily)
        #expect(bench.summaries.contains("Authorize"))
        #expect(bench.behaviour.reservations.isEmpty == isFamily)
    }

    @Test("offline, whose group is not known does not charge at a reserved connector")
    func offlineParent() throws {
        var bench = try idleBench()
        #expect(try bench.command(reservation(parent: "FAMILY")).status == .accepted)
        bench.set(.allowOfflineTxForUnknownId, to: "true")
        try bench.disconnect()
        #expect(bench.behaviour.admission(of: try token("B"), parent: nil, at: 0) == .dependsOnParent)
        var random = SeededRandom(seed: 1)
        bench.behaviour.connectors[0].visit = .authorizing(.remote(try token("B"), of: try profile(), using: &random))
        bench.behaviour.decide(about: try token("B"), at: 0, bench.now)
        #expect(bench.behaviour.connectors[0].awaitedCable == nil)
    }

    @Test("it expires to the second, and the connector is free again")
    func expires() throws {
        var bench = try idleBench()
        #expect(try bench.command(reservation(seconds: 90)).status == .accepted)
        try bench.run(seconds: 200)
        #expect(bench.summaries.prefix(2) == ["Reserved(1)", "Available(1)"])
        #expect(bench.sent.dropFirst().first?.at == morning.advanced(bySeconds: 90))
    }

    @Test("it is cancelled by its number")
    func cancelled() throws {
        var bench = try idleBench()
        #expect(try bench.command(reservation()).status == .accepted)
        #expect(try bench.command(CancelReservation(reservationId: 12)).status == .rejected)
        #expect(try bench.command(CancelReservation(reservationId: 11)).status == .accepted)
        #expect(bench.summaries == ["Reserved(1)", "Available(1)"])
    }

    @Test("the same number again replaces it, on another connector as well; a refused one changes nothing")
    func replaced() throws {
        var bench = try idleBench()
        #expect(try bench.command(reservation()).status == .accepted)
        #expect(try bench.command(reservation(1, "B")).status == .accepted)
        #expect(bench.behaviour.reservations.map(\.idTag) == [try token("B")])
        #expect(try bench.command(reservation(2, "B")).status == .accepted)
        #expect(bench.summaries == ["Reserved(1)", "Available(1)", "Reserved(2)"])
        #expect(try bench.command(reservation(9, "C")).status == .rejected)
        #expect(bench.behaviour.reservations.map(\.connector) == [2])
        #expect(try bench.command(reservation(2, "A", id: 12)).status == .occupied)
    }

    @Test("a connector that cannot be reserved is answered about with the reason")
    func refused() throws {
        var bench = try idleBench(connectors: 4)
        try bench.charge(at: 1)
        _ = try bench.command(ChangeAvailability(connectorId: 2, type: .inoperative))
        bench.behaviour.breakDown(.groundFailure, at: 2, bench.now)
        #expect(try bench.command(reservation(1)).status == .occupied)
        #expect(try bench.command(reservation(2)).status == .unavailable)
        #expect(try bench.command(reservation(3)).status == .faulted)
        #expect(try bench.command(reservation(5)).status == .rejected)
        #expect(try bench.command(reservation(4, seconds: -1)).status == .rejected)
        #expect(bench.behaviour.reservations.isEmpty)
        _ = try bench.command(ChangeAvailability(connectorId: 0, type: .inoperative))
        #expect(try bench.command(reservation(4)).status == .unavailable)
    }

    @Test("a fault or the end of service ends it", arguments: [true, false])
    func ended(byFault: Bool) throws {
        var bench = try idleBench()
        #expect(try bench.command(reservation()).status == .accepted)
        if byFault {
            bench.behaviour.breakDown(.connectorLockFailure, at: 0, bench.now)
            bench.behaviour.repair(at: 0, bench.now)
        } else {
            _ = try bench.command(ChangeAvailability(connectorId: 1, type: .inoperative))
            _ = try bench.command(ChangeAvailability(connectorId: 1, type: .operative))
        }
        try bench.settle()
        #expect(bench.summaries == ["Reserved(1)", byFault ? "Faulted(1)" : "Unavailable(1)", "Available(1)"])
        #expect(try bench.command(CancelReservation(reservationId: 11)).status == .rejected)
    }

    @Test("for connector 0 no connector is reserved, but one is kept free")
    func anyConnector() throws {
        var bench = try idleBench(connectors: 3)
        #expect(try bench.command(reservation(0)).status == .accepted)
        #expect(bench.summaries.isEmpty)
        try bench.charge("B", at: 1)
        #expect(try bench.command(start("C", 2)).status == .accepted)
        #expect(try bench.run(atMost: 60) { $0.status?.status == .charging })
        // Connector 3 is the last one.
        #expect(bench.summaries.contains("Reserved(3)"))
        #expect(try bench.command(start("D")).status == .rejected)
        #expect(try bench.command(start("A")).status == .accepted)
        #expect(try bench.run(atMost: 60) { $0.start?.reservationId == 11 })
    }

    @Test("so many connectors can be reserved without naming them as are free")
    func anyConnectors() throws {
        var bench = try idleBench(connectors: 2)
        #expect(try bench.command(reservation(0)).status == .accepted)
        #expect(try bench.command(reservation(0, "B", id: 12)).status == .accepted)
        #expect(bench.summaries == ["Reserved(1)", "Reserved(2)"])
        #expect(try bench.command(reservation(0, "C", id: 13)).status == .occupied)
        #expect(try bench.command(reservation(1, "C", id: 13)).status == .occupied)
        bench.forget()
        #expect(try bench.command(CancelReservation(reservationId: 12)).status == .accepted)
        #expect(bench.summaries == ["Available(1)", "Available(2)"])
    }

    @Test("without ReserveConnectorZeroSupported connector 0 is rejected")
    func noConnectorZero() throws {
        var bench = try idleBench()
        bench.set(.reserveConnectorZeroSupported, to: "false")
        #expect(try bench.command(reservation(0)).status == .rejected)
    }

    @Test("it outlasts a reset, and the connector is told as Reserved after it")
    func reset() throws {
        var bench = try idleBench()
        #expect(try bench.command(reservation(seconds: 600)).status == .accepted)
        _ = try bench.command(Reset(type: .hard))
        try bench.run(seconds: 60)
        #expect(bench.summaries.suffix(4) == ["Boot", "Available(0)", "Reserved(1)", "Available(2)"])
    }

    @Test("one that expires during an outage is over when the Central System is back")
    func expiresOffline() throws {
        var bench = try idleBench()
        #expect(try bench.command(reservation(seconds: 60)).status == .accepted)
        bench.forget()
        try bench.disconnect()
        try bench.run(seconds: 100)
        bench.isReachable = true
        try bench.run(seconds: 200)
        #expect(bench.summaries.first == "Available(1)")
    }

    @Test("drivers go elsewhere when a connector is reserved, and come when it is for them")
    func drivers() throws {
        var bench = Bench(try profile(connectors: 1))
        try bench.settle()
        #expect(try bench.command(reservation(1, "SOMEBODY", seconds: 50_000)).status == .accepted)
        #expect(try bench.run(atMost: 20_000) { $0.start != nil } == false)
        #expect(try bench.command(reservation(1, "TAG-1", seconds: 90_000)).status == .accepted)
        #expect(try bench.run(atMost: 20_000) { $0.start?.reservationId == 11 })
    }
}
