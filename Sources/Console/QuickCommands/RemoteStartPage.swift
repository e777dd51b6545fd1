import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// A remote start, from the request to the session that came of it.
struct RemoteStartPage: ConsolePage {
    static let path = "/remote-starts/{jobId}"

    let remoteTransactions: RemoteTransactionService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let id = Int64(request.parameters["jobId"] ?? "") else {
            throw Problem(.notFound, request.text("There is no such remote start.", "해당 원격 시작이 없습니다."))
        }
        let job = try await remoteTransactions.remoteStart(id)
        let (badge, tone, text) = Self.words(job, request)
        let session: HTML = job.transactionId.map { "<a href=\"/sessions/\($0)\">\($0)</a>" } ?? "–"
        let more: HTML = job.text.map { "<p>\(Said(request).html($0))</p>" } ?? ""
        let content: HTML = """
            <section class="panel verdict" role="status"><p class="lead">\(StatusBadge.html(badge, tone)) <span>\(text)</span></p>\(more)\
            \(Facts.html([
                ("idTag", "\(job.idTag)"), (request.text("Connector", "커넥터"), "\(job.connectorId.map(String.init) ?? request.text("any", "아무 커넥터"))"),
                (request.text("Asked for", "요청"), "\(TimeText.html(job.requestedAt)) · \(Said(request).who(job.requestedBy))"),
                (request.text("Answered", "응답 시각"), TimeText.html(job.answeredAt)),
                (request.text("Waits until", "대기 기한"), TimeText.html(job.dueAt)), (request.text("Session", "세션"), session),
                (request.text("Command", "명령"), "<a href=\"\(CommandOutcomePage.path(of: job.commandId))\">\(request.text("Frames and answer", "프레임과 응답"))</a>"),
            ]))</section>
            """
        let state = LiveFragment("state", [.transactions, .messages, .operations], of: job.chargePointId, content: content)
        var actions = ChargePointFrame.button(
            request.text("To \(job.chargePointId)", "\(job.chargePointId)(으)로"), LocalPath.chargePoint(job.chargePointId))
        if [.rejected, .neverStarted, .unanswered].contains(job.state), request.may("createRemoteStart") {
            let again = Fields([("idTag", job.idTag), ("connectorId", job.connectorId.map(String.init) ?? "")]).compacted
            actions = "\(ChargePointFrame.button(request.text("Try again", "다시 시도"), again.url("\(LocalPath.chargePoint(job.chargePointId))/start"), style: "btn-primary")) \(actions)"
        }
        return .content(PageContent(
            request.text("Remote start at \(job.chargePointId)", "\(job.chargePointId) 원격 시작"),
            trail: ChargePointTrail.links(job.chargePointId, request), actions: actions, fragments: [state], main: state.html))
    }

    private static func words(_ job: RemoteStart, _ request: ConsoleRequest) -> (String, StatusBadge.Tone, String) {
        switch job.state {
        case .requested: (request.text("Asked", "요청함"), .neutral, request.text("The charge point has not answered yet.", "충전기가 아직 응답하지 않았습니다."))
        case .accepted: (request.text("Accepted", "수락됨"), .occupied, request.text(
            "The charge point will start the session; it waits for the cable, or begins in a moment.", "충전기가 수락했습니다. 케이블 연결을 기다리거나 곧 시작합니다."))
        case .started: (request.text("Started", "시작됨"), .charging, request.text(
            job.isLate ? "The session has begun, later than expected." : "The session has begun.",
            job.isLate ? "예상보다 늦게 세션이 시작되었습니다." : "세션이 시작되었습니다."))
        case .rejected: (request.text("Rejected", "거부됨"), .bad, request.text(
            "The charge point will not start: the connector may be in use, faulted, reserved or unavailable.", "충전기가 거부했습니다. 커넥터가 사용 중, 고장, 예약 또는 사용 불가일 수 있습니다."))
        case .neverStarted: (request.text("Not started", "시작되지 않음"), .warning, request.text(
            "It was accepted, but no session began in time. Most likely no cable was plugged in.", "수락되었으나 제때 시작되지 않았습니다. 케이블이 연결되지 않았을 가능성이 큽니다."))
        case .unanswered: (request.text("No answer", "응답 없음"), .bad, request.text(
            "There is no usable answer. See the command.", "사용할 수 있는 응답이 없습니다. 명령을 확인하십시오."))
        }
    }
}
