import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The local authorization list of a charge point: what it shall hold, what it holds, and sending it.
struct ChargePointLocalListPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/local-list"
    static let operations: [OperationName] = ["sendLocalList", "readLocalListVersion", "putLocalList", "deleteLocalList"]
    /// Entries that are shown; the list may have thousands.
    private static let shown = 200

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let list = try await centralSystem.localLists.get(frame.id)
        let live = LiveFragment("list", [.operations], of: frame.id, content: """
            \(frame.offlineNotice)\(standing(list, frame))\(entries(list, frame))\(updates(list, request))
            """)
        return .content(frame.content(
            .localList, actions: actions(list, frame), fragments: [live], main: "\(live.html)\(definition(list, frame))"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let here = LocalPath.of(Self.path, ["id": id])
        switch request.form["what"] {
        case "send":
            try await request.call("sendLocalList", .init(path: ["id": id], body: .object([:])))
            return .redirect(here, .success(request.text("The list was sent; see its updates for the answer.", "목록을 보냈습니다. 응답은 업데이트 기록에 있습니다.")))
        case "version":
            try await request.call("readLocalListVersion", .init(path: ["id": id]))
            return .redirect(here, .success(request.text("The charge point told the version of its list.", "충전기가 목록 버전을 알려 주었습니다.")))
        case "remove":
            try await request.call("deleteLocalList", .init(path: ["id": id]))
            return .redirect(here, .success(request.text("Its own definition is removed.", "개별 정의를 삭제했습니다.")))
        default:
            var defining = request
            defining.form = request.form.with(["what": nil])
            try await defining.submit("putLocalList", path: ["id": id])
            return .redirect(here, .success(request.text("The list is defined. Send it now.", "목록을 정의했습니다. 이제 보내십시오.")))
        }
    }

    private func actions(_ list: LocalList, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard frame.chargePoint.isConnected else { return "" }
        var html: HTML = ""
        if request.may("readLocalListVersion") {
            html += Form.button(request, request.text("Ask for its version", "버전 요청"), action: request.path, values: ["what": "version"])
        }
        if request.may("sendLocalList"), list.definition != nil {
            html += Form.button(request, request.text("Send the list", "목록 보내기"), action: request.path, values: ["what": "send"], style: "btn-primary")
        }
        return html
    }

    private func standing(_ list: LocalList, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        let source: HTML =
            switch list.definition?.owner {
            case .chargePoint: "\(request.text("its own", "개별 정의"))"
            case .group(let group): "\(request.text("that of the group \(group)", "그룹 \(group)의 정의"))"
            case nil: "\(request.text("none", "없음"))"
            }
        let state: HTML
        if list.isSupported == false {
            state = StatusBadge.html(request.text("It does not support local lists", "로컬 목록을 지원하지 않음"), .bad)
        } else if let difference = list.difference {
            state = difference.isEmpty
                ? StatusBadge.html(request.text("It holds what it shall", "최신 상태"), .good)
                : StatusBadge.html(request.text("\(difference.count) entries to send", "보낼 항목 \(difference.count)개"), .warning)
        } else {
            state = StatusBadge.html(
                list.definition == nil ? request.text("No list is defined", "정의된 목록 없음") : request.text("Not known what it holds", "보유 목록을 알 수 없음"), .neutral)
        }
        let conflict: HTML = list.conflictReportedAt == nil ? "" : Alert.html(.warning, request.text(
            "The charge point reports LocalListConflict: its list disagrees with our answers. Send the list.",
            "충전기가 LocalListConflict를 보고했습니다. 목록을 다시 보내십시오."))
        return conflict + Panel.html(request.text("Where it stands", "현재 상태"), Facts.html([
            (request.text("State", "상태"), state), (request.text("Definition", "정의"), source),
            (request.text("Version at the charge point", "충전기의 버전"), "\(list.version.map(String.init) ?? "–")"),
            (request.text("Entries it shall hold", "보유해야 할 항목"), "\(list.desired.map { Quantity.count($0.count) } ?? "–")"),
            (request.text("Entries it holds", "보유 중인 항목"), "\(list.held.map { Quantity.count($0.count) } ?? "–")"),
            (request.text("Last accepted", "마지막 적용"), TimeText.html(list.acceptedAt)),
            (request.text("Room for", "최대 항목 수"), "\(list.localAuthListMaxLength.map(Quantity.count) ?? "–")"),
        ]))
    }

    private func entries(_ list: LocalList, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard let entries = list.desired ?? list.held, !entries.isEmpty else { return "" }
        let title = list.desired != nil ? request.text("What it shall hold", "보유해야 할 목록") : request.text("What it holds", "보유 중인 목록")
        let more: HTML = entries.count > Self.shown ? "<p class=\"detail\">\(request.text("The first \(Self.shown) of \(Quantity.count(entries.count)).", "전체 \(Quantity.count(entries.count))개 중 처음 \(Self.shown)개"))</p>" : ""
        return Panel.html(title, "\(more)" + DataTable(
            request: request, caption: title,
            columns: [
                Column("idTag") { "<a href=\"/id-tags/\(LocalPath.encoded($0.idTag.text))\">\($0.idTag.text)</a>" },
                Column(request.text("Status", "상태")) { StatusBadge.html($0.status.rawValue, $0.status == .accepted ? .good : .bad) },
                Column(request.text("Expires", "만료")) { TimeText.html($0.expiryDate) },
                Column("parentIdTag", isSecondary: true) { "\($0.parentIdTag?.text ?? "")" },
            ], rows: Array(entries.prefix(Self.shown))
        ).html)
    }

    private func updates(_ list: LocalList, _ request: ConsoleRequest) -> HTML {
        guard !list.updates.isEmpty else { return "" }
        return Panel.html(request.text("Updates", "업데이트 기록"), DataTable(
            request: request, caption: request.text("Updates", "업데이트 기록"),
            columns: [
                Column(request.text("Time", "시각")) { TimeText.html($0.requestedAt) },
                Column(request.text("Version", "버전"), isNumber: true) { "\($0.listVersion)" },
                Column(request.text("Kind", "종류")) { "\($0.updateType.rawValue)" },
                Column(request.text("Entries", "항목"), isNumber: true) { "\($0.entryCount)" },
                Column(request.text("Outcome", "결과")) { update in
                    StatusBadge.html(update.status?.rawValue ?? update.explanation.map { Said(request).text($0) } ?? update.outcome.rawValue, update.status == .accepted ? .good : .warning)
                },
                Column(request.text("By", "요청자"), isSecondary: true) { "\(Said(request).who($0.requestedBy))" },
            ], rows: list.updates
        ).html)
    }

    private func definition(_ list: LocalList, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard request.may("putLocalList") else { return "" }
        let isOwn = if case .chargePoint = list.definition?.owner { true } else { false }
        let selection = isOwn ? list.definition?.selection : nil
        let fields: HTML = """
            \(FormField(
                request: request, name: "all", label: request.text("Every registered idTag", "등록된 모든 idTag"), value: selection?.all == true ? "true" : nil).box())\
            \(FormField(
                request: request, name: "idTags", label: request.text("These idTags", "포함할 idTag"), help: request.text("One a line.", "한 줄에 하나씩"),
                value: selection?.idTags.map(\.text).joined(separator: "\n")).area())\
            \(FormField(
                request: request, name: "parentIdTags", label: request.text("The idTags of these groups (parentIdTag)", "이 그룹(parentIdTag)의 idTag"),
                help: request.text("One a line.", "한 줄에 하나씩"), value: selection?.parentIdTags.map(\.text).joined(separator: "\n")).area(rows: 2))
            """
        let remove: HTML = isOwn
            ? Form.button(request, request.text("Remove its own definition", "개별 정의 삭제"), action: request.path, values: ["what": "remove"]) : ""
        return Panel.html(
            request.text("Define the list of this charge point", "이 충전기의 목록 정의"), actions: remove,
            "<p class=\"detail\">\(request.text("Its own definition goes before its group's. The charge point can then check these idTags while it is offline.", "개별 정의가 그룹 정의보다 우선합니다. 충전기는 오프라인일 때 이 목록으로 idTag를 확인합니다."))</p>"
                + Form.html(request, fields, submit: request.text("Define", "정의하기")))
    }
}
