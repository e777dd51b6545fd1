import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// One idTag: what holds for it, its members if it is a group, and its sessions. One that is not registered has a page too, because
/// sessions name it.
struct IdTagPage: ConsolePage {
    static let path = "/id-tags/{idTag}"
    static let operations: [OperationName] = ["changeIdTag"]

    let idTags: IdTagService
    let transactions: TransactionService

    /// How many sessions are shown; the list has the rest.
    private static let sessions = 10

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let token = try Self.token(request)
        let found = try await idTags.get(token)
        let members = try await idTags.members(of: token, try request.page())
        let recent = try await transactions.browse(.init(idTag: token.text), .init(limit: Self.sessions))
        let about = found.map { facts($0, request) } ?? unknown(token, request)
        let list = LiveFragment("sessions", [.transactions, .operations], content: sessions(recent, of: token, request))
        let group: HTML =
            members.items.isEmpty
            ? "" : Panel.html(request.text("Members of this group", "그룹 구성원"), IdTagListPage.table(members, request))
        return .content(PageContent(
            found?.idTag.text ?? token.text, trail: [Link(request.text("idTags", "idTag 목록"), IdTagListPage.path)],
            actions: found.map { actions($0, request) } ?? "", fragments: [list],
            main: "\(about)\(group)\(Panel.html(request.text("Sessions", "충전 세션"), list.html))"))
    }

    /// Blocks the idTag, or lets it charge again.
    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let token = try Self.token(request)
        let status: IdTagStatus
        switch request.form["verb"] {
        case "block": status = .blocked
        case "unblock": status = .accepted
        default: throw Problem.invalidMember("verb", request.text("The form says neither block nor unblock.", "차단인지 해제인지 알 수 없는 요청입니다."))
        }
        try await request.call("changeIdTag", .init(path: ["idTag": token.text], body: .object(["status": .string(status.rawValue)])))
        let message =
            status == .blocked
            ? request.text(
                "\(token.text) is blocked: charge points are answered Blocked from now on. A session that goes on is not stopped.",
                "idTag를 차단했습니다: \(token.text). 이제부터 충전기에 Blocked로 응답하며, 진행 중인 세션은 중지되지 않습니다.")
            : request.text("\(token.text) may charge again.", "차단을 해제했습니다: \(token.text)")
        return .redirect(IdTagListPage.path(of: token.text), .success(message))
    }

    private func actions(_ idTag: IdTag, _ request: ConsoleRequest) -> HTML {
        let path = IdTagListPage.path(of: idTag.idTag.text)
        var html: HTML = ""
        if request.may("changeIdTag") {
            html += "<a class=\"btn btn-secondary\" href=\"\(path)/edit\">\(request.text("Edit", "수정"))</a>"
            html +=
                idTag.values.status == .blocked
                ? Form.button(request, request.text("Unblock", "차단 해제"), action: path, values: ["verb": "unblock"])
                : Form.button(request, request.text("Block", "차단"), action: path, values: ["verb": "block"], style: "btn-danger")
        }
        if request.may("deleteIdTag") {
            html += "<a class=\"btn btn-secondary\" href=\"\(path)/delete\">\(request.text("Delete", "삭제"))</a>"
        }
        return html
    }

    private func facts(_ idTag: IdTag, _ request: ConsoleRequest) -> HTML {
        let values = idTag.values
        let status = idTag.effectiveStatus(at: request.now)
        let parent: HTML = values.parentIdTag.map { "<a href=\"\(IdTagListPage.path(of: $0.text))\">\($0.text)</a>" } ?? "–"
        let facts: [(name: String, value: HTML)] = [
            (request.text("Status", "상태"), IdTagListPage.badge(status)),
            (request.text("Expires", "만료"), TimeText.html(values.expiryDate, otherwise: request.text("never", "없음"))),
            (request.text("Group (parentIdTag)", "그룹 (parentIdTag)"), parent),
            (
                request.text("Sessions at a time", "동시 세션 수"),
                "\(IdTagListPage.concurrency(values.maximumConcurrentTransactions, request))"
            ),
            (request.text("Registered", "등록"), TimeText.html(idTag.createdAt)),
            (request.text("Changed", "변경"), TimeText.html(idTag.updatedAt)),
            (request.text("Note", "메모"), DataText.html(values.note)),
        ]
        return "<section class=\"panel\">\(Facts.html(facts))</section>"
    }

    private func unknown(_ token: IdToken, _ request: ConsoleRequest) -> HTML {
        let add = Fields([("idTag", token.text)]).url(NewIdTagPage.path)
        return EmptyState.html(
            request.text("This idTag is not registered", "등록되지 않은 idTag입니다"),
            request.text("Charge points are answered Invalid for it.", "충전기에 Invalid로 응답합니다."),
            actions: request.may("createIdTag") ? [Link(request.text("Register it", "등록하기"), add)] : [])
    }

    private func sessions(_ page: Page<Transaction>, of token: IdToken, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty else {
            return "<p class=\"quiet\">\(request.text("None yet.", "아직 없습니다."))</p>"
        }
        let table = DataTable(
            request: request, caption: request.text("Sessions", "충전 세션"), columns: SessionListPage.columns(request, isSorted: false),
            rows: page.items)
        let all = Fields([("idTag", token.text)]).url(SessionListPage.path)
        return "\(table.html)<p><a href=\"\(all)\">\(request.text("All sessions of this idTag", "이 idTag의 모든 세션"))</a></p>"
    }

    /// The idTag that the address names.
    ///
    /// - Throws: `Problem` (`id-tag-not-found`) for what cannot be one.
    static func token(_ request: ConsoleRequest) throws(Problem) -> IdToken {
        let text = request.parameters["idTag"] ?? ""
        do {
            return try IdToken(text)
        } catch {
            throw Problem(.idTagNotFound, request.text("An idTag has at most 20 characters.", "idTag는 최대 20자입니다."))
        }
    }

    /// The registered idTag that the address names.
    static func registered(_ request: ConsoleRequest, _ idTags: IdTagService) async throws -> IdTag {
        let token = try token(request)
        guard let found = try await idTags.get(token) else {
            throw Problem(
                .idTagNotFound, request.text("The idTag \(token.text) is not registered.", "등록되지 않은 idTag입니다: \(token.text)"))
        }
        return found
    }
}
