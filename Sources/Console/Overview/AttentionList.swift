import Markup

/// What needs somebody, with the next step of each.
struct AttentionList: Sendable {
    let groups: [AttentionGroup]
    let request: ConsoleRequest

    var html: HTML {
        guard !groups.isEmpty else {
            let text = request.text(
                "Faults, lost connections, doubtful sessions, failed jobs and security events appear here.",
                "고장, 연결 끊김, 의심스러운 세션, 실패한 작업, 보안 이벤트가 여기에 나타납니다.")
            return """
                <div class="empty"><p class="empty-title">\(StatusBadge.html(request.text("Nothing needs you now", "지금은 확인할 항목이 없습니다"), .good))</p>\
                <p>\(text)</p></div>
                """
        }
        let rows = groups.reduce(into: HTML.empty) { html, group in
            for item in group.items { html += row(item) }
            if let more = group.more { html += "<li class=\"attention-more\">\(more.html)</li>" }
        }
        return "<ul class=\"attention\">\(rows)</ul>"
    }

    private func row(_ item: AttentionItem) -> HTML {
        let since: HTML = item.since.map { TimeText.html($0) } ?? ""
        return """
            <li><span class="attention-kind">\(StatusBadge.html(item.kind, item.tone))</span>\
            <span class="attention-what"><strong>\(item.subject.html)</strong> <span class="detail">\(item.detail)</span></span>\
            <span class="attention-since">\(since)</span>\
            <a class="btn btn-sm btn-secondary" href="\(item.step.path)">\(item.step.text)</a></li>
            """
    }
}
