import CentralSystem
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOPosix
import OCPPJ
import Persistence
import Testing

@testable import Console
@testable import WebAPI

/// The console on a database of its own, as a browser sees it.
struct ConsoleFixture: Sendable {
    static let token = "a token for tests"
    static let password = "correct horse battery"
    static let start = Timestamp(milliseconds: 1_790_000_000_000)

    let console: Console
    let centralSystem: CentralSystem
    let time: ManualTime
    let client: any TestClientProtocol
    /// The path of the one-time link.
    let entrancePath: String

    struct Answer {
        var status: Int
        var headers: HTTPFields
        var text: String
    }

    /// What a browser keeps of a session.
    struct Browser: Sendable {
        var cookies: [String: String] = [:]
        var language: String?

        var header: String { cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    }

    func get(_ uri: String, _ browser: Browser = Browser(), headers: HTTPFields = [:]) async throws -> Answer {
        try await ask(.get, uri, browser, headers: headers, body: nil)
    }

    func post(_ uri: String, _ form: String, _ browser: Browser = Browser(), headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(.post, uri, browser, headers: headers, body: form)
    }

    func ask(_ method: HTTPRequest.Method, _ uri: String, _ browser: Browser, headers: HTTPFields, body: String?) async throws -> Answer {
        var headers = headers
        if headers[.accept] == nil { headers[.accept] = "text/html" }
        if !browser.cookies.isEmpty { headers[.cookie] = browser.header }
        if let language = browser.language { headers[.acceptLanguage] = language }
        let response = try await client.executeRequest(
            uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        return Answer(status: response.status.code, headers: response.headers, text: String(buffer: response.body))
    }

    /// A user in a session.
    func browser(_ role: Role, name: String? = nil) async throws -> Browser {
        let name = name ?? role.rawValue
        _ = try await centralSystem.operators.users.create(name, role: role, password: Self.password)
        return try await browser(signedInAs: name)
    }

    func browser(signedInAs name: String) async throws -> Browser {
        let answer = try await post("/sign-in", FormText.encode([("user", name), ("password", Self.password)]))
        #expect(answer.status == 303)
        return Self.browser(with: answer)
    }

    /// A browser that has taken the cookies of an answer.
    static func browser(with answer: Answer, _ browser: Browser = Browser()) -> Browser {
        var browser = browser
        for cookie in answer.headers[values: .setCookie] {
            let pair = (cookie.split(separator: ";").first ?? "").split(separator: "=", maxSplits: 1)
            if pair.count == 2 { browser.cookies[String(pair[0])] = String(pair[1]) }
        }
        return browser
    }

    /// The key of the session, as it stands in the forms of a page.
    func forgeryToken(_ browser: Browser) async throws -> String {
        let page = try await get("/", browser).text
        let start = try #require(page.range(of: "name=\"csrf\" value=\"")).upperBound
        return String(page[start...].prefix { $0 != "\"" })
    }
}

/// Runs a test against the console on a fresh database.
func withConsole(
    webFiles: [String] = AssetLibrary.systemDirectories, certification: (any CertificationRuns)? = nil,
    server: (any ServerInformation)? = nil, _ test: @Sendable (ConsoleFixture) async throws -> Void
) async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("console-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let database = try SQLiteDatabase(path: directory.appendingPathComponent("test.sqlite").path, logger: logger)
    do {
        let time = ManualTime(ConsoleFixture.start)
        let centralSystem = try await CentralSystem(
            database: database, time: time, settings: CentralSystemSettings(operators: OperatorSettings(passwordCost: .slight)),
            logger: logger)
        let (entrance, path) = OneTimeEntrance.make(for: "demo", at: time.now())
        var made: Console?
        let api = try WebAPIServer(
            centralSystem: centralSystem, configuration: WebAPIConfiguration(),
            authentication: TokenAuthentication(token: ConsoleFixture.token),
            pages: { services in
                let console = try Console(
                    centralSystem: centralSystem, services: services, entrance: entrance, certification: certification, server: server, webFiles: webFiles,
                    time: time, logger: logger)
                made = console
                return console
            }, group: MultiThreadedEventLoopGroup.singleton, logger: logger)
        let console = try #require(made)
        try await api.application.test(.router) { client in
            try await test(
                ConsoleFixture(console: console, centralSystem: centralSystem, time: time, client: client, entrancePath: path))
        }
        await database.close()
    } catch {
        await database.close()
        throw error
    }
}
