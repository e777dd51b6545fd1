import CentralSystem
import Markup
import OCPPJ

extension ReservationState {
    /// What operators call it.
    func word(_ language: Language) -> String {
        switch self {
        case .requested: language("Asked for", "요청됨")
        case .active: language("Active", "유효")
        case .used: language("Used", "사용됨")
        case .cancelled: language("Cancelled", "취소됨")
        case .expired: language("Expired", "만료됨")
        case .refused: language("Refused", "거절됨")
        case .faulted: language("Faulted", "고장으로 해제")
        case .replaced: language("Replaced", "대체됨")
        case .unanswered: language("Unanswered", "응답 없음")
        }
    }

    var tone: StatusBadge.Tone {
        switch self {
        case .active: .occupied
        case .used: .good
        case .requested, .cancelled, .expired, .replaced: .neutral
        case .refused, .unanswered: .warning
        case .faulted: .faulted
        }
    }

    /// What it means, and what to do about it.
    func meaning(_ language: Language) -> String {
        switch self {
        case .requested: language("The charge point has not answered yet.", "아직 충전기가 응답하지 않았습니다.")
        case .active: language("The charge point keeps it for this driver.", "충전기가 이 운전자를 위해 비워 두고 있습니다.")
        case .used: language("A session used it.", "충전 세션에 사용되었습니다.")
        case .cancelled: language("The charge point gave it free.", "충전기가 예약을 해제했습니다.")
        case .expired: language("Its time has passed without a session.", "사용되지 않고 만료되었습니다.")
        case .refused:
            language("The charge point did not accept it. Choose another connector or another time.", "충전기가 수락하지 않았습니다. 다른 커넥터나 시간을 선택하십시오.")
        case .faulted: language("The connector or the charge point became Faulted or Unavailable.", "커넥터 또는 충전기가 Faulted나 Unavailable 상태가 되었습니다.")
        case .replaced: language("Another reservation with the same reservationId took its place.", "같은 reservationId의 다른 예약으로 대체되었습니다.")
        case .unanswered:
            language(
                "There is no answer that can be used; the charge point may hold it all the same. Cancel it to be sure.",
                "사용할 수 있는 응답이 없습니다. 충전기가 예약을 갖고 있을 수 있으니 확실히 하려면 취소하십시오.")
        }
    }
}

extension CancellationOutcome {
    /// What came of it.
    func word(_ language: Language) -> String {
        switch self {
        case .pending: language("waiting for the answer", "응답 대기 중")
        case .accepted: language("accepted", "수락됨")
        case .rejected: language("rejected: the charge point does not know the reservation", "거절됨: 충전기에 이 예약이 없음")
        case .unanswered: language("no answer that can be used", "사용할 수 있는 응답 없음")
        case .notSent: language("not sent: the charge point was not connected", "보내지 못함: 충전기가 연결되어 있지 않음")
        }
    }
}

extension Reservation {
    /// The connector, or any of them.
    func connectorText(_ language: Language) -> String {
        connectorId == 0 ? language("any connector", "모든 커넥터") : language("connector \(connectorId)", "커넥터 \(connectorId)")
    }

    var path: String { "\(ReservationListPage.path)/\(id)" }
}
