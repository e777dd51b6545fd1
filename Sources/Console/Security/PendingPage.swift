import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Charge points that introduced themselves and wait for somebody to accept or reject them; and those that were rejected.
struct PendingPage: ConsolePage {
    static let path = "/pending"
    static let operations: [OperationName] = ["changeChargePoint"]

    /// The form of the buttons beside single charge points. In that of the boxes, Enter would press the first of them.
    private static let single = "decide-one"

    let chargePoints: ChargePointService
    let policy: RegistrationPolicy

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let showsRejected = request.query["status"] == "Rejected"
        let page = try await chargePoints.list(.init(registrationStatus: showsRejected ? .rejected : .pending), try request.page())
        let other: HTML =
            showsRejected
            ? "<a class=\"btn btn-secondary\" href=\"\(Self.path)\">\(request.text("Those that wait", "대기 중인 충전기"))</a>"
            : "<a class=\"btn btn-secondary\" href=\"\(Self.path)?status=Rejected\">\(request.text("Rejected ones", "거절한 충전기"))</a>"
        return .content(PageContent(
            showsRejected
                ? request.text("Rejected charge points", "거절한 충전기") : request.text("Charge points that wait", "승인 대기 충전기"),
            trail: SecurityTabs.trail(request), actions: other,
            main: "\(SecurityTabs.html(request))<p>\(policyText(request))</p>\(list(page, showsRejected: showsRejected, request))"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let single = request.form["accept"] ?? request.form["reject"]
        let ids = single.map { [$0] } ?? request.form.values("id")
        guard !ids.isEmpty else {
            throw Problem(.invalidRequest, request.text(
                "Choose at least one charge point with the box before it.", "충전기 앞의 상자를 하나 이상 선택하십시오."))
        }
        let rejects = request.form["reject"] != nil || request.form["decision"] == "Rejected"
        if rejects, request.form["confirmed"] == nil { return .content(confirmation(ids, request)) }
        for (done, id) in ids.enumerated() {
            do {
                try await request.call(
                    "changeChargePoint",
                    .init(path: ["id": id], body: .object(["registrationStatus": rejects ? "Rejected" : "Accepted"])))
            } catch {
                guard done > 0 else { throw error }
                return .redirect(Self.path, .failure(Self.halfDone(done, of: ids.count, at: id, error, request)))
            }
        }
        let names = ids.prefix(3).joined(separator: ", ") + (ids.count > 3 ? " …" : "")
        let said = rejects
            ? request.text("Rejected: \(names).", "거절했습니다: \(names)")
            : request.text("Accepted: \(names). They can start sessions now.", "승인했습니다: \(names). 이제 충전을 시작할 수 있습니다.")
        return .redirect(Self.path, .success(said))
    }

    /// What to say when one of several failed: those before it are decided, those after it are not.
    private static func halfDone(_ done: Int, of count: Int, at id: String, _ problem: Problem, _ request: ConsoleRequest) -> String {
        request.text(
            "\(done) of \(count) are decided. Then \(id) failed, and the rest was left as it was: \(problem.detail)",
            "\(count)대 중 \(done)대를 처리했습니다. \(id)에서 실패하여 나머지는 그대로입니다: \(problem.detail)")
    }

    /// Before charge points are rejected.
    private func confirmation(_ ids: [String], _ request: ConsoleRequest) -> PageContent {
        let fields = ids.reduce(into: Form.hidden(["decision": "Rejected", "confirmed": "true"])) {
            $0 += "<input type=\"hidden\" name=\"id\" value=\"\($1)\">"
        }
        let list = ids.reduce(into: HTML.empty) { $0 += "<li>\($1)</li>" }
        return Confirmation.content(
            request,
            title: ids.count == 1
                ? request.text("Reject \(ids[0])?", "\(ids[0]) 충전기를 거절할까요?")
                : request.text("Reject \(ids.count) charge points?", "충전기 \(ids.count)대를 거절할까요?"),
            consequence: request.text(
                "Its BootNotification is answered with Rejected: it may not charge and tries again later. You can accept it afterwards.",
                "BootNotification에 Rejected로 답하므로 충전할 수 없고 나중에 다시 시도합니다. 이후에도 승인할 수 있습니다."),
            submit: request.text("Reject", "거절"), back: Self.path, trail: SecurityTabs.trail(request), fields: "<ul>\(list)</ul>\(fields)")
    }

    private func policyText(_ request: ConsoleRequest) -> String {
        switch policy {
        case .pending:
            request.text(
                "Charge points that nobody registered may introduce themselves, and wait here. Until they are accepted they cannot charge (registration: pending).",
                "등록되지 않은 충전기는 스스로 연결하여 여기서 승인을 기다립니다. 승인 전에는 충전할 수 없습니다 (registration: pending).")
        case .open:
            request.text(
                "Charge points that nobody registered are accepted by themselves (registration: open), so that none waits but those that you set to Pending.",
                "등록되지 않은 충전기도 자동으로 승인됩니다 (registration: open). Pending으로 바꾼 충전기만 대기합니다.")
        case .closed:
            request.text(
                "Charge points that nobody registered are refused (registration: closed): see the refused connections.",
                "등록되지 않은 충전기는 거절됩니다 (registration: closed). 거절된 연결을 확인하십시오.")
        }
    }

    private func list(_ page: Page<ChargePoint>, showsRejected: Bool, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty else {
            return showsRejected
                ? EmptyState.html(
                    request.text("No charge point is rejected", "거절한 충전기가 없습니다"),
                    request.text("Those that you reject can be accepted here later.", "거절한 충전기는 나중에 여기서 승인할 수 있습니다."))
                : EmptyState.html(
                    request.text("Nobody waits", "대기 중인 충전기가 없습니다"),
                    request.text(
                        "Point a charge point at \(request.services.configuration.publicOCPPURL)/IDENTITY, or register it beforehand.",
                        "충전기를 이 주소로 연결하거나(\(request.services.configuration.publicOCPPURL)/IDENTITY) 미리 등록하십시오."),
                    actions: request.may("createChargePoint") ? [Link(request.text("Add a charge point", "충전기 추가"), "/charge-points/new")] : [])
        }
        let mayDecide = request.may("changeChargePoint")
        var table = DataTable(
            request: request, caption: request.text("Charge points", "충전기"),
            columns: columns(request, showsRejected: showsRejected, mayDecide: mayDecide), rows: page.items,
            next: page.nextCursor)
        guard mayDecide else { return table.html }
        table.selection = ("id", { $0.id }, { request.text("Choose \($0.id)", "\($0.id) 선택") })
        let reject: HTML =
            showsRejected
            ? ""
            : "<button class=\"btn btn-secondary\" name=\"decision\" value=\"Rejected\">\(request.text("Reject the chosen …", "선택 항목 거절 …"))</button>"
        return """
            <form method="post" action="\(Self.path)" id="\(Self.single)">\(Form.key(request))</form>
            <form method="post" action="\(Self.path)">\(Form.key(request))\(table.html)
            <p class="paging"><button class="btn btn-primary" name="decision" value="Accepted">\(request.text(
                "Accept the chosen", "선택 항목 승인"))</button> \(reject)</p></form>
            """
    }

    private func columns(_ request: ConsoleRequest, showsRejected: Bool, mayDecide: Bool) -> [Column<ChargePoint>] {
        var columns: [Column<ChargePoint>] = [
            Column(request.text("Charge point", "충전기")) { Link($0.id, LocalPath.chargePoint($0.id)).html },
            Column(request.text("Says it is", "제조사와 모델")) { chargePoint in
                let boot = chargePoint.bootNotification
                let words = [boot?.chargePointVendor, boot?.chargePointModel].compactMap { $0 }.joined(separator: " ")
                return words.isEmpty ? "\(request.text("nothing yet", "아직 없음"))" : "\(words)"
            },
            Column(request.text("Serial number", "일련번호"), isSecondary: true) { chargePoint in
                let boot = chargePoint.bootNotification
                return "\(boot?.chargePointSerialNumber ?? boot?.chargeBoxSerialNumber ?? "–")"
            },
            Column(request.text("From", "주소"), isSecondary: true) { "\($0.connection?.remoteAddress ?? "–")" },
            Column(request.text("Since", "등록 시각"), isSecondary: true) { TimeText.ago($0.createdAt, request) },
            Column(request.text("Connected", "연결")) { chargePoint in
                chargePoint.isConnected
                    ? StatusBadge.html(request.text("now", "연결됨"), .good) : StatusBadge.html(request.text("no", "끊김"), .offline)
            },
        ]
        guard mayDecide else { return columns }
        columns.append(Column(request.text("Decide", "결정")) { chargePoint in
            let accept: HTML = """
                <button class="btn btn-sm btn-primary" form="\(Self.single)" name="accept" value="\(chargePoint.id)" \
                aria-label="\(request.text("Accept \(chargePoint.id)", "\(chargePoint.id) 승인"))">\(request.text("Accept", "승인"))</button>
                """
            guard !showsRejected else { return accept }
            return """
                \(accept) <button class="btn btn-sm btn-secondary" form="\(Self.single)" name="reject" value="\(chargePoint.id)" \
                aria-label="\(request.text("Reject \(chargePoint.id)", "\(chargePoint.id) 거절"))">\(request.text("Reject …", "거절 …"))</button>
                """
        })
        return columns
    }
}
