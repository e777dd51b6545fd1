import Markup

/// One line of a trace as the page shows it: an answer has its response time beside it.
struct TraceRow {
    let entry: TraceEntry
    let frame: FrameLayout?
    /// How long the Central System took to answer, in milliseconds.
    let responseMs: Double?

    /// The rows of a variant.
    ///
    /// The remark that tells a response time follows the answer that it is about; it becomes a part of that answer's row.
    static func rows(of trace: [TraceEntry]) -> [TraceRow] {
        var actions: [String: String] = [:]
        var rows: [TraceRow] = []
        for entry in trace {
            if entry.kind == .note, let time = entry.responseMs, let index = rows.lastIndex(where: { $0.entry.kind == .received }),
                rows[index].responseMs == nil
            {
                rows[index] = TraceRow(entry: rows[index].entry, frame: rows[index].frame, responseMs: time)
                continue
            }
            let isFrame = entry.kind == .sent || entry.kind == .received
            rows.append(
                TraceRow(
                    entry: entry, frame: isFrame ? FrameLayout(entry.text, actions: &actions) : nil,
                    responseMs: entry.responseMs))
        }
        return rows
    }

    var html: HTML {
        """
        <li class="\(style)"><span class="at">\(entry.atMs) ms</span> <span class="who">\(entry.kind.words)</span> \
        <div class="what">\(content)</div></li>

        """
    }

    private var content: HTML {
        guard entry.kind == .sent || entry.kind == .received else { return "\(entry.text)" }
        let response: HTML? = responseMs.map {
            "<span class=\"took\">answered after \(ReportNumber.duration(milliseconds: $0))</span>"
        }
        guard let frame else { return "\(response)<pre>\(entry.text)</pre>" }
        let head: HTML = "<strong>\(frame.title)</strong> <span class=\"message-id\">\(frame.messageID)</span> \(response)"
        return frame.body == "{}" ? "\(head) <code class=\"nothing\">{}</code>" : "\(head)<pre>\(frame.body)</pre>"
    }

    private var style: String {
        switch entry.kind {
        case .chargePoint: "act"
        case .operatorAction: "act operator"
        case .sent: "frame sent"
        case .received: "frame received"
        case .check: "check"
        case .failure: "failure"
        case .note: "note"
        }
    }
}
