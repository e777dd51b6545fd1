import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The reservations of a charge point, newest first.
struct ChargePointReservationsPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/reservations"
    static let operations: [OperationName] = ["cancelReservation", "createReservation"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let page = try await centralSystem.reservations.list(.init(chargePointID: frame.id, state: try request.condition("state")), request.page())
        let new = "/reservations/new?\(FormText.encode([("chargePoint", frame.id)]))"
        let mayReserve = request.may("createReservation")
        let list: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("Nothing is reserved", "예약이 없습니다"),
                request.text(
                    "A reservation keeps a connector free for one driver until it is used or expires.",
                    "예약하면 사용되거나 만료될 때까지 한 운전자를 위해 커넥터를 비워 둡니다."),
                actions: mayReserve ? [Link(request.text("Reserve", "예약하기"), new)] : [])
            : DataTable(
                request: request, caption: request.text("Reservations", "예약"), columns: columns(request), rows: page.items, next: page.nextCursor
            ).html
        let live = LiveFragment("list", [.operations, .statuses, .transactions], of: frame.id, content: "\(frame.offlineNotice)\(list)")
        let filter = FilterForm(
            request: request,
            fields: [
                Filter.choice(request, request.text("State", "상태"), name: "state", ReservationState.allCases.map {
                    .init($0.rawValue, Self.word($0, request.language))
                })
            ], names: ["state"])
        return .content(frame.content(
            .reservations, actions: mayReserve ? ChargePointFrame.button(request.text("Reserve", "예약하기"), new, style: "btn-primary") : "",
            fragments: [live], main: "\(filter.html)\(live.html)"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let here = LocalPath.of(Self.path, ["id": request.parameters["id"] ?? ""])
        let result = try await request.call("cancelReservation", .init(path: ["reservation": request.form["cancel"] ?? ""]))
        guard result.body["state"]?.string == ReservationState.cancelled.rawValue else {
            return .redirect(here, .failure(request.text(
                "The charge point did not cancel it; it says that it holds no such reservation.", "충전기가 취소하지 않았습니다. 해당 예약이 없다고 응답했습니다.")))
        }
        return .redirect(here, .success(request.text("The reservation is cancelled.", "예약을 취소했습니다.")))
    }

    private func columns(_ request: ConsoleRequest) -> [Column<Reservation>] {
        [
            Column(request.text("State", "상태")) { found in
                let reason: HTML = found.explanation.map { "<br><span class=\"detail\">\(Said(request).html($0))</span>" } ?? ""
                return "\(StatusBadge.html(Self.word(found.state, request.language), Self.tone(found.state)))\(reason)"
            },
            Column(request.text("Connector", "커넥터")) { "\($0.connectorId == 0 ? request.text("any", "아무거나") : String($0.connectorId))" },
            Column("idTag") { "<a href=\"/id-tags/\(LocalPath.encoded($0.idTag.text))\">\($0.idTag.text)</a>" },
            Column(request.text("Until", "만료")) { TimeText.html($0.expiryDate) },
            Column("reservationId", isNumber: true, isSecondary: true) { "\($0.reservationId)" },
            Column(request.text("Session", "세션"), isSecondary: true) { found in
                found.transactionId.map { "<a href=\"/sessions/\($0)\">\($0)</a>" } ?? ""
            },
            Column(request.text("By", "요청자"), isSecondary: true) { "\(Said(request).who($0.requestedBy))" },
            Column(request.text("Action", "작업")) { found in
                guard found.state.isLive, request.may("cancelReservation") else { return "" }
                return Form.button(
                    request, request.text("Cancel", "취소"), action: request.path, values: ["cancel": String(found.id)], style: "btn-sm btn-secondary")
            },
        ]
    }

    static func word(_ state: ReservationState, _ language: Language) -> String {
        switch state {
        case .requested: language("Asked for", "요청됨")
        case .active: language("Reserved", "예약됨")
        case .used: language("Used", "사용됨")
        case .cancelled: language("Cancelled", "취소됨")
        case .expired: language("Expired", "만료됨")
        case .refused: language("Refused", "거절됨")
        case .faulted: language("Lost by a fault", "고장으로 해제")
        case .replaced: language("Replaced", "대체됨")
        case .unanswered: language("No answer", "응답 없음")
        }
    }

    private static func tone(_ state: ReservationState) -> StatusBadge.Tone {
        switch state {
        case .active: .occupied
        case .used: .good
        case .refused, .faulted: .bad
        case .unanswered: .warning
        case .requested, .cancelled, .expired, .replaced: .neutral
        }
    }
}
