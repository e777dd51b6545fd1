import CentralSystem
import Foundation
import OCPPTransport
import Testing
import WebAPI

@testable import stationmaster

@Suite("Settings")
struct SettingTests {
    private func reader(
        flags: [String: String] = [:], environment: [String: String] = [:], file: String? = nil
    ) async throws -> SettingReader {
        try await SettingReader(flags: flags, environment: environment, file: file)
    }

    private func withFile<Result>(_ text: String, _ body: (String) async throws -> Result) async throws -> Result {
        let url = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString).yaml")
        try text.write(to: url, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url.path)
    }

    @Test("without anything set, every setting has its default and all of them are allowed")
    func defaults() async throws {
        let configuration = try ServerConfiguration(try await reader())
        #expect(configuration.listener.port == 9000)
        #expect(configuration.api.host == "127.0.0.1")
        #expect(configuration.centralSystem.registration == .pending)
        #expect(configuration.adminToken == nil)
    }

    @Test("a flag goes before the environment, the environment before the file")
    func precedence() async throws {
        try await withFile("call: {timeoutSeconds: 11, queueLimit: 12}\nheartbeat: {intervalSeconds: 13}") { path in
            let reader = try await reader(
                flags: ["call.timeoutSeconds": "31"],
                environment: ["STATIONMASTER_CALL_TIMEOUT_SECONDS": "21", "STATIONMASTER_CALL_QUEUE_LIMIT": "22"], file: path)
            #expect(try reader.integer(.callTimeout) == 31)
            #expect(try reader.integer(.callQueueLimit) == 22)
            #expect(try reader.integer(.heartbeatInterval) == 13)
        }
    }

    @Test("a value that is not allowed is refused by key, value and range", arguments: [
        ("STATIONMASTER_OCPP_PORT", "70000", "ocpp.port", "0…65535"),
        ("STATIONMASTER_OCPP_PORT", "nine", "ocpp.port", "0…65535"),
        ("STATIONMASTER_CALL_TIMEOUT_SECONDS", "0", "call.timeoutSeconds", "1…600"),
        ("STATIONMASTER_REGISTRATION_POLICY", "Open", "registration.policy", "open, pending, closed"),
        ("STATIONMASTER_LOG_LEVEL", "loud", "log.level", "trace"),
        ("STATIONMASTER_WEBSOCKET_ACCEPT_MISSING_SUBPROTOCOL", "maybe", "websocket.acceptMissingSubprotocol", "true or false"),
        ("STATIONMASTER_OCPP_PUBLIC_URL", "http://x", "ocpp.publicURL", "ws://"),
    ])
    func refuses(variable: String, value: String, key: String, allowed: String) async throws {
        let reader = try await reader(environment: [variable: value])
        let error = #expect(throws: SettingError.self) { try ServerConfiguration(reader) }
        let text = error?.description ?? ""
        #expect(text.contains(key))
        #expect(text.contains(value))
        #expect(text.contains(allowed))
    }

    @Test("a secret is not shown when it is refused")
    func secret() async throws {
        let reader = try await reader(environment: ["STATIONMASTER_ADMIN_TOKEN": "hunter2"])
        let error = #expect(throws: SettingError.self) { try ServerConfiguration(reader) }
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test("a file with a key that does not exist, a list, or no YAML is refused", arguments: [
        ("ocpp: {prot: 9000}", "ocpp.prot"), ("ocpp: {port: [1, 2]}", "ocpp.port"), ("nonsense", "keys and values"), ("a: [", "YAML"),
    ])
    func fileMistakes(text: String, named: String) async throws {
        try await withFile(text) { path in
            let error = await #expect(throws: SettingError.self) { try await reader(file: path) }
            #expect(error?.description.contains(named) == true)
            #expect(error?.description.contains(path) == true)
        }
    }

    @Test("a file that is not there is refused by name")
    func missingFile() async throws {
        let error = await #expect(throws: SettingError.self) { try await reader(file: "/nowhere/stationmaster.yaml") }
        #expect(error?.description.contains("/nowhere/stationmaster.yaml") == true)
    }

    @Test("the documented environment variable is the one that is read", arguments: Setting.all.map(\.key))
    func environmentVariables(key: String) async throws {
        let setting = try #require(Setting.all.first { $0.key == key })
        let reader = try await reader(environment: [setting.environmentVariable: "seen"])
        #expect(reader.given(setting) == "seen")
    }

    @Test("the documentation holds the table as the program prints it")
    func documentation() throws {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: repository.appending(path: "docs/configuration.md"), encoding: .utf8)
        #expect(text.contains(Setting.table))
    }
}
