import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The local authorization list of a charge point: what it shall hold, what it holds, and sending it.
struct ChargePointLocalListPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/local-list"
    static let operations: [OperationName] = ["sendLocalList", "readLocalListVersion"]

    let centralSystem: CentralSystem

    /// Which entries are shown; a list may have thousands.
    enum Part: String, CaseIterable, Sendable {
        case differences
        case desired
        case held
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let summary = try await centralSystem.localLists.summary(of: frame.id)
        let part: Part = request.query.value("show") ?? Self.first(summary)
        let live = LiveFragment("list", [.operations], of: frame.id, content: """
            \(frame.offlineNotice)\(standing(summary, frame))\(try await entries(part, summary, frame))\(updates(summary, request))
            """)
        return .content(frame.content(.localList, actions: actions(summary, frame), fragments: [live], main: live.html))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let here = LocalPath.of(Self.path, ["id": id])
        guard request.form["what"] == "send" else {
            try await request.call("readLocalListVersion", .init(path: ["id": id]))
            return .redirect(here, .success(request.text("The charge point told the version of its list.", "충전기가 목록 버전을 알려 주었습니다.")))
        }
        let result = try await request.call("sendLocalList", .init(path: ["id": id], body: .object([:])))
        return .redirect(here, flash(upToDate: result.body["upToDate"]?.bool ?? false, status: result.body["status"]?.string, request))
    }

    private func flash(upToDate: Bool, status: String?, _ request: ConsoleRequest) -> Flash {
        if upToDate {
            return .success(request.text("The charge point holds the list already; nothing was sent.", "충전기가 이미 이 목록을 보유하고 있어 보내지 않았습니다."))
        }
        if status == UpdateStatus.accepted.rawValue {
            return .success(request.text("The charge point took the list.", "충전기가 목록을 적용했습니다."))
        }
        return .failure(request.text(
            "The charge point did not take the list (\(status ?? "?")). Below stands what to do.",
            "충전기가 목록을 적용하지 않았습니다 (\(status ?? "?")). 조치는 아래에 있습니다."))
    }

    private static func first(_ summary: LocalListSummary) -> Part {
        switch summary.standing.verdict {
        case .behind, .conflict: .differences
        case .undefined: .held
        case .notSupported, .neverSent, .unknown, .current: .desired
        }
    }

    private func actions(_ summary: LocalListSummary, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard frame.chargePoint.isConnected else { return "" }
        var html: HTML = ""
        if request.may("readLocalListVersion") {
            html += Form.button(request, request.text("Ask for its version", "버전 요청"), action: request.path, values: ["what": "version"])
        }
        if request.may("sendLocalList"), summary.definition != nil {
            html += Form.button(request, request.text("Send the list", "목록 보내기"), action: request.path, values: ["what": "send"], style: "btn-primary")
        }
        return html
    }

    private func standing(_ summary: LocalListSummary, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        let standing = summary.standing
        let words = LocalListWords(request)
        let reason: HTML = words.reason(standing).map { "<br><span class=\"detail\">\($0)</span>" } ?? ""
        let source: HTML =
            switch summary.definition?.owner {
            case .chargePoint: "\(request.text("its own", "개별 정의"))"
            case .group(let group):
                "<a href=\"\(LocalListGroupPage.of(group))\">\(request.text("that of the group \(group)", "그룹 \(group)의 정의"))</a>"
            case nil: "\(request.text("none", "없음"))"
            }
        return words.unregistered(summary.unregistered.map(\.text)) + Panel.html(
            request.text("Where it stands", "현재 상태"), actions: definitionLinks(summary, frame),
            Facts.html([
                (request.text("State", "상태"), "\(words.badge(standing.verdict))\(reason)"),
                (
                    request.text("Definition", "정의"),
                    "\(source)\(summary.definition.map { ": \(words.selection($0.selection))" } ?? "")"
                ),
                (request.text("Version at the charge point", "충전기의 버전"), words.versions(standing)),
                (request.text("Entries: held / shall be", "항목: 보유 / 기준"), "\(words.entries(standing))"),
                (request.text("Last accepted", "마지막 적용"), TimeText.html(standing.acceptedAt)),
                (request.text("Room for", "최대 항목 수"), "\(summary.localAuthListMaxLength.map(Quantity.count) ?? "–")"),
            ]))
    }

    /// The ways to say what the list shall hold.
    private func definitionLinks(_ summary: LocalListSummary, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard request.may("putLocalList") else { return "" }
        guard case .chargePoint = summary.definition?.owner else {
            return ChargePointFrame.button(request.text("Define a list of its own", "개별 목록 정의"), "\(frame.path(.localList))/edit")
        }
        return """
            <div class="heading-actions">\(ChargePointFrame.button(request.text("Edit its own list", "개별 목록 편집"), "\(frame.path(.localList))/edit"))\
            \(ChargePointFrame.button(request.text("Remove its own list", "개별 목록 삭제"), "\(frame.path(.localList))/delete"))</div>
            """
    }

    /// The entries of one side, or what differs.
    private func entries(_ part: Part, _ summary: LocalListSummary, _ frame: ChargePointFrame) async throws -> HTML {
        let request = frame.request
        let lists = centralSystem.localLists
        let links = Part.allCases.reduce(into: HTML.empty) { html, choice in
            let current: HTML = choice == part ? " aria-current=\"true\"" : ""
            html += "<li><a class=\"outcome-count\" href=\"\(request.here.with(["show": choice.rawValue]).url(request.path))\"\(current)>\(Self.word(choice, request))</a></li>"
        }
        let title = request.text("Entries", "항목")
        let content: HTML
        switch part {
        case .differences: content = differences(try await lists.difference(of: frame.id), summary, request)
        case .desired:
            guard let selection = summary.definition?.selection else {
                content = nothing(request.text("Nobody said what it shall hold.", "정의된 목록이 없습니다."))
                break
            }
            content = table(try await lists.entries(of: selection, containing: request.query["search"], request.page()), part, request)
        case .held:
            guard let page = try await lists.heldEntries(of: frame.id, containing: request.query["search"], request.page()) else {
                content = nothing(request.text("It is not known what it holds.", "보유 목록을 알 수 없습니다."))
                break
            }
            content = table(page, part, request)
        }
        return Panel.html(title, "<ul class=\"outcome-counts\">\(links)</ul>\(content)")
    }

    private static func word(_ part: Part, _ request: ConsoleRequest) -> String {
        switch part {
        case .differences: request.text("What has to be changed", "바꿔야 할 항목")
        case .desired: request.text("What it shall hold", "보유해야 할 목록")
        case .held: request.text("What it holds", "보유 중인 목록")
        }
    }

    private func nothing(_ text: String) -> HTML { "<p class=\"detail\">\(text)</p>" }

    private func table(_ page: Page<LocalListEntry>, _ part: Part, _ request: ConsoleRequest) -> HTML {
        let filter = FilterForm(request: request, fields: [Filter.search(request, "idTag")], names: ["search"]).html
        guard !page.items.isEmpty else {
            return request.query["search"] == nil
                ? nothing(request.text("It is empty.", "비어 있습니다.")) : "\(filter)\(nothing(request.text("No idTag matches.", "조건에 맞는 idTag가 없습니다.")))"
        }
        return "\(filter)\(LocalListWords(request).entries(page, caption: Self.word(part, request)))"
    }

    /// How many of the entries that differ are shown.
    private static let shownDifferences = 100

    private func differences(_ difference: LocalListDifference?, _ summary: LocalListSummary, _ request: ConsoleRequest) -> HTML {
        guard let difference else {
            return nothing(
                summary.definition == nil || summary.standing.heldCount == nil
                    ? request.text(
                        "There is nothing to compare: nobody defined a list, or it is not known what the charge point holds.",
                        "비교할 수 없습니다. 정의된 목록이 없거나 보유 목록을 알 수 없습니다.")
                    : request.text("The lists are too long to be compared here.", "목록이 너무 길어 여기서 비교할 수 없습니다."))
        }
        guard !difference.isEmpty else { return nothing(request.text("Nothing.", "없습니다.")) }
        struct Row: Sendable {
            let idTag: String
            let change: HTML
            let status: HTML
        }
        let added = difference.added.map { Row(idTag: $0.idTag.text, change: StatusBadge.html(request.text("To be added", "추가"), .neutral), status: "\($0.status.rawValue)") }
        let changed = difference.changed.map { Row(idTag: $0.idTag.text, change: StatusBadge.html(request.text("To be changed", "변경"), .warning), status: "\($0.status.rawValue)") }
        let removed = difference.removed.map { Row(idTag: $0.text, change: StatusBadge.html(request.text("To be removed", "삭제"), .bad), status: "–") }
        let rows = removed + changed + added
        let more: HTML = rows.count > Self.shownDifferences ? nothing(request.text("The first \(Self.shownDifferences) of \(Quantity.count(rows.count)).", "전체 \(Quantity.count(rows.count))개 중 처음 \(Self.shownDifferences)개")) : ""
        return "\(more)" + DataTable(
            request: request, caption: Self.word(.differences, request),
            columns: [
                Column("idTag") { "<a href=\"\(IdTagListPage.path(of: $0.idTag))\">\($0.idTag)</a>" },
                Column(request.text("What", "구분")) { $0.change }, Column(request.text("Status that it shall have", "기준 상태")) { $0.status },
            ], rows: Array(rows.prefix(Self.shownDifferences)), isWhole: true
        ).html
    }

    private func updates(_ summary: LocalListSummary, _ request: ConsoleRequest) -> HTML {
        guard !summary.updates.isEmpty else { return "" }
        return Panel.html(request.text("Updates", "업데이트 기록"), DataTable(
            request: request, caption: request.text("Updates", "업데이트 기록"),
            columns: [
                Column(request.text("Time", "시각")) { "<a href=\"\(CommandOutcomePage.path(of: $0.commandId))\">\(TimeText.html($0.requestedAt))</a>" },
                Column(request.text("Version", "버전"), isNumber: true) { "\($0.listVersion)" },
                Column(request.text("Kind", "종류")) { "\($0.updateType.rawValue)" },
                Column(request.text("Entries", "항목"), isNumber: true) { "\($0.entryCount)" },
                Column(request.text("Outcome", "결과")) { update in
                    StatusBadge.html(update.status?.rawValue ?? update.explanation.map { Said(request).text($0) } ?? update.outcome.rawValue, update.status == .accepted ? .good : .warning)
                },
                Column(request.text("By", "요청자"), isSecondary: true) { "\(Said(request).who($0.requestedBy))" },
            ], rows: summary.updates, isWhole: true
        ).html)
    }
}
