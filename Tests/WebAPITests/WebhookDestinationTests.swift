import CentralSystem
import OCPPJ
import Synchronization
import Testing

@testable import WebAPI

/// Answers what it is told, and another thing each time.
private final class ScriptedResolver: HostResolver {
    private let answers: Mutex<[[String]]>
    private let asked = Mutex(0)
    var count: Int { asked.withLock { $0 } }

    init(_ answers: [[String]]) { self.answers = Mutex(answers) }

    func addresses(of host: String) async throws -> [NetworkAddress] {
        asked.withLock { $0 += 1 }
        let next = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? [] }
        return next.compactMap { NetworkAddress($0) }
    }
}

/// Never answers.
private struct SilentResolver: HostResolver {
    func addresses(of host: String) async throws -> [NetworkAddress] {
        try await Task.sleep(for: .seconds(3600))
        return []
    }
}

@Suite("Where webhooks may lead")
struct WebhookDestinationTests {
    private func with<Result>(
        _ resolver: any HostResolver = ScriptedResolver([["93.184.215.14"]]), allowsPrivateAddresses: Bool = false,
        patience: WebhookPatience = .endless, _ body: (WebhookClient) async throws -> Result
    ) async throws -> Result {
        let client = WebhookClient(
            policy: WebhookPolicy(allowsPrivateAddresses: allowsPrivateAddresses), resolver: resolver, patience: patience)
        do {
            let result = try await body(client)
            try await client.shutdown()
            return result
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    private func failure(_ client: WebhookClient, _ url: String) async -> String? {
        do throws(WebhookFailure) {
            _ = try await client.post(WebhookMessage(url: url, body: [], timeout: .seconds(3600)))
            return nil
        } catch {
            return error.description
        }
    }

    @Test("a URL that leads to a private address is refused when it is set and when it is used", arguments: [
        "http://127.0.0.1:8080/", "http://10.0.0.1/", "https://192.168.1.1/hook", "http://169.254.169.254/latest/meta-data",
        "http://[::1]:8080/", "http://[::ffff:127.0.0.1]:8080/", "http://[fe80::1]/", "http://[fd00::1]/", "http://0.0.0.0:8080/",
        "http://[64:ff9b::7f00:1]/", "http://100.64.0.1/",
    ])
    func literals(url: String) async throws {
        try await with { client in
            #expect((await client.refusal(of: url))?.text.contains("not on the public Internet") == true)
            #expect((await failure(client, url))?.contains("not on the public Internet") == true)
        }
    }

    @Test("every address of a name must be a public one", arguments: [
        ["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["2606:4700::1111", "::1"], ["::ffff:192.168.0.1"],
    ])
    func names(addresses: [String]) async throws {
        try await with(ScriptedResolver([addresses])) { client in
            #expect((await client.refusal(of: "https://hook.example.com/"))?.text.contains("not on the public Internet") == true)
            #expect((await failure(client, "https://hook.example.com/"))?.contains("hook.example.com, at ") == true)
        }
    }

    @Test("a name that gets a private address later is refused when it is used")
    func rebinding() async throws {
        let resolver = ScriptedResolver([["93.184.215.14"], ["127.0.0.1"]])
        try await with(resolver) { client in
            #expect(await client.refusal(of: "http://rebind.example.com:8080/") == nil)
            #expect((await failure(client, "http://rebind.example.com:8080/"))?.contains("not on the public Internet") == true)
            #expect(resolver.count <= 2)
        }
    }

    @Test("the short and hexadecimal forms of addresses are looked up, and their result is checked", arguments: [
        "http://127.1:8080/", "http://2130706433:8080/", "http://0x7f000001:8080/", "http://localhost:8080/",
    ])
    func oddForms(url: String) async throws {
        try await with(SystemHostResolver()) { client in
            #expect((await failure(client, url))?.contains("webhook's host") == true)
        }
    }

    @Test("only http and https, no user name, and no port of other services", arguments: [
        ("ftp://example.com/", "http or https"), ("unix:///tmp/socket", "http or https"), ("http+unix://%2Ftmp/x", "http or https"),
        ("file:///etc/passwd", "http or https"), ("http://user@example.com/", "user name"), ("http://a:b@example.com/", "user name"),
        ("http:///path", "host"), ("http://example.com:25/", "port"), ("http://example.com:22/", "port"),
    ])
    func shapes(url: String, reason: String) async throws {
        try await with { client in
            #expect((await client.refusal(of: url))?.text.contains(reason) == true)
            #expect((await failure(client, url))?.contains(reason) == true)
        }
    }

    @Test("a name that has no address yet may be set, and fails when it is used")
    func unknownName() async throws {
        try await with(ScriptedResolver([[]])) { client in
            #expect(await client.refusal(of: "https://tomorrow.example.com/") == nil)
            #expect((await failure(client, "https://tomorrow.example.com/"))?.contains("has no address") == true)
        }
    }

    @Test("a resolver that never answers keeps neither a message waiting nor an operator who sets the URL")
    func silentResolver() async throws {
        try await with(SilentResolver(), patience: WebhookPatience(lookUp: .milliseconds(50))) { client in
            #expect(await client.refusal(of: "https://example.com/") == nil)
            do throws(WebhookFailure) {
                _ = try await client.post(
                    WebhookMessage(url: "https://example.com/", body: [], timeout: .milliseconds(50)))
                Issue.record("the message was taken")
            } catch {
                #expect(error.description.contains("in time") || error.description.contains("within"))
            }
        }
    }

    @Test("where private addresses are allowed, they may be set, with any port")
    func allowed() async throws {
        try await with(allowsPrivateAddresses: true) { client in
            for url in ["http://127.0.0.1:81/", "http://[::1]/", "http://10.0.0.1:25/"] {
                #expect(await client.refusal(of: url) == nil)
            }
            #expect((await client.refusal(of: "ftp://127.0.0.1/"))?.text.contains("http or https") == true)
        }
    }
}
