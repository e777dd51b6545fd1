import CentralSystem
import HTTPTypes
import HummingbirdCore
import Markup
import OCPPJ
import WebAPI

/// What this server is: version, where it listens, how it is, and what to tell whoever is asked for help.
struct AboutPage: ConsolePage {
    static let path = "/about"
    static let operations: [OperationName] = ["getReadiness"]

    let centralSystem: CentralSystem
    let server: any ServerInformation
    let rate = FrameRate()

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let health = try await health(request)
        let live = LiveFragment("health", [.connections, .messages], content: Panel.html(
            request.text("How it is", "현재 상태"), health.html(request)))
        return .content(PageContent(
            request.text("This server", "서버 정보"), actions: settingsLink(request), fragments: [live],
            main: """
                \(Panel.html(request.text("At a glance", "한눈에 보기"), facts(request)))\
                \(Panel.html(request.text("Where it listens", "접속 주소"), listeners(request)))\
                \(live.html)\
                \(Panel.html(request.text("For programs", "프로그램 연동"), programs(request)))\
                \(Panel.html(request.text("When you ask for help", "지원을 요청할 때"), help(health, request)))\
                \(licences(request))
                """))
    }

    /// How the server is at this moment.
    func health(_ request: ConsoleRequest) async throws -> ServerHealth {
        let metrics = centralSystem.metrics
        let frames = metrics.framesReceived.value + metrics.framesSent.value
        let running = max(1, request.now.seconds(since: server.startedAt))
        return ServerHealth(
            checks: try await checks(request), connected: metrics.connectionsOpen, frames: frames,
            framesPerSecond: Double(frames) / running, lately: rate.look(frames, at: request.now),
            droppedMessages: metrics.messagesDropped.value, process: .read(), runningSeconds: running,
            database: metrics.databaseLoad, storage: await server.storage())
    }

    /// What `/readyz` says.
    private func checks(_ request: ConsoleRequest) async throws -> [ServerHealth.Check] {
        let report: JSONNode?
        do throws(Problem) {
            report = try await request.call("getReadiness").body["checks"]
        } catch {
            guard error.type == .notReady else { throw error }
            report = try error.extensions.first { $0.name == "checks" }.map { try JSONNode.parse($0.json) }
        }
        return report?.members.map { .init(name: $0.name, isReady: $0.value.string == "ok") } ?? []
    }

    private func settingsLink(_ request: ConsoleRequest) -> HTML {
        guard request.may(.administrator) else { return "" }
        return "<a class=\"btn btn-secondary\" href=\"\(SettingsPage.path)\">\(request.text("Settings", "서버 설정"))</a>"
    }

    private func facts(_ request: ConsoleRequest) -> HTML {
        let build = server.build
        let mode = build.mode == "release" ? "" : " · \(request.text("a debug build, which is slower", "디버그 빌드 (느림)"))"
        return Facts.html([
            (request.text("Version", "버전"), "Stationmaster \(server.version)\(mode)"),
            (request.text("Built", "빌드"), "\(TimeText.html(build.madeAt)) · \(build.compiler)"),
            (
                request.text("Runs since", "시작 시각"),
                "\(TimeText.html(server.startedAt)) · \(Span.text(seconds: Int(request.now.seconds(since: server.startedAt)), request.language))"
            ),
            (
                request.text("On", "실행 환경"),
                "\(build.platform) · \(request.text("\(build.processors) processors", "프로세서 \(build.processors)개"))"
            ),
            (request.text("Protocol", "프로토콜"), "OCPP 1.6 JSON"),
        ])
    }

    private func listeners(_ request: ConsoleRequest) -> HTML {
        let base = MessageText.base(request)
        return DataTable(
            request: request, caption: request.text("Where it listens", "접속 주소"),
            columns: [
                Column(request.text("For", "용도")) { Self.purpose($0.purpose, request).name },
                Column(request.text("Address to use", "사용할 주소")) { listener in
                    "<code class=\"listen-address\">\(listener.reachedAt ?? base)\(Self.ending(listener.purpose))</code>"
                },
                Column(request.text("Bound to", "바인딩 주소"), isSecondary: true) { "<code>\($0.bound)</code>" },
                Column(request.text("What for", "설명"), isSecondary: true) { "\(Self.purpose($0.purpose, request).meaning)" },
            ], rows: server.listeners
        ).html
    }

    private static func ending(_ purpose: ServerListener.Purpose) -> String {
        switch purpose {
        case .ocpp, .ocppWithTLS: "/IDENTITY"
        case .api, .files: "/"
        }
    }

    private static func purpose(_ purpose: ServerListener.Purpose, _ request: ConsoleRequest) -> (name: HTML, meaning: String) {
        switch purpose {
        case .ocpp:
            ("\(request.text("Charge points", "충전기"))", request.text(
                "OCPP over WebSocket, unencrypted: security profiles 0 and 1.", "WebSocket 기반 OCPP, 암호화 없음: 보안 프로파일 0과 1."))
        case .ocppWithTLS:
            ("\(request.text("Charge points with TLS", "충전기 (TLS)"))", request.text(
                "OCPP over WebSocket with TLS: security profiles 2 and 3.", "TLS를 쓰는 WebSocket 기반 OCPP: 보안 프로파일 2와 3."))
        case .api:
            ("\(request.text("Programs and this console", "프로그램과 이 콘솔"))", request.text(
                "The REST API and these pages.", "REST API와 이 페이지들입니다."))
        case .files:
            ("\(request.text("Files of charge points", "충전기 파일"))", request.text(
                "Firmware that they fetch, diagnostics and logs that they bring.", "펌웨어 내려받기, 진단 파일과 로그 올리기에 씁니다."))
        }
    }

    private func programs(_ request: ConsoleRequest) -> HTML {
        let links: [(String, String)] = [
            ("/openapi.json", request.text("the document of the REST API (OpenAPI 3.1)", "REST API 문서 (OpenAPI 3.1)")),
            ("/metrics", request.text("the metrics, for Prometheus", "Prometheus용 지표")),
            ("/healthz", request.text("whether the process lives", "프로세스 생존 확인")),
            ("/readyz", request.text("whether it can serve", "서비스 준비 확인")),
        ]
        let items = links.reduce(into: HTML.empty) { html, link in
            html += "<li><a href=\"\(link.0)\"><code>\(link.0)</code></a> – \(link.1)</li>"
        }
        let tokens: HTML = request.may(.administrator)
            ? "<p class=\"panel-end\"><a class=\"btn btn-secondary\" href=\"\(TokenListPage.path)\">\(request.text("Tokens of programs", "프로그램 토큰"))</a></p>" : ""
        return """
            <p>\(request.text(
                "Everything that this console does, programs can do too. They show who they are with a token.",
                "이 콘솔의 모든 기능은 프로그램으로도 사용할 수 있으며, 프로그램은 토큰으로 인증합니다."))</p>
            <ul class="plain-list">\(items)</ul>\(tokens)
            """
    }

    private func help(_ health: ServerHealth, _ request: ConsoleRequest) -> HTML {
        let agent = request.request.headers[.userAgent] ?? ""
        let text = HelpText(
            server: server, health: health, now: request.now, agent: String(agent.prefix(300)), showsSettings: request.may(.administrator)
        ).text
        return """
            <p>\(request.text(
                "Say what you did, what you expected and what happened instead, and add this. It holds no secret; addresses of this server stand in it.",
                "무엇을 했고, 무엇을 기대했으며, 실제로 어떻게 되었는지와 함께 아래 내용을 보내십시오. 비밀값은 없지만 이 서버의 주소가 들어 있습니다."))</p>
            <pre id="about-help" class="json" tabindex="0" lang="en">\(text)</pre>
            <p class="copying"><button type="button" class="btn btn-sm btn-secondary" data-copy="about-help" \
            data-done="\(request.text("Copied", "복사됨"))" hidden>\(request.text("Copy", "복사"))</button></p>
            """
    }

    private func licences(_ request: ConsoleRequest) -> HTML {
        let table = DataTable(
            request: request, caption: request.text("Licences", "라이선스"),
            columns: [
                Column(request.text("Part", "구성 요소")) { "<span translate=\"no\">\($0.name)</span>" }, Column(request.text("Licence", "라이선스")) { "<span translate=\"no\">\($0.licence)</span>" },
                Column(request.text("By", "저작자"), isSecondary: true) { "<span translate=\"no\">\($0.author)</span>" },
            ], rows: Licence.all)
        return """
            <details class="panel"><summary>\(request.text("Licences", "라이선스"))</summary><p>\(request.text(
                "Stationmaster is free software under the Apache License 2.0. It is made with these parts:",
                "Stationmaster는 Apache License 2.0을 따르는 자유 소프트웨어이며 다음 구성 요소를 사용합니다."))</p>\(table.html)</details>
            """
    }
}
