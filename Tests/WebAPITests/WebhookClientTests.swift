import CentralSystem
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing

@testable import WebAPI

/// What a webhook was sent.
private final class Received: Sendable {
    private let kept = Mutex<[(signature: String?, body: String)]>([])
    var all: [(signature: String?, body: String)] { kept.withLock { $0 } }
    func add(_ signature: String?, _ body: String) { kept.withLock { $0.append((signature, body)) } }
}

extension WebhookPatience {
    /// So long that no test depends on how fast its machine is.
    static let endless = WebhookPatience(lookUp: .seconds(3600), connect: .seconds(3600), read: .seconds(3600))
}

@Suite("Webhooks over HTTP")
struct WebhookClientTests {
    /// Software of an operator on a free port.
    private func withSoftware(
        _ test: @escaping @Sendable (_ base: String, Received, WebhookClient) async throws -> Void
    ) async throws {
        let received = Received()
        let router = Router()
        router.post("ok") { request, _ in
            let body = String(buffer: try await request.body.collect(upTo: 100_000))
            received.add(request.headers[HTTPField.Name("Stationmaster-Signature") ?? .accept], body)
            return #"{"status":"Accepted"}"#
        }
        router.post("moved") { _, _ in Response(status: .temporaryRedirect, headers: [.location: "/ok"]) }
        router.post("broken") { _, _ -> Response in Response(status: .internalServerError) }
        router.post("long") { _, _ in String(repeating: "x", count: WebhookClient.longestAnswer + 1) }
        router.post("drip") { _, _ in
            Response(status: .ok, body: ResponseBody { writer in
                for _ in 0..<600 {
                    try await writer.write(ByteBuffer(string: " "))
                    try await Task.sleep(for: .milliseconds(50))
                }
                try await writer.finish(nil)
            })
        }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            group.addTask {
                var iterator = ports.makeAsyncIterator()
                guard let number = await iterator.next() else { return }
                let client = Self.makeClient()
                do {
                    try await test("http://127.0.0.1:\(number)", received, client)
                } catch {
                    try await client.shutdown()
                    throw error
                }
                try await client.shutdown()
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private static func makeClient() -> WebhookClient {
        WebhookClient(
            policy: WebhookPolicy(allowsPrivateAddresses: true), resolver: SystemHostResolver(), patience: .endless)
    }

    private func message(_ url: String, secret: String? = nil, timeout: Duration = .seconds(120)) -> WebhookMessage {
        WebhookMessage(url: url, body: Array(#"{"a":1}"#.utf8), secret: secret, timeout: timeout)
    }

    @Test("the body is posted, signed when there is a secret, and the answer comes back")
    func posted() async throws {
        try await withSoftware { base, received, client in
            let answer = try await client.post(message("\(base)/ok", secret: "a secret"))
            #expect(String(decoding: answer, as: UTF8.self) == #"{"status":"Accepted"}"#)
            _ = try await client.post(message("\(base)/ok"))
            #expect(received.all.map(\.body) == [#"{"a":1}"#, #"{"a":1}"#])
            #expect(received.all[0].signature == WebhookClient.signature(of: Array(#"{"a":1}"#.utf8), secret: "a secret"))
            #expect(received.all[1].signature == nil)
        }
    }

    @Test("the signature is HMAC-SHA256 in hexadecimal (RFC 4231, test case 2)")
    func signature() {
        #expect(
            WebhookClient.signature(of: Array("what do ya want for nothing?".utf8), secret: "Jefe")
                == "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test("everything but a short success in time is a failure that says why", arguments: [
        ("/moved", "status 307", 120), ("/broken", "status 500", 120), ("/long", "longer than", 120),
        ("/none", "status 404", 120), ("/drip", "within 1 s", 1),
    ])
    func failures(path: String, reason: String, seconds: Int) async throws {
        try await withSoftware { base, received, client in
            do throws(WebhookFailure) {
                _ = try await client.post(message(base + path, timeout: .seconds(seconds)))
                Issue.record("\(path) did not fail")
            } catch {
                #expect(error.description.contains(reason))
            }
            #expect(received.all.isEmpty)
        }
    }

    @Test("a host that refuses connections is a failure")
    func unreachable() async throws {
        // Connecting is tried again until the patience for it ends.
        let client = WebhookClient(
            policy: WebhookPolicy(allowsPrivateAddresses: true), resolver: SystemHostResolver(),
            patience: WebhookPatience(connect: .milliseconds(100)))
        let failure = await #expect(throws: WebhookFailure.self) {
            try await client.post(message("http://127.0.0.1:1/"))
        }
        #expect(failure?.description.contains("could not be called") == true || failure?.description.contains("reached") == true)
        try await client.shutdown()
    }
}
