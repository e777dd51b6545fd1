import CentralSystem
import Markup
import OCPP16
import WebAPI

/// Local authorization lists in words.
struct LocalListWords: Sendable {
    let request: ConsoleRequest

    init(_ request: ConsoleRequest) { self.request = request }

    /// What a selection names: `every registered idTag`, or how many.
    func selection(_ selection: LocalListSelection) -> String {
        guard !selection.all else { return request.text("every registered idTag", "등록된 모든 idTag") }
        func count(_ number: Int, _ one: String, _ many: String) -> String { "\(Quantity.count(number)) \(number == 1 ? one : many)" }
        let idTags = request.text(count(selection.idTags.count, "named idTag", "named idTags"), "지정한 idTag \(Quantity.count(selection.idTags.count))개")
        let groups = request.text(count(selection.parentIdTags.count, "group", "groups"), "그룹 \(Quantity.count(selection.parentIdTags.count))개")
        return switch (selection.idTags.isEmpty, selection.parentIdTags.isEmpty) {
        case (false, true): idTags
        case (true, false): request.text("the idTags of \(groups)", "\(groups)의 idTag")
        case (false, false): request.text("\(idTags) and those of \(groups)", "\(idTags)와 \(groups)의 idTag")
        case (true, true): request.text("nothing", "없음")
        }
    }

    /// A number that was counted no further than a bound.
    func bounded(_ count: Int) -> String {
        count < LocalListService.counted ? Quantity.count(count) : "\(Quantity.count(LocalListService.counted - 1))+"
    }

    func badge(_ verdict: LocalListStanding.Verdict) -> HTML {
        switch verdict {
        case .undefined: StatusBadge.html(request.text("No list is defined", "정의된 목록 없음"), .neutral)
        case .notSupported: StatusBadge.html(request.text("No local lists", "로컬 목록 미지원"), .unavailable)
        case .neverSent: StatusBadge.html(request.text("Never sent", "보낸 적 없음"), .warning)
        case .unknown: StatusBadge.html(request.text("Not known what it holds", "보유 목록을 알 수 없음"), .warning)
        case .behind: StatusBadge.html(request.text("Behind", "최신이 아님"), .warning)
        case .conflict: StatusBadge.html(request.text("Reports a conflict", "충돌 보고"), .bad)
        case .current: StatusBadge.html(request.text("Up to date", "최신 상태"), .good)
        }
    }

    /// The charge point's version, and ours where that is another one.
    func versions(_ standing: LocalListStanding) -> HTML {
        let theirs = standing.version.map { $0 == 0 ? request.text("none", "없음") : String($0) } ?? "?"
        guard standing.highestVersion > (standing.version ?? 0) else { return "\(theirs)" }
        return "\(theirs) <span class=\"detail\">\(request.text("sent: \(standing.highestVersion)", "보낸 버전: \(standing.highestVersion)"))</span>"
    }

    /// How many entries it holds of those that it shall hold.
    func entries(_ standing: LocalListStanding) -> String {
        let held = standing.heldCount.map(Quantity.count) ?? "?"
        return standing.desiredCount.map { "\(held) / \(Quantity.count($0))" } ?? held
    }

    /// Why it does not hold what it shall, and what to do; nil where all is well.
    func reason(_ standing: LocalListStanding) -> HTML? {
        let text: String
        switch standing.verdict {
        case .current: return nil
        case .undefined:
            text = request.text("Neither it nor its group has a list.", "충전기와 그룹 모두 목록이 없습니다.")
        case .notSupported:
            text = request.text(
                "It answered that it has no local lists: it asks for every idTag when it is connected.",
                "로컬 목록을 지원하지 않는다고 응답했습니다. 연결된 동안 모든 idTag를 서버에 확인합니다.")
        case .neverSent: text = request.text("Send it the list.", "목록을 보내십시오.")
        case .unknown: text = unknown(standing)
        case .conflict:
            text = request.text(
                "It found that its list disagrees with our answers (LocalListConflict). Send the whole list anew.",
                "목록이 서버 응답과 다르다고 보고했습니다 (LocalListConflict). 전체 목록을 다시 보내십시오.")
        case .behind:
            text = refusal(standing) ?? request.text("The list changed since it was sent. Send it again.", "보낸 뒤 목록이 바뀌었습니다. 다시 보내십시오.")
        }
        return "\(text)"
    }

    private func unknown(_ standing: LocalListStanding) -> String {
        if let refusal = refusal(standing) { return refusal }
        guard let version = standing.version else {
            return request.text("Send the list: it then goes out whole.", "목록을 보내십시오. 전체 목록이 전송됩니다.")
        }
        return request.text(
            "It has version \(version), which was not sent from here. Send the list: it then goes out whole.",
            "여기서 보내지 않은 버전 \(version)을(를) 가지고 있습니다. 목록을 보내면 전체 목록이 전송됩니다.")
    }

    /// What became of the last update, where that explains it.
    private func refusal(_ standing: LocalListStanding) -> String? {
        guard let update = standing.lastUpdate, update.status != .accepted else { return nil }
        let version = update.listVersion
        switch update.status {
        case .failed:
            return request.text(
                "It answered Failed to version \(version): the list may be too long for it, or have an entry that it does not take.",
                "버전 \(version)에 Failed로 응답했습니다. 목록이 너무 길거나 받아들이지 않는 항목이 있을 수 있습니다.")
        case .versionMismatch:
            return request.text(
                "It answered VersionMismatch to version \(version). Ask for its version, then send the whole list.",
                "버전 \(version)에 VersionMismatch로 응답했습니다. 버전을 요청한 뒤 전체 목록을 보내십시오.")
        case .notSupported: return request.text("It answered NotSupported.", "NotSupported로 응답했습니다.")
        case .accepted, nil: break
        }
        return switch update.outcome {
        case .pending: request.text("Version \(version) is on its way.", "버전 \(version)을(를) 보내는 중입니다.")
        case .notConnected: request.text("It was not connected when version \(version) was sent.", "버전 \(version)을(를) 보낼 때 연결되어 있지 않았습니다.")
        case .timedOut: request.text("It did not answer to version \(version) in time.", "버전 \(version)에 제시간에 응답하지 않았습니다.")
        case .disconnected, .interrupted: request.text("The answer to version \(version) was lost with the connection.", "연결이 끊겨 버전 \(version)의 응답을 받지 못했습니다.")
        case .callError: request.text("It answered version \(version) with a CALLERROR.", "버전 \(version)에 CALLERROR로 응답했습니다.")
        case .queueFull: request.text("Too many commands were waiting for it.", "대기 중인 명령이 너무 많았습니다.")
        case .answered: request.text("Its answer to version \(version) cannot be read.", "버전 \(version)에 대한 응답을 읽을 수 없습니다.")
        }
    }

    /// A list of charge points and how they stand.
    func table(_ page: Page<LocalListStanding>, caption: String) -> DataTable<LocalListStanding> {
        DataTable(
            request: request, caption: caption,
            columns: [
                Column(request.text("Charge point", "충전기")) {
                    "<a href=\"\(LocalPath.of(ChargePointLocalListPage.path, ["id": $0.chargePointID]))\">\($0.chargePointID)</a>"
                },
                Column(request.text("State", "상태")) { badge($0.verdict) },
                Column(request.text("Its version", "충전기의 버전")) { versions($0) },
                Column(request.text("Entries", "항목"), isNumber: true) { "\(entries($0))" },
                Column(request.text("Why, and what to do", "이유와 조치")) { "<span class=\"detail explains\">\(reason($0))</span>" },
                Column(request.text("Last accepted", "마지막 적용"), isSecondary: true) { TimeText.html($0.acceptedAt) },
            ], rows: page.items, next: page.nextCursor)
    }

    /// The form around a list of charge points by which those that are chosen get their lists.
    func choosing(_ page: Page<LocalListStanding>, caption: String) -> HTML {
        var table = table(page, caption: caption)
        guard request.may("sendLocalLists") else { return table.html }
        table.selection = (
            name: "ids", value: { $0.chargePointID }, label: { request.text("Choose \($0.chargePointID)", "\($0.chargePointID) 선택") })
        return """
            <form method="get" action="\(SendLocalListsPage.path)" class="choosing">\(table.html)\
            <p class="choosing-end"><span class="form-check" data-choose-all-field hidden>\
            <input class="form-check-input" type="checkbox" id="choose-all" data-choose-all="ids">\
            <label class="form-check-label" for="choose-all">\(request.text("All on this page", "이 페이지 모두"))</label></span>
            <button class="btn btn-secondary">\(request.text("Send to those chosen", "선택한 충전기에 보내기"))</button>\
            <span class="form-text" data-chosen="\(request.text("# chosen", "#대 선택"))"></span></p></form>
            """
    }

    /// Entries of a list.
    func entries(_ page: Page<LocalListEntry>, caption: String) -> HTML {
        DataTable(
            request: request, caption: caption,
            columns: [
                Column("idTag") { "<a href=\"\(IdTagListPage.path(of: $0.idTag.text))\">\($0.idTag.text)</a>" },
                Column(request.text("Status", "상태")) { StatusBadge.html($0.status.rawValue, $0.status == .accepted ? .good : .bad) },
                Column(request.text("Expires", "만료")) { TimeText.html($0.expiryDate) },
                Column("parentIdTag", isSecondary: true) { "\($0.parentIdTag?.text ?? "")" },
            ], rows: page.items, next: page.nextCursor
        ).html
    }

    /// What a definition names and the list leaves out.
    func unregistered(_ idTags: [String]) -> HTML {
        guard !idTags.isEmpty else { return "" }
        let names = idTags.prefix(10).joined(separator: ", ") + (idTags.count > 10 ? " …" : "")
        return Alert.html(.warning, request.text(
            "Named, but not registered, and so left out (\(Quantity.count(idTags.count))): \(names)",
            "등록되어 있지 않아 제외되는 idTag (\(Quantity.count(idTags.count))개): \(names)"))
    }
}
