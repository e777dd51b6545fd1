import CentralSystem
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import OCPPJ
import WebAPI

/// One run: watched while it is under way, and kept afterwards.
struct CertificationRunPage: ConsolePage {
    static let path = "/certification/{run}"

    let runs: any CertificationRuns

    static func of(_ id: String) -> String { LocalPath.of(path, ["run": id]) }

    /// The reports of a run, to look at and to keep.
    static func links(_ run: CertificationRun, _ request: ConsoleRequest) -> HTML {
        guard run.state == .finished || run.state == .stopped else { return "–" }
        let path = "\(of(run.id))/report"
        return """
            <a href="\(path)/html">\(request.text("Open", "열기"))</a> · <a href="\(path)/html?download">HTML</a> · \
            <a href="\(path)/json">JSON</a> · <a href="\(path)/junit">JUnit</a>
            """
    }

    static func notFound(_ request: ConsoleRequest) -> Problem {
        Problem(.notFound, request.text("There is no such run; it may have been removed.", "그런 시험이 없습니다. 삭제되었을 수 있습니다."))
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let run = await runs.run(request.parameters["run"] ?? "") else { throw Self.notFound(request) }
        let words = CertificationWords(language: request.language)
        var html: HTML = "<p class=\"lead\">\(words.badge(run))\(run.current.map { " \(Said.english($0))" } ?? "")</p>"
        if let problem = run.problem { html += Alert.html(.warning, Said(request).html(problem)) }
        html += ProgressBar.html(
            request, done: run.cases.count, total: run.total, good: run.count(.passed), bad: run.count(.failed))
        let seconds = Int(clamping: (run.endedAt ?? request.now).seconds(since: run.startedAt))
        html += Facts.html([
            (request.text("Passed", "통과"), "\(run.count(.passed))"), (request.text("Failed", "실패"), "\(run.count(.failed))"),
            (request.text("Not applicable", "해당 없음"), "\(run.count(.notApplicable))"),
            (request.text("Inconclusive", "판정 불가"), "\(run.count(.inconclusive))"),
            (request.text("Started", "시작"), "\(TimeText.html(run.startedAt)) · \(run.startedBy)"),
            (request.text("Took", "소요 시간"), "\(Span.text(seconds: seconds, request.language))"),
            (request.text("Report", "보고서"), Self.links(run, request)),
        ])
        if run.state == .running, request.may(.administrator) {
            let stop = Form.button(request, request.text("Stop the run", "시험 중지"), action: Self.of(run.id), values: ["verb": "stop"])
            html += "<div class=\"panel-end\">\(stop)</div>"
        }
        let summary = LiveFragment("summary", [.operations], content: html)
        let cases = LiveFragment("cases", [.operations], content: table(run, words, request))
        let remove: HTML =
            run.state != .running && request.may(.administrator)
            ? "<a class=\"btn btn-secondary\" href=\"\(Self.of(run.id))/remove\">\(request.text("Remove", "삭제"))</a>" : ""
        return .content(PageContent(
            request.text("Certification run", "인증 시험 결과"),
            trail: [Link(request.text("Certification", "인증 시험"), CertificationPage.path)], actions: remove, fragments: [summary, cases],
            main: "\(Panel.html(request.text("The run", "시험"), summary.html))\(cases.html)"))
    }

    /// What did not pass first; while it runs, the last that was played first.
    private func table(_ run: CertificationRun, _ words: CertificationWords, _ request: ConsoleRequest) -> HTML {
        guard !run.cases.isEmpty else {
            return EmptyState.html(
                request.text("No case has ended yet", "아직 끝난 시험이 없습니다"),
                request.text("The first ones come in a moment.", "잠시 후 결과가 나타납니다."))
        }
        let order: [CertificationRun.Outcome] = [.failed, .inconclusive, .passed, .notApplicable]
        let rows =
            run.state == .running
            ? Array(run.cases.reversed())
            : order.flatMap { outcome in run.cases.filter { $0.outcome == outcome } }
        return DataTable(
            request: request, caption: request.text("Cases", "시험 항목"),
            columns: [
                Column(request.text("Case", "시험")) { "<code>\($0.id)</code>\($0.isUnderLoad ? request.text(" under load", " 부하") : "")<br><span class=\"detail\" lang=\"en\">\($0.title)</span>" },
                Column(request.text("Functionality", "기능"), isSecondary: true) { Said.english($0.functionality) },
                Column(request.text("Result", "결과")) { row in
                    let (word, tone) = words.outcome(row.outcome)
                    return StatusBadge.html(word, tone)
                },
                Column(request.text("Why", "사유")) { Said.english($0.reason) },
                Column("ms", isNumber: true, isSecondary: true) { "\(Quantity.count($0.milliseconds))" },
            ], rows: rows
        ).html
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard request.may(.administrator) else {
            throw Problem(.forbidden, request.text("An administrator can stop the run.", "시험 중지는 administrator만 할 수 있습니다."))
        }
        let id = request.parameters["run"] ?? ""
        guard let run = await runs.run(id), run.state == .running else { throw Self.notFound(request) }
        await runs.stop()
        return .redirect(Self.of(id), .success(request.text(
            "The run is stopped; what was played is reported.", "시험을 중지했습니다. 실행한 항목까지 보고서에 담깁니다.")))
    }
}

/// The reports as files.
struct CertificationReportFile: ConsolePage {
    static let path = "/certification/{run}/report/{format}"

    let runs: any CertificationRuns

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["run"] ?? ""
        guard let format = request.parameters["format"].flatMap({ CertificationReportFormat(rawValue: $0) }),
            let bytes = await runs.report(id, format)
        else { throw CertificationRunPage.notFound(request) }
        let (type, ending) =
            switch format {
            case .html: ("text/html; charset=utf-8", "html")
            case .json: ("application/json", "json")
            case .junit: ("application/xml", "xml")
            }
        var headers: HTTPFields = [
            .contentType: type, .contentLength: String(bytes.count), .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            // The report has its own style, and needs nothing else.
            .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
        ]
        let isShown = format == .html && !request.query.pairs.contains { $0.name == "download" }
        if !isShown { headers[.contentDisposition] = "attachment; filename=\"certification-\(id).\(ending)\"" }
        return .response(Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))))
    }
}

/// Removes a run and its reports.
struct RemoveCertificationPage: ConsolePage {
    static let path = "/certification/{run}/remove"
    static let role: Role? = .administrator

    let runs: any CertificationRuns

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let run = await runs.run(request.parameters["run"] ?? "") else { throw CertificationRunPage.notFound(request) }
        return .content(Confirmation.content(
            request, title: request.text("Remove this run?", "이 시험 결과를 삭제할까요?"),
            consequence: request.text(
                "Its reports are gone for good. What the run left on the server (charge points, transactions, messages) stays.",
                "보고서가 영구히 삭제됩니다. 시험이 서버에 남긴 충전기, 트랜잭션, 메시지는 그대로 남습니다."),
            submit: request.text("Remove it", "삭제"), back: CertificationRunPage.of(run.id),
            trail: [Link(request.text("Certification", "인증 시험"), CertificationPage.path)]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        await runs.remove(request.parameters["run"] ?? "")
        return .redirect(CertificationPage.path, .success(request.text("The run is removed.", "시험 결과를 삭제했습니다.")))
    }
}
