import CentralSystem
import HTTPTypes
import Hummingbird
import Markup
import WebAPI

/// What is on every page: head, navigation, heading, footer.
struct PageLayout: Sendable {
    let content: PageContent
    let request: ConsoleRequest
    let pages: PageTable

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(request.language.rawValue)" data-theme="\(request.preferences.theme.rawValue)"\(mayReload)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(content.title) · Stationmaster</title>
        <link rel="icon" href="data:,">
        \(styles)
        \(scripts)
        </head>
        <body class="\(request.isWall ? "wall" : "")\(request.identification == nil ? " stranger" : "")">
        <a class="skip" href="#main">\(request.text("Skip to the content", "본문으로 건너뛰기"))</a>
        \(header)
        <main id="main" tabindex="-1" data-live-number="\(request.liveNumber)">
        \(trail)
        <div class="heading"><h1>\(content.title)</h1>\(content.mark)<div class="heading-actions">\(request.isWall ? liveState : "")\(content.actions)</div></div>
        \(message)
        \(content.main)
        </main>
        \(footer)
        </body>
        </html>
        """
    }

    /// Whether a script may load the page anew, for a clock that the server did not know: not what answers a form, nor what is said once.
    private var mayReload: HTML {
        request.request.method == .get && request.identification != nil && request.flash == nil ? " data-may-reload" : ""
    }

    private var styles: HTML {
        [AssetLibrary.bootstrap, "console.css", "frame.css"].compactMap { request.assets.url($0) }
            .reduce(into: HTML.empty) { $0 += "<link rel=\"stylesheet\" href=\"\($1)\">" }
    }

    private var scripts: HTML {
        var html: HTML = ""
        // Deferred like modules, and run before them.
        if content.hasCharts, let chart = request.assets.url(AssetLibrary.chart) { html += "<script defer src=\"\(chart)\"></script>" }
        var modules = ["console.js"]
        if content.hasCharts { modules.append("charts.js") }
        if !content.fragments.isEmpty { modules.append("live.js") }
        modules += content.modules
        for url in modules.compactMap({ request.assets.url($0) }) { html += "<script type=\"module\" src=\"\(url)\"></script>" }
        return html
    }

    private var header: HTML {
        guard !request.isWall else { return "" }
        return """
            <header class="bar">
            <a class="brand" href="/">\(Icon.session.html)<span>Stationmaster</span></a>
            \(liveState)\(navigation)\(request.identification == nil ? "" : SearchField.html(request))
            <div class="bar-end">\(preferences)\(account)</div>
            </header>
            """
    }

    /// The same list twice: along the side where there is room, and to unfold where there is not. One of them is hidden, from
    /// everybody.
    private var navigation: HTML {
        guard request.identification != nil else { return "" }
        let groups = NavigationItem.grouped { pages.has($0.path) && request.may($0.role) }
        var items: HTML = ""
        for (number, group) in groups.enumerated() {
            for (index, item) in group.enumerated() {
                let current: HTML = item.holds(request.path) ? " aria-current=\"page\"" : ""
                let apart: HTML = number > 0 && index == 0 ? " class=\"apart\"" : ""
                items += """
                    <li\(apart)><a href="\(item.path)"\(current)>\(item.icon.html)<span>\(request.text(item.english, item.korean))</span></a></li>
                    """
            }
        }
        let name = request.text("Main navigation", "주 메뉴")
        return """
            <nav class="side" aria-label="\(name)"><ul>\(items)</ul></nav>
            <details class="menu"><summary>\(request.text("Menu", "메뉴"))</summary><nav aria-label="\(name)"><ul>\(items)</ul></nav></details>
            """
    }

    /// The switches of language and theme, which work without script.
    private var preferences: HTML {
        let next = request.here.url(request.path)
        let languages = Language.allCases.filter { $0 != request.language }.reduce(into: HTML.empty) { html, language in
            html += """
                <button class="btn btn-sm btn-quiet" name="language" value="\(language.rawValue)" lang="\(language.rawValue)">\
                \(language.ownName)</button>
                """
        }
        let (theme, label): (Preferences.Theme, String) =
            switch request.preferences.theme {
            case .automatic: (.dark, request.text("Dark", "어둡게"))
            case .dark: (.light, request.text("Light", "밝게"))
            case .light: (.automatic, request.text("Auto", "자동"))
            }
        return """
            <form class="switches" method="post" action="\(PreferencesPage.path)">\(Form.key(request))\
            <input type="hidden" name="next" value="\(next)">\(languages)\
            <button class="btn btn-sm btn-quiet" name="theme" value="\(theme.rawValue)" \
            title="\(request.text("Change the colours", "색상 바꾸기"))">\(Icon.contrast.html) \(label)</button></form>
            """
    }

    private var account: HTML {
        guard let principal = request.principal else { return "" }
        return """
            <a class="who" href="\(AccountPage.path)" title="\(request.text("Your account", "내 계정")) (\(principal.role.rawValue))">\
            \(Icon.user.html) \(principal.name)</a>
            \(Form.button(request, request.text("Sign out", "로그아웃"), action: SignOut.path, style: "btn-sm btn-quiet"))
            """
    }

    private var trail: HTML {
        guard !content.trail.isEmpty, !request.isWall else { return "" }
        let items = content.trail.reduce(into: HTML.empty) { $0 += "<li>\($1.html)</li>" }
        return """
            <nav class="trail" aria-label="\(request.text("Where you are", "현재 위치"))"><ol>\(items)\
            <li aria-current="page">\(content.title)</li></ol></nav>
            """
    }

    /// What came of the form before, or what is wrong with the one that came in.
    private var message: HTML {
        var html: HTML = ""
        if let flash = request.flash { html += Alert.html(flash.kind, flash.text) }
        if let problem = request.problem { html += Alert.html(.failure, Said(request).html(problem)) }
        return html
    }

    private var footer: HTML {
        guard !request.isWall else { return "" }
        return """
            <footer><span>Stationmaster</span>\
            <a href="/openapi.json">\(request.text("API document", "API 문서"))</a></footer>
            """
    }

    /// Whether what is shown is the present, as `live.js` knows it: a word as long as it is, and a warning when it is not.
    private var liveState: HTML {
        guard !content.fragments.isEmpty else { return "" }
        return """
            <span class="live-state" role="status" data-connected="\(request.text("Live", "실시간"))" \
            data-waiting="\(request.text("Live, but waits while you are at it", "실시간 (사용 중인 부분은 잠시 멈춤)"))" \
            data-lost="\(request.text(
                "Not live since #: the connection to the server is lost. It is tried again all the time.",
                "# 이후 실시간이 아닙니다. 서버와의 연결이 끊겼으며 계속 다시 연결을 시도합니다."))" \
            data-over="\(request.text(
                "Your session is over. Sign in in another tab; what you typed here is kept when you send it.",
                "세션이 만료되었습니다. 다른 탭에서 로그인하십시오. 여기에 입력한 내용은 보낼 때까지 유지됩니다."))"></span>
            """
    }
}
