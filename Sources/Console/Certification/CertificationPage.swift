import CentralSystem
import Markup
import OCPPJ
import WebAPI

extension Console {
    /// The certification runs.
    static func certificationPages(_ runs: (any CertificationRuns)?) -> [any ConsolePage] {
        guard let runs else { return [] }
        return [
            CertificationPage(runs: runs), StartCertificationPage(runs: runs), CertificationRunPage(runs: runs),
            CertificationReportFile(runs: runs), RemoveCertificationPage(runs: runs),
        ]
    }
}

/// The certification runs against this server, and the reports that are kept.
struct CertificationPage: ConsolePage {
    static let path = "/certification"

    let runs: any CertificationRuns

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let all = await runs.runs()
        let isBusy = all.contains { $0.state == .running }
        let start: HTML =
            request.may(.administrator) && !isBusy
            ? "<a class=\"btn btn-primary\" href=\"\(StartCertificationPage.path)\">\(request.text("Start a run", "시험 시작"))</a>" : ""
        let content = all.isEmpty ? empty(request) : DataTable(
            request: request, caption: request.text("Runs", "시험 목록"), columns: columns(request), rows: all
        ).html
        let list = LiveFragment("runs", [.operations], content: content)
        return .content(PageContent(
            request.text("Certification", "인증 시험"), actions: start, fragments: [list],
            main: """
                <p class="lead">\(request.text(
                    "Plays the charge point in the 77 cases by which Central Systems are certified for OCPP 1.6-J, against this server. It is a self-test and no certificate of the Open Charge Alliance.",
                    "OCPP 1.6-J Central System 인증에 쓰이는 77개 시험을 이 서버를 상대로 실행합니다. 자체 시험이며 Open Charge Alliance의 인증서가 아닙니다."))</p>
                \(list.html)
                """))
    }

    private func empty(_ request: ConsoleRequest) -> HTML {
        EmptyState.html(
            request.text("Nothing was played yet", "아직 실행한 시험이 없습니다"),
            request.text(
                "A run takes about a minute. Its report shows every frame of every case, and is kept here.",
                "한 번 실행하는 데 1분 정도 걸립니다. 모든 시험의 모든 프레임이 담긴 보고서가 여기에 보관됩니다."),
            actions: request.may(.administrator) ? [Link(request.text("Start a run", "시험 시작"), StartCertificationPage.path)] : [])
    }

    private func columns(_ request: ConsoleRequest) -> [Column<CertificationRun>] {
        let words = CertificationWords(language: request.language)
        return [
            Column(request.text("Started", "시작")) { "<a href=\"\(CertificationRunPage.of($0.id))\">\(TimeText.html($0.startedAt))</a>" },
            Column(request.text("Result", "결과")) { words.badge($0) },
            Column(request.text("Passed", "통과"), isNumber: true) { "\($0.count(.passed))" },
            Column(request.text("Failed", "실패"), isNumber: true) { "\($0.count(.failed))" },
            Column(request.text("Others", "기타"), isNumber: true, isSecondary: true) { "\($0.count(.notApplicable) + $0.count(.inconclusive))" },
            Column(request.text("By", "실행자"), isSecondary: true) { "\($0.startedBy)" },
            Column(request.text("Report", "보고서")) { CertificationRunPage.links($0, request) },
        ]
    }
}

/// Runs in the viewer's words.
struct CertificationWords: Sendable {
    let language: Language

    func outcome(_ outcome: CertificationRun.Outcome) -> (word: String, tone: StatusBadge.Tone) {
        switch outcome {
        case .passed: (language("Passed", "통과"), .good)
        case .failed: (language("Failed", "실패"), .bad)
        case .notApplicable: (language("Not applicable", "해당 없음"), .neutral)
        case .inconclusive: (language("Inconclusive", "판정 불가"), .warning)
        }
    }

    func badge(_ run: CertificationRun) -> HTML {
        switch run.state {
        case .running: StatusBadge.html(language("Running", "진행 중"), .charging)
        case .stopped: StatusBadge.html(language("Stopped", "중지됨"), .neutral)
        case .failed: StatusBadge.html(language("Could not be played", "실행하지 못함"), .bad)
        case .finished:
            run.result.map { result in
                let (word, tone) = outcome(result)
                return StatusBadge.html(word, tone)
            } ?? StatusBadge.html(language("Finished", "완료"), .neutral)
        }
    }
}

/// Asks what to play, and starts it.
struct StartCertificationPage: ConsolePage {
    static let path = "/certification/start"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["createToken", "revokeToken"]

    let runs: any CertificationRuns

    /// What the operator of the test does over the API; no users and no tokens.
    private static let scopes = [
        "charge-points", "commands", "configuration", "charging-profiles", "reservations", "local-lists", "id-tags", "transactions",
        "remote-transactions", "reports", "firmware", "diagnostics", "security", "certificates",
    ]
    /// Longer than any run, in seconds. The token is revoked when the run is over; this is for a server that stops meanwhile.
    private static let tokenSeconds = 7200

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let endpoints = runs.endpoints
        let chosen = request.form.values("functionality")
        let boxes = runs.functionalities.enumerated().reduce(into: HTML.empty) { html, item in
            let checked: HTML = chosen.contains(item.element) ? " checked" : ""
            html += """
                <div class="form-check"><input class="form-check-input" type="checkbox" id="functionality-\(item.offset)" name="functionality" value="\(item.element)"\(checked)>\
                <label class="form-check-label" for="functionality-\(item.offset)">\(item.element)</label></div>
                """
        }
        let fields: HTML = """
            \(FormField(
                request: request, name: "url", label: request.text("Where charge points connect without TLS", "TLS 없는 접속 주소"),
                help: request.text("Empty: cases that need it do not apply.", "비워 두면 필요한 시험은 해당 없음이 됩니다."), value: endpoints.plain).text(type: "url"))
            \(FormField(
                request: request, name: "tlsURL", label: request.text("Where they connect with TLS", "TLS 접속 주소"),
                help: request.text(
                    "The name in it must be the common name of this server’s certificate, and lead here from this machine. Empty: without TLS.",
                    "주소의 이름이 서버 인증서의 common name과 같아야 하며 이 컴퓨터에서 접속할 수 있어야 합니다. 비워 두면 TLS 없이 시험합니다."),
                value: endpoints.secure).text(type: "url"))
            <fieldset class="field"><legend>\(request.text("Only these functionalities (none: all)", "시험할 기능 (선택하지 않으면 전체)"))</legend>\(boxes)</fieldset>
            <details class="more"><summary>\(request.text("More", "기타"))</summary>
            \(FormField(
                request: request, name: "prefix", label: request.text("What the test’s identities and idTags begin with", "시험용 id와 idTag의 앞부분"),
                help: request.text("1 to 12 letters, digits, '-', '_' and '.'.", "1~12자의 영문자, 숫자, '-', '_', '.'"), value: "CERT-").text(limits: ["maxlength": "12"]))
            \(FormField(
                request: request, name: "load", label: request.text("A second time under a load of … messages a second", "초당 메시지 … 개의 부하에서 한 번 더 실행"),
                help: request.text("Empty: no second time.", "비워 두면 실행하지 않습니다.")).number(1...10_000))</details>
            """
        return .content(PageContent(
            request.text("Start a certification run", "인증 시험 시작"),
            trail: [Link(request.text("Certification", "인증 시험"), CertificationPage.path)],
            main: """
                <p class="lead">\(request.text(
                    "The run registers the charge points CERT-CP-1 to CERT-CP-6 and the idTags CERT-… on this server, trusts two authorities made for the run, and leaves transactions, messages and refused connections under these names, to be looked at. Your own charge points are not touched.",
                    "이 시험은 서버에 충전기 CERT-CP-1~CERT-CP-6과 idTag CERT-…를 등록하고, 시험용 인증 기관 두 개를 신뢰하며, 그 이름으로 트랜잭션과 메시지, 거절된 연결 기록을 남깁니다. 기존 충전기에는 영향을 주지 않습니다."))</p>
                \(Form.html(request, fields, submit: request.text("Start the run", "시험 시작")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let form = ScheduleForm(request)
        let load = try form.integer("load", 1...10_000)
        let prefix = request.form["prefix"] ?? "CERT-"
        let expiry = request.now.advanced(bySeconds: Self.tokenSeconds)
        // In the viewer's name, so that the record of changes has it.
        let made = try await request.call("createToken", .init(body: .object([
            "name": .string("certification run \(request.now.rfc3339)"), "role": .string(Role.administrator.rawValue),
            "scopes": .list(Self.scopes.map { .string($0) }), "expiresAt": .string(expiry.rfc3339),
        ])))
        guard let token = made.body["token"]?.string, let id = made.body["id"]?.int else {
            throw Problem(.internalError, request.text("The run got no token.", "시험용 토큰을 만들지 못했습니다."))
        }
        let order = CertificationOrder(
            endpoints: .init(plain: request.form["url"], secure: request.form["tlsURL"]), functionalities: request.form.values("functionality"),
            prefix: prefix, loadPerSecond: load, startedBy: request.principal?.name ?? "", token: token, tokenId: Int64(id))
        do {
            let run = try await runs.start(order)
            return .redirect(CertificationRunPage.of(run.id))
        } catch {
            try await request.call("revokeToken", .init(path: ["tokenId": String(id)]))
            guard error.code == .busy else { throw Problem(.invalidRequest, error.description) }
            throw Problem(.conflict, request.text("A run is under way already; wait for its end, or stop it.", "이미 시험이 진행 중입니다. 끝나기를 기다리거나 중지하십시오."))
        }
    }
}
