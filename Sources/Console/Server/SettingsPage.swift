import CentralSystem
import Markup
import WebAPI

/// The settings that count, what they mean, and where each value comes from. They are read at the start; the page says how to change
/// them, and leads to where something can be changed while the server runs.
struct SettingsPage: ConsolePage {
    static let path = "/settings"
    static let role: Role? = .administrator

    private static let filters = ["search", "source"]
    /// In the filter: whatever was given and is not the default.
    private static let changed = "changed"

    let server: any ServerInformation

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let found = matching(request)
        let groups = SettingGroup.all.compactMap { group -> (SettingGroup, [ServerSetting])? in
            let settings = found.filter { SettingGroup.of($0.key) == group }
            return settings.isEmpty ? nil : (group, settings)
        }
        let content: HTML =
            groups.isEmpty
            ? EmptyState.html(
                request.text("No setting matches", "조건에 맞는 설정이 없습니다"),
                request.text("Take a condition away to see more.", "조건을 줄이면 더 많이 보입니다."),
                actions: [Link(request.text("Show all", "모두 보기"), Self.path)])
            : groups.reduce(into: HTML.empty) { $0 += Panel.html(request.text($1.0.english, $1.0.korean), table($1.1, $1.0, request)) }
        return .content(PageContent(
            request.text("Settings of this server", "서버 설정"), trail: [Link(request.text("This server", "서버 정보"), AboutPage.path)],
            main: """
                \(Panel.html(request.text("How to change a setting", "설정을 바꾸는 방법"), introduction(request)))\
                \(filter(request))\(content)
                """))
    }

    private func matching(_ request: ConsoleRequest) -> [ServerSetting] {
        let words = request.query["search"]?.lowercased()
        let source = request.query["source"]
        return server.settings.filter { setting in
            switch source {
            case nil: break
            case Self.changed: guard setting.differs else { return false }
            case let source?: guard setting.source.rawValue == source else { return false }
            }
            guard let words else { return true }
            let texts = [setting.key, setting.environmentVariable, setting.meaning, SettingWords.meaning(of: setting, .korean)]
            return texts.contains { $0.lowercased().contains(words) }
        }
    }

    private func introduction(_ request: ConsoleRequest) -> HTML {
        let file: HTML =
            server.settingsFile.map { path in
                "<p>\(request.text("This server was started with the file", "이 서버가 시작할 때 읽은 파일:")) <code class=\"wraps\">\(path)</code></p>"
            } ?? "<p>\(request.text("This server was started without a file of settings (--config).", "이 서버는 설정 파일(--config) 없이 시작했습니다."))</p>"
        let example: HTML = "<pre tabindex=\"0\">call:\n  timeoutSeconds: 20</pre>"
        return """
            <p>\(request.text(
                "Settings are read when the server starts: change them there, and start it again. A flag of the command line goes before an environment variable, and that before the file; the first that has a key wins. A value that is not allowed ends the start with a message that names it.",
                "설정은 서버가 시작할 때 읽습니다. 값을 바꾼 뒤 서버를 다시 시작하십시오. 명령줄 옵션이 환경 변수보다, 환경 변수가 설정 파일보다 우선합니다. 허용되지 않는 값이 있으면 그 이름을 알리고 시작하지 않습니다."))</p>
            \(file)<details><summary>\(request.text("How a key stands in a file", "파일에 적는 방법"))</summary>\(example)</details>
            <p class="panel-end">\(request.text(
                "What can be changed while the server runs has a link beside it.", "서버가 실행되는 동안 바꿀 수 있는 것은 옆에 링크가 있습니다."))</p>
            """
    }

    private func filter(_ request: ConsoleRequest) -> HTML {
        let sources = [FormField.Option(Self.changed, request.text("Not the default", "기본값이 아닌 것"))]
            + ServerSetting.Source.allCases.map { .init($0.rawValue, $0.word(request)) }
        return FilterForm(
            request: request,
            fields: [
                Filter.search(request, request.text("Key or words", "키 또는 단어"), placeholder: "timeout"),
                Filter.choice(request, request.text("Comes from", "출처"), name: "source", sources),
            ], names: Self.filters
        ).html
    }

    private func table(_ settings: [ServerSetting], _ group: SettingGroup, _ request: ConsoleRequest) -> HTML {
        DataTable(
            request: request, caption: request.text(group.english, group.korean),
            columns: [
                Column(request.text("Setting", "설정")) { setting in
                    let place: HTML = SettingPlace.of(setting.key).map { place in
                        "<div class=\"form-text\">\(place.link(request).html)</div>"
                    } ?? ""
                    return """
                        <code class="wraps">\(setting.key)</code><div class="setting-meaning">\
                        \(SettingWords.marked(SettingWords.meaning(of: setting, request.language)))</div>\(place)\
                        <div class="form-text">\(request.text("Environment variable", "환경 변수")) <code class="wraps">\(setting.environmentVariable)</code></div>
                        """
                },
                Column(request.text("Value", "값")) { "<div class=\"setting-value\">\(Self.value($0, request))</div>" },
                Column(request.text("Comes from", "출처")) { setting in
                    setting.source == .default
                        ? "<span class=\"quiet\">\(setting.source.word(request))</span>" : StatusBadge.html(setting.source.word(request), .neutral)
                },
                Column(request.text("Default and what is allowed", "기본값과 허용 범위"), isSecondary: true) { setting in
                    "\(SettingWords.valueText(setting.defaultText, of: setting, request))<div class=\"form-text\" translate=\"no\">\(SettingWords.allowed(setting, request))</div>"
                },
            ], rows: settings
        ).html
    }

    private static func value(_ setting: ServerSetting, _ request: ConsoleRequest) -> HTML {
        guard !setting.isSecret else {
            return setting.source == .default
                ? "<span class=\"quiet\">\(request.text("not set", "설정되지 않음"))</span>"
                : "<span class=\"quiet\">\(request.text("set; never shown", "설정됨 (표시하지 않음)"))</span>"
        }
        let text = SettingWords.valueText(setting.value ?? "(none)", of: setting, request)
        return setting.differs ? "<strong>\(text)</strong>" : text
    }
}

extension ServerSetting.Source {
    func word(_ request: ConsoleRequest) -> String {
        switch self {
        case .commandLine: request.text("command line", "명령줄")
        case .environment: request.text("environment", "환경 변수")
        case .file: request.text("file", "설정 파일")
        case .default: request.text("default", "기본값")
        }
    }
}
