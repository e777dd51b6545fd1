import CentralSystem
import Markup
import OCPP16

/// Leads to what was searched for in the header: straight to it when there is one, and otherwise by a list of what may be meant.
struct SearchPage: ConsolePage {
    static let path = "/search"

    let finder: Finder

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let text = Finder.text(request.query["q"])
        let findings = try await finder.find(text)
        if let only = findings.only { return .redirect(only) }
        let parts = text.isEmpty ? [] : self.parts(text, request)
        var main: HTML = ""
        if text.isEmpty || (findings.isEmpty && parts.isEmpty) { main += empty(text, request) }
        if !findings.chargePoints.isEmpty { main += chargePoints(findings.chargePoints, text, request) }
        if !findings.idTags.isEmpty { main += idTags(findings.idTags, text, request) }
        if let session = findings.session { main += sessions([session], request) }
        if !parts.isEmpty { main += list(request.text("Parts of the console", "콘솔 메뉴"), parts.map(\.html)) }
        return .content(PageContent(text.isEmpty ? request.text("Search", "검색") : request.text("Search: \(text)", "검색: \(text)"), main: main))
    }

    private func empty(_ text: String, _ request: ConsoleRequest) -> HTML {
        guard !text.isEmpty else {
            return EmptyState.html(
                request.text("What are you looking for?", "무엇을 찾으십니까?"),
                request.text(
                    "Type a charge point, an idTag or the number of a session into the field above; a part of it will do. The key / leads there from everywhere.",
                    "위 입력란에 충전기, idTag 또는 세션 번호를 입력하십시오. 일부만 입력해도 됩니다. 어디서나 / 키로 이동할 수 있습니다."))
        }
        return EmptyState.html(
            request.text("Nothing has this name", "검색 결과가 없습니다"),
            request.text(
                "Charge points are searched by identity, vendor, model, serial number and note; idTags by themselves and their note; sessions by their number.",
                "충전기는 식별자, 제조사, 모델, 일련번호, 메모로, idTag는 값과 메모로, 세션은 번호로 찾습니다."),
            actions: [
                Link(request.text("All charge points", "모든 충전기"), ChargePointListPage.path),
                Link(request.text("Messages that hold errors", "오류 메시지"), "\(MessageListPage.path)?odd=1"),
            ])
    }

    private func chargePoints(_ found: [ChargePoint], _ text: String, _ request: ConsoleRequest) -> HTML {
        let rows = found.map { item -> HTML in
            let boot = item.bootNotification
            let what = [boot?.chargePointVendor, boot?.chargePointModel, item.note].compactMap { $0 }.joined(separator: " · ")
            return """
                <a href="\(LocalPath.chargePoint(item.id))">\(item.id)</a> \(StatusBadge.html(item.state, request.language)) \
                <span class="detail">\(what)</span>
                """
        }
        return list(request.text("Charge points", "충전기"), rows, all: more(found.count, ChargePointListPage.path, text, request))
    }

    private func idTags(_ found: [IdTag], _ text: String, _ request: ConsoleRequest) -> HTML {
        let rows = found.map { item -> HTML in
            "<a href=\"\(IdTagListPage.path(of: item.idTag.text))\">\(item.idTag.text)</a> <span class=\"detail\">\(item.values.note ?? "")</span>"
        }
        return list("idTag", rows, all: more(found.count, IdTagListPage.path, text, request))
    }

    private func sessions(_ found: [Transaction], _ request: ConsoleRequest) -> HTML {
        list(request.text("Sessions", "충전 세션"), found.map { item in
            """
            <a href="\(SessionListPage.path(of: item.id))">\(item.id)</a> \(item.badges(request)) \
            <span class="detail">\(item.chargePointID) · \(item.idTag) · \(TimeText.html(item.startTimestamp))</span>
            """
        })
    }

    /// The parts of the console of that name, in either language.
    private func parts(_ text: String, _ request: ConsoleRequest) -> [Link] {
        let sought = text.lowercased()
        return NavigationItem.all
            .filter { request.may($0.role) && ($0.english.lowercased().contains(sought) || $0.korean.lowercased().contains(sought)) }
            .map { Link(request.text($0.english, $0.korean), $0.path) }
    }

    /// The way to all that match, when not all of them are here.
    private func more(_ count: Int, _ path: String, _ text: String, _ request: ConsoleRequest) -> Link? {
        count < Finder.most ? nil : Link(request.text("Show all", "모두 보기"), Fields([("search", text)]).url(path))
    }

    private func list(_ title: String, _ rows: [HTML], all: Link? = nil) -> HTML {
        let items = rows.reduce(into: HTML.empty) { $0 += "<li>\($1)</li>" }
        return Panel.html(title, actions: all?.html ?? "", "<ul class=\"findings\">\(items)</ul>")
    }
}

/// The field in the header by which one finds things. It asks with GET, and works without script.
enum SearchField {
    static func html(_ request: ConsoleRequest) -> HTML {
        let label = request.text("Find a charge point, an idTag or a session", "충전기, idTag, 세션 찾기")
        let value = request.path == SearchPage.path ? Finder.text(request.query["q"]) : ""
        return """
            <form class="find" method="get" action="\(SearchPage.path)" role="search" aria-label="\(request.text("Find", "찾기"))">\
            <input class="form-control" type="search" id="find" name="q" value="\(value)" maxlength="200" autocomplete="off" \
            aria-label="\(label)" aria-keyshortcuts="/" placeholder="\(request.text("Charge point, idTag, session", "충전기, idTag, 세션"))">\
            <kbd aria-hidden="true">/</kbd><button class="btn btn-secondary" title="\(request.text("Find", "찾기"))">\(Icon.search.html)\
            <span class="visually-hidden">\(request.text("Find", "찾기"))</span></button></form>
            """
    }
}
