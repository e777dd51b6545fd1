import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Stands between an operator and a reservation that is cancelled.
struct CancelReservationPage: ConsolePage {
    static let path = "/reservations/{reservation}/cancel"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["cancelReservation"]

    let reservations: ReservationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let found = try await ReservationPage.reservation(request, reservations)
        let place = "\(found.chargePointID), \(found.connectorText(request.language))"
        return .content(Confirmation.content(
            request, title: request.text("Cancel reservation \(found.id)?", "예약 \(found.id) 취소"),
            consequence: request.text(
                "The charge point is asked to give \(place) free for everybody. The driver with idTag \(found.idTag.text) is not told by us.",
                "충전기에 예약 해제를 요청합니다(\(place)). 해제되면 누구나 사용할 수 있습니다. idTag \(found.idTag.text) 운전자에게는 따로 알리지 않습니다."),
            submit: request.text("Cancel the reservation", "예약 취소"), back: found.path,
            trail: [
                Link(request.text("Reservations", "예약"), ReservationListPage.path),
                Link(request.text("Reservation \(found.id)", "예약 \(found.id)"), found.path),
            ]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["reservation"] ?? ""
        let answer = try await request.call("cancelReservation", .init(path: ["reservation": id]))
        let isCancelled = answer.body["state"]?.string == ReservationState.cancelled.rawValue
        let outcome = answer.body["cancellation"]?["outcome"]?.string.flatMap { CancellationOutcome(rawValue: $0) }
        let words = outcome?.word(request.language) ?? ""
        return .redirect(
            "\(ReservationListPage.path)/\(LocalPath.encoded(id))",
            isCancelled
                ? .success(request.text("The reservation is cancelled.", "예약을 취소했습니다."))
                : .warning(request.text("CancelReservation: \(words)", "CancelReservation 결과: \(words)")))
    }
}
