import Foundation
import OCPPJ
import Testing

@testable import CentralSystem
@testable import Console
@testable import WebAPI

/// A server as a test wants it.
private struct ToldServer: ServerInformation {
    var version = "1.2.3"
    var build = ServerBuild(mode: "release", compiler: "Swift 6.2", madeAt: ConsoleFixture.start, platform: "Somewhere <b>12</b>", processors: 2)
    var startedAt = ConsoleFixture.start.advanced(bySeconds: -7200)
    var settings: [ServerSetting] = [
        ServerSetting(
            key: "call.timeoutSeconds", environmentVariable: "STATIONMASTER_CALL_TIMEOUT_SECONDS", meaning: "How long a `command` waits.",
            allowed: "integer, 1…600", defaultText: "30", value: "90", isSecret: false, source: .file),
        ServerSetting(
            key: "http.port", environmentVariable: "STATIONMASTER_HTTP_PORT", meaning: "The port.", allowed: "integer, 0…65535",
            defaultText: "8080", value: "8080", isSecret: false, source: .default),
        ServerSetting(
            key: "admin.token", environmentVariable: "STATIONMASTER_ADMIN_TOKEN", meaning: "The token.", allowed: "text, secret",
            defaultText: "(none)", value: "hunter2hunter2hunter2", isSecret: true, source: .environment),
    ]
    var settingsFile: String? = "/etc/stationmaster.yaml"
    var listeners = [
        ServerListener(.ocpp, bound: "ws://0.0.0.0:9000/ocpp", reachedAt: "ws://csms.example.com/ocpp"),
        ServerListener(.api, bound: "http://127.0.0.1:8080", reachedAt: nil),
    ]

    func storage() async -> ServerStorage {
        ServerStorage(directory: "/var/lib/stationmaster", databaseBytes: 3_400_000, freeBytes: 1_000_000_000)
    }
}

@Suite("Pages about the server itself")
struct ServerPageTests {
    @Test("a viewer sees version, addresses and state, but no settings")
    func about() async throws {
        try await withConsole(server: ToldServer()) { console async throws in
            let browser = try await console.browser(.viewer)
            let page = try await console.get("/about", browser)
            #expect(page.status == 200)
            for part in ["1.2.3", "ws://csms.example.com/ocpp/IDENTITY", "2 h", "database: ok", "3.4 MB", "little: make room"] {
                #expect(page.text.contains(part), "\(part)")
            }
            #expect(page.text.contains("Somewhere &lt;b&gt;12") && !page.text.contains("call.timeoutSeconds"))
            #expect(try await console.get("/settings", browser).status == 403)
        }
    }

    @Test("what an administrator copies for those who help names the settings that were changed, and no secret")
    func help() async throws {
        try await withConsole(server: ToldServer()) { console async throws in
            let page = try await console.get("/about", try await console.browser(.administrator)).text
            #expect(page.contains("call.timeoutSeconds = 90 (file)") && page.contains("admin.token = (secret) (environment)"))
            #expect(!page.contains("hunter2") && !page.contains("http.port = "))
        }
    }

    @Test("settings stand with meaning, unit and where they come from; secrets are not shown")
    func settings() async throws {
        try await withConsole(server: ToldServer()) { console async throws in
            let browser = try await console.browser(.administrator)
            let page = try await console.get("/settings", browser).text
            #expect(page.contains("How long a <code>command</code> waits.") && page.contains("90 s (1 min 30 s)"))
            #expect(page.contains("/etc/stationmaster.yaml") && page.contains("set; never shown") && !page.contains("hunter2"))
            let changed = try await console.get("/settings?source=changed", browser).text
            #expect(changed.contains("call.timeoutSeconds") && !changed.contains("<code class=\"wraps\">http.port"))
            #expect(try await console.get("/settings?search=no+such+word", browser).text.contains("No setting matches"))
            var korean = browser
            korean.cookies[Preferences.languageCookie] = "ko"
            #expect(try await console.get("/settings?search=응답을", korean).text.contains("call.timeoutSeconds"))
        }
    }

    @Test("a console that is told nothing has no such pages")
    func untold() async throws {
        try await withConsole { console async throws in
            #expect(try await console.get("/about", try await console.browser(.administrator)).status == 404)
        }
    }

    @Test("the rate of frames is that since a look a while ago, and none when nobody looked")
    func rate() {
        let rate = FrameRate()
        let start = ConsoleFixture.start
        #expect(rate.look(100, at: start) == nil)
        #expect(rate.look(110, at: start.advanced(bySeconds: 2)) == nil)
        let found = rate.look(200, at: start.advanced(bySeconds: 10))
        #expect(found?.perSecond == 11.25 && found?.seconds == 8)
        #expect(rate.look(900, at: start.advanced(bySeconds: 1000)) == nil)
    }

    private static func repository(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    @Test("every setting of the documentation is told in Korean too, belongs to a group, and no other is")
    func words() throws {
        let keys = try Self.repository("docs/configuration.md").split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("| `") else { return nil }
            return line.split(separator: "`").dropFirst().first.map(String.init)
        }
        #expect(keys.count > 80 && Set(keys) == Set(SettingWords.korean.keys))
        for (key, text) in SettingWords.korean {
            #expect(text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(key)")
        }
        for key in keys { #expect(SettingGroup.of(key) != SettingGroup.all.last, "\(key)") }
    }

    @Test("every package that is built in stands with its licence")
    func licences() throws {
        let text = try Self.repository("Package.resolved")
        let identities = text.split(separator: "\n").compactMap { line -> String? in
            guard line.contains("\"identity\"") else { return nil }
            return line.split(separator: "\"").dropFirst(3).first.map(String.init)
        }
        #expect(identities.count > 20 && Set(identities).isSubset(of: Set(Licence.all.map(\.name))))
    }
}
