import Testing

@testable import stationmaster

@Suite("Where charge points exchange files")
struct FileAddressTests {
    private func url(_ environment: [String: String]) async throws -> String {
        let reader = try await SettingReader(flags: [:], environment: environment, file: nil)
        return Addresses(try ServerConfiguration(reader), ocppPort: 9000).publicFilesURL(port: 1234)
    }

    @Test("the URL follows from the settings", arguments: [
        (["FILES_HOST": "10.1.2.3"], "http://10.1.2.3:1234"), (["OCPP_HOST": "10.1.2.3"], "http://10.1.2.3:1234"),
        // Files are reached where OCPP is reached, unless told otherwise.
        (["OCPP_PUBLIC_URL": "wss://csms.example.com/ocpp"], "http://csms.example.com:1234"),
        (["OCPP_PUBLIC_URL": "ws://[2001:db8::1]:80/ocpp"], "http://[2001:db8::1]:1234"),
        (["OCPP_PUBLIC_URL": "wss://a.example", "FILES_PUBLIC_URL": "https://b.example/f/"], "https://b.example/f"),
        (["FILES_HOST": "::1"], "http://[::1]:1234"),
        (["FILES_HOST": "10.1.2.3", "FILES_TLS_CERTIFICATE": "c", "FILES_TLS_KEY": "k"], "https://10.1.2.3:1234"),
    ])
    func urls(settings: [String: String], expected: String) async throws {
        let environment = Dictionary(uniqueKeysWithValues: settings.map { ("STATIONMASTER_" + $0.key, $0.value) })
        #expect(try await url(environment) == expected)
    }

    @Test("a certificate without a key, and a URL that is none of HTTP, are refused", arguments: [
        ["FILES_TLS_CERTIFICATE": "c"], ["FILES_TLS_KEY": "k"], ["FILES_PUBLIC_URL": "ftp://x"], ["FILES_PORT": "70000"],
    ])
    func refused(settings: [String: String]) async throws {
        let environment = Dictionary(uniqueKeysWithValues: settings.map { ("STATIONMASTER_" + $0.key, $0.value) })
        await #expect(throws: SettingError.self) { try await url(environment) }
    }
}
