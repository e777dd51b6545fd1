import OCPP16
import OCPPJ
import Persistence

@testable import CentralSystem

/// A Central System with a connected charge point CP-1 and the idTags A and B of the group FLEET, and C on its own.
struct ReservationFixture {
    let central: CentralSystemFixture
    let station: Station

    var system: CentralSystem { central.system }

    init(_ settings: CentralSystemSettings = CentralSystemSettings()) async throws {
        central = try await CentralSystemFixture(settings)
        try await central.register()
        station = try await central.connect()
        let fleet = try IdToken("FLEET")
        for name in ["A", "B"] {
            _ = try await central.system.idTags.create(try IdToken(name), IdTagValues(parentIdTag: fleet))
        }
        _ = try await central.system.idTags.create(try IdToken("C"), IdTagValues())
    }

    /// Every CALL is answered with this status from now on.
    func answer(_ status: String) {
        station.link.answer { _ in #"{"status":"\#(status)"}"# }
    }

    /// No CALL is answered from now on.
    func fail(_ code: CallFailure.Code) {
        station.link.answer { action throws(CallFailure) in throw CallFailure(code, action: action) }
    }

    @discardableResult
    func reserve(
        _ idTag: String = "A", connector: Int = 1, parent: NewReservation.Parent = .registered, seconds: Int? = nil,
        id: Int? = nil
    ) async throws -> Reservation {
        try await system.reservations.reserve(
            NewReservation(
                connectorId: try ConnectorId(connector), idTag: try IdToken(idTag), parent: parent,
                expiry: .after(seconds: seconds), reservationId: id),
            at: "CP-1", requestedBy: "test"
        ).reservation
    }

    /// Sends any CALL by the generic endpoint's way.
    @discardableResult
    func command(_ action: OCPPAction, _ json: String) async throws -> Command {
        try await system.commands.send(
            action, payload: try JSONNode.parse(Array(json.utf8)), to: "CP-1", requestedBy: "generic")
    }

    func report(_ status: String, connector: Int = 1, error: String = "NoError", at timestamp: Timestamp? = nil) async throws {
        let time = timestamp.map { #","timestamp":"\#($0.rfc3339)""# } ?? ""
        _ = try await station.result(
            "StatusNotification", #"{"connectorId":\#(connector),"status":"\#(status)","errorCode":"\#(error)"\#(time)}"#)
    }

    /// - Returns: the transactionId.
    @discardableResult
    func start(
        _ idTag: String, connector: Int = 1, reservation: Int? = nil, at timestamp: Timestamp? = nil
    ) async throws -> Int {
        let id = reservation.map { #","reservationId":\#($0)"# } ?? ""
        let answer = try await station.result(
            "StartTransaction",
            """
            {"connectorId":\(connector),"idTag":"\(idTag)","meterStart":0,\
            "timestamp":"\((timestamp ?? central.time.now()).rfc3339)"\(id)}
            """)
        return answer["transactionId"]?.int ?? 0
    }

    func current(_ reservation: Reservation) async throws -> Reservation {
        try await system.reservations.get(reservation.id)
    }

    func states() async throws -> [ReservationState] {
        try await system.reservations.list().items.reversed().map(\.state)
    }
}

extension Reservation {
    var flagCodes: [RecordFlag.Code] { flags.map(\.code) }
    var warningCodes: [RecordFlag.Code] { warnings.map(\.code) }
}
