import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// A remote stop, from the request to the end of the session.
struct RemoteStopPage: ConsolePage {
    static let path = "/remote-stops/{jobId}"

    let remoteTransactions: RemoteTransactionService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let id = Int64(request.parameters["jobId"] ?? "") else {
            throw Problem(.notFound, request.text("There is no such remote stop.", "해당 원격 종료가 없습니다."))
        }
        let job = try await remoteTransactions.remoteStop(id)
        let (badge, tone, text) = Self.words(job, request)
        let more: HTML = job.text.map { "<p>\(Said(request).html($0))</p>" } ?? ""
        let content: HTML = """
            <section class="panel verdict" role="status"><p class="lead">\(StatusBadge.html(badge, tone)) <span>\(text)</span></p>\(more)\
            \(Facts.html([
                (request.text("Session", "세션"), "<a href=\"/sessions/\(job.transactionId)\">\(job.transactionId)</a>"),
                (request.text("Asked for", "요청"), "\(TimeText.html(job.requestedAt)) · \(Said(request).who(job.requestedBy))"),
                (request.text("Answered", "응답 시각"), TimeText.html(job.answeredAt)),
                (request.text("Stopped", "종료 시각"), TimeText.html(job.stoppedAt)),
                (request.text("Reason", "사유"), "\(job.stopReason ?? "–")"),
                (request.text("Command", "명령"), "<a href=\"\(CommandOutcomePage.path(of: job.commandId))\">\(request.text("Frames and answer", "프레임과 응답"))</a>"),
            ]))</section>
            """
        let state = LiveFragment("state", [.transactions, .messages, .operations], of: job.chargePointId, content: content)
        let back = ChargePointFrame.button(
            request.text("To \(job.chargePointId)", "\(job.chargePointId)(으)로"), LocalPath.chargePoint(job.chargePointId))
        return .content(PageContent(
            request.text("Remote stop at \(job.chargePointId)", "\(job.chargePointId) 원격 종료"),
            trail: ChargePointTrail.links(job.chargePointId, request), actions: back, fragments: [state], main: state.html))
    }

    private static func words(_ job: RemoteStop, _ request: ConsoleRequest) -> (String, StatusBadge.Tone, String) {
        switch job.state {
        case .requested: (request.text("Asked", "요청함"), .neutral, request.text("The charge point has not answered yet.", "충전기가 아직 응답하지 않았습니다."))
        case .accepted: (request.text("Accepted", "수락됨"), .occupied, request.text(
            "The charge point stops the session; its report with the meter's reading is on its way.", "충전기가 세션을 종료하고 있으며, 계량값 보고를 기다립니다."))
        case .stopped: (request.text("Stopped", "종료됨"), .good, request.text("The session has ended.", "세션이 종료되었습니다."))
        case .rejected: (request.text("Rejected", "거부됨"), .bad, request.text(
            "The charge point will not stop it: it may not know the session. A Soft reset ends all its sessions.",
            "충전기가 거부했습니다. 이 세션을 모를 수 있습니다. Soft 재시작은 모든 세션을 종료합니다."))
        case .neverStopped: (request.text("Not stopped", "종료되지 않음"), .warning, request.text(
            "It was accepted, but the end of the session was not reported in time. Look at the charge point.", "수락되었으나 종료 보고가 제때 오지 않았습니다. 충전기를 확인하십시오."))
        case .unanswered: (request.text("No answer", "응답 없음"), .bad, request.text(
            "There is no usable answer. See the command.", "사용할 수 있는 응답이 없습니다. 명령을 확인하십시오."))
        }
    }
}
