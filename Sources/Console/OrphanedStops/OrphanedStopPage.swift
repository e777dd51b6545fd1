import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One stop without a session: the evidence, the sessions it might have ended, and the decision.
struct OrphanedStopPage: ConsolePage {
    static let path = "/orphaned-stops/{id}"
    static let operations: [OperationName] = ["resolveOrphanedStop"]

    let transactions: TransactionService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let stop = try await stop(request)
        let candidates = try await candidates(of: stop)
        let decision = stop.resolution.map { resolved(stop, $0, request) } ?? open(stop, candidates, request)
        return .content(PageContent(
            request.text("Stop without a session", "세션 없는 종료 보고"),
            trail: [
                Link(request.text("Sessions", "충전 세션"), SessionListPage.path),
                Link(request.text("Stops without a session", "세션 없는 종료 보고"), OrphanedStopListPage.path),
            ],
            main: """
                \(Panel.html(request.text("What the charge point sent", "충전기가 보낸 내용"), evidence(stop, request)))\(decision)
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let stop = try await stop(request)
        let id = request.form["transactionId"]
        // Two decisions at once are none: the stop may end a session that is billed.
        guard id == nil || request.form["dismiss"] == nil else {
            throw Problem.invalidMember("transactionId", request.text(
                "To dismiss the stop, empty this field: with a number in it, the stop would end that session.",
                "무시하려면 이 필드를 비우십시오. 번호가 있으면 그 세션이 종료됩니다."))
        }
        guard id != nil || request.form["dismiss"] != nil else {
            throw Problem.invalidMember(
                "transactionId", request.text("Choose the session, or dismiss the stop.", "세션을 선택하거나 무시하십시오."))
        }
        let transaction: JSONText = id.map { text in Int(text).map(JSONText.integer) ?? .string(text) } ?? .null
        try await request.call(
            "resolveOrphanedStop",
            .init(
                path: ["id": String(stop.id)],
                body: .object(["transactionId": transaction, "note": request.form["note"].map(JSONText.string)])))
        if let id {
            return .redirect(
                "\(SessionListPage.path)/\(LocalPath.encoded(id))",
                .success(request.text("The stop now ends session \(id).", "종료 보고를 지정하여 세션이 종료되었습니다: \(id)")))
        }
        return .redirect(OrphanedStopListPage.path, .success(request.text("The stop is dismissed.", "종료 보고를 무시했습니다.")))
    }

    private func stop(_ request: ConsoleRequest) async throws -> OrphanedStop {
        let text = request.parameters["id"] ?? ""
        guard let id = Int64(text), let stop = try await transactions.orphanedStop(id) else {
            throw Problem(.notFound, request.text("There is no stop \(text).", "종료 보고를 찾을 수 없습니다: \(text)"))
        }
        return stop
    }

    /// What the service found, and the sessions of the charge point that are not closed.
    private func candidates(of stop: OrphanedStop) async throws -> [Transaction] {
        guard stop.resolution == nil else { return [] }
        var found: [Transaction] = []
        for id in stop.candidates.prefix(10) {
            if let session = try await transactions.get(id) { found.append(session) }
        }
        for state in [TransactionState.stale, .open] {
            let page = try await transactions.browse(.init(chargePointID: stop.chargePointID, state: state), .init(limit: 10))
            found += page.items.filter { session in !found.contains { $0.id == session.id } }
        }
        return found
    }

    private func evidence(_ stop: OrphanedStop, _ request: ConsoleRequest) -> HTML {
        let facts: [(name: String, value: HTML)] = [
            (request.text("Charge point", "충전기"), "<a href=\"\(LocalPath.chargePoint(stop.chargePointID))\">\(stop.chargePointID)</a>"),
            ("transactionId", "\(stop.transactionIdReceived)"),
            (request.text("Ended", "종료 시각"), TimeText.html(stop.timestamp)),
            ("meterStop", "\(Quantity.count(stop.meterStop.value)) Wh"),
            ("idTag", "\(stop.idTag ?? "–")"),
            (request.text("Reason", "종료 사유"), "\(SessionWords.stopReason(stop.reason, request.language))"),
            (request.text("Received", "수신"), TimeText.html(stop.receivedAt)),
            (request.text("Sent again", "재전송"), "\(request.text("\(stop.repeats) times", "\(stop.repeats)번"))"),
        ]
        return """
            \(Facts.html(facts))<p class="proposal"><strong>\(request.text("Why it fits no session:", "세션을 찾지 못한 이유:"))</strong> \(Said(request).html(stop.cause))</p>
            """
    }

    private func resolved(_ stop: OrphanedStop, _ resolution: Transaction.Resolution, _ request: ConsoleRequest) -> HTML {
        let outcome: HTML =
            stop.resolvedTransactionID.map { id in
                "\(request.text("It ended", "지정한 세션:")) \(Link(request.text("session \(id)", "세션 \(id)"), SessionListPage.path(of: id)).html)"
            } ?? "\(request.text("It was dismissed.", "무시되었습니다."))"
        let facts: [(name: String, value: HTML)] = [
            (request.text("Outcome", "결과"), outcome), (request.text("Decided by", "결정한 사람"), "\(resolution.by)"),
            (request.text("When", "시각"), TimeText.html(resolution.at)), (request.text("Note", "메모"), DataText.html(resolution.text)),
        ]
        return Panel.html(request.text("Decided", "결정 내용"), Facts.html(facts))
    }

    private func open(_ stop: OrphanedStop, _ candidates: [Transaction], _ request: ConsoleRequest) -> HTML {
        let may = request.may("resolveOrphanedStop")
        let list: HTML =
            candidates.isEmpty
            ? EmptyState.html(
                request.text("No session of this charge point is open", "이 충전기에 진행 중인 세션이 없습니다"),
                request.text(
                    "If you know the session, type its number below. If its start never came, dismiss the stop.",
                    "세션을 알고 있다면 아래에 번호를 입력하십시오. 시작 보고가 오지 않은 세션이라면 무시하십시오."))
            : DataTable(
                request: request, caption: request.text("Sessions that it might have ended", "후보 세션"),
                columns: columns(stop, request, may: may), rows: candidates
            ).html
        let panel = Panel.html(request.text("Sessions that it might have ended", "이 보고로 종료되었을 수 있는 세션"), list)
        guard may else { return panel }
        let number = FormField(
            request: request, name: "transactionId", label: request.text("Session", "세션 번호"),
            help: request.text(
                "Another session of the same charge point that is open, stale, or was closed by hand.",
                "같은 충전기의 진행 중, 종료 미확인 또는 수동 종료된 세션."))
        let note = FormField(request: request, name: "note", label: request.text("Why", "근거"))
        let form: HTML = """
            <form method="post" action="\(request.path)" class="form">\(Form.key(request))\
            \(number.number(1...2_147_483_647))\(note.text(limits: ["maxlength": "1000"]))
            <p class="form-end"><button class="btn btn-primary">\(request.text("Give it to this session", "이 세션에 지정"))</button> \
            <button class="btn btn-secondary" name="dismiss" value="yes">\(request.text("Dismiss it: it ends no session", "무시: 어떤 세션의 종료도 아님"))</button></p></form>
            """
        return "\(panel)\(Panel.html(request.text("Decide otherwise", "다른 결정"), form))"
    }

    private func columns(_ stop: OrphanedStop, _ request: ConsoleRequest, may: Bool) -> [Column<Transaction>] {
        var columns = SessionListPage.columns(request, isSorted: false).enumerated().filter { ![1, 2, 4, 5].contains($0.offset) }.map(\.element)
        columns.append(Column(request.text("Energy by this stop", "이 보고에 따른 에너지"), isNumber: true) { session in
            let energy = stop.meterStop - session.meterStart
            guard energy.value >= 0 else { return StatusBadge.html("\(Quantity.count(energy.value)) Wh", .warning) }
            return "\(Quantity.energy(energy))"
        })
        columns.append(Column(request.text("Its idTag", "세션의 idTag")) { session in
            session.idTag.lowercased() == stop.idTag?.lowercased()
                ? StatusBadge.html("\(session.idTag), \(request.text("the same", "일치"))", .good)
                : StatusBadge.html("\(session.idTag), \(request.text("another", "불일치"))", .warning)
        })
        if may {
            // Beside the number, so that it is in sight on a phone.
            let decision = Column<Transaction>(request.text("Decision", "결정")) { session in
                Form.button(
                    request, request.text("It ended this one", "이 세션의 종료"), action: request.path,
                    values: ["transactionId": String(session.id)], style: "btn-sm btn-primary")
            }
            columns.insert(decision, at: min(1, columns.count))
        }
        return columns
    }
}
