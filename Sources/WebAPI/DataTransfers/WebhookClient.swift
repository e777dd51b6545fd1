import AsyncHTTPClient
package import CentralSystem
import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
package import OCPPJ

/// Posts messages to the operator's own software over HTTP, wherever the policy allows. One for the whole process: connections are
/// kept open and shared.
package final class WebhookClient: DataTransferWebhook {
    /// The longest answer that is read, in bytes.
    static let longestAnswer = 65_536
    /// How many of a host's addresses are tried.
    private static let mostAddresses = 3

    private let policy: WebhookPolicy
    private let patience: WebhookPatience
    private let connections: WebhookConnections

    /// - Parameter allowsPrivateAddresses: whether webhooks may reach this machine and private networks.
    package convenience init(allowsPrivateAddresses: Bool) {
        self.init(policy: WebhookPolicy(allowsPrivateAddresses: allowsPrivateAddresses), resolver: SystemHostResolver())
    }

    init(policy: WebhookPolicy, resolver: any HostResolver, patience: WebhookPatience = WebhookPatience()) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .nanoseconds(patience.connect.wholeNanoseconds), read: .nanoseconds(patience.read.wholeNanoseconds)),
            connectionPool: .init(idleTimeout: .seconds(60), concurrentHTTP1ConnectionsPerHostSoftLimit: 32))
        configuration.httpVersion = .automatic
        self.policy = policy
        self.patience = patience
        connections = WebhookConnections(policy: policy, resolver: resolver, configuration: configuration)
    }

    /// Closes its connections. Nothing can be posted afterwards.
    package func shutdown() async throws {
        try await connections.shutdown()
    }

    package func refusal(of url: String) async -> Phrase? {
        do throws(WebhookFailure) {
            let destination = try WebhookDestination(url, anyPort: policy.allowsPrivateAddresses)
            if NetworkAddress(destination.host) != nil {
                _ = try await connections.addresses(of: destination.host, within: patience.lookUp)
            } else if let addresses = try? await connections.lookUp(destination.host, within: patience.lookUp) {
                // A name without an address may have one tomorrow; it is looked up again when it is used.
                try policy.check(addresses, of: destination.host)
            }
            return nil
        } catch {
            return error.phrase
        }
    }

    package func post(_ message: WebhookMessage) async throws(WebhookFailure) -> [UInt8] {
        let limit = message.timeout
        let result: Result<[UInt8], WebhookFailure>
        do {
            result = try await Self.within(limit) { [self] in try await attempt(message) }
        } catch let failure as WebhookFailure {
            result = .failure(failure)
        } catch {
            result = .failure(WebhookFailure(Self.explanation(error, timeout: limit)))
        }
        return try result.get()
    }

    /// Checks where the URL leads, and posts to the first address that can be connected to.
    private func attempt(_ message: WebhookMessage) async throws -> Result<[UInt8], WebhookFailure> {
        let destination = try WebhookDestination(message.url, anyPort: policy.allowsPrivateAddresses)
        let addresses = try await connections.addresses(of: destination.host, within: message.timeout)
        let request = Self.request(message)
        for address in addresses.prefix(Self.mostAddresses).dropLast() {
            do {
                let client = connections.client(for: destination.host, at: address)
                return try await Self.exchange(request, client, timeout: message.timeout)
            } catch let error where Self.isConnectFailure(error) {
                continue
            }
        }
        let last = addresses[min(addresses.count, Self.mostAddresses) - 1]
        return try await Self.exchange(
            request, connections.client(for: destination.host, at: last), timeout: message.timeout)
    }

    /// Nothing was sent, so that another address may be tried.
    private static func isConnectFailure(_ error: any Error) -> Bool {
        error as? HTTPClientError == .connectTimeout || error is NIOConnectionError || error is IOError
    }

    private static func request(_ message: WebhookMessage) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: message.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "Stationmaster")
        if let secret = message.secret {
            request.headers.add(name: signatureHeader, value: signature(of: message.body, secret: secret))
        }
        request.body = .bytes(ByteBuffer(bytes: message.body))
        return request
    }

    static let signatureHeader = "Stationmaster-Signature"

    /// HMAC-SHA256 over the body, as hexadecimal digits behind the name of the algorithm.
    static func signature(of body: [UInt8], secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(secret.utf8)))
        return "sha256=" + code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    private static func exchange(
        _ request: HTTPClientRequest, _ client: HTTPClient, timeout: Duration
    ) async throws -> Result<[UInt8], WebhookFailure> {
        let response = try await client.execute(request, timeout: .nanoseconds(timeout.wholeNanoseconds))
        guard (200...299).contains(response.status.code) else {
            return .failure(WebhookFailure("the webhook answered with HTTP status \(response.status.code)"))
        }
        let body = try await response.body.collect(upTo: longestAnswer)
        return .success(Array(body.readableBytesView))
    }

    /// The client's own timeout ends with the head of the answer; a body that drips must not keep the charge point waiting.
    private static func within<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else {
                throw WebhookFailure(late(limit))
            }
            return value
        }
    }

    private static func late(_ limit: Duration) -> Phrase { "the webhook did not answer within \(limit.components.seconds) s" }

    private static func explanation(_ error: any Error, timeout: Duration) -> Phrase {
        if error is NIOTooManyBytesError { return "the webhook's answer is longer than \(longestAnswer) bytes" }
        guard let error = error as? HTTPClientError else { return "the webhook could not be called: \(error)" }
        switch error {
        case .deadlineExceeded, .readTimeout: return late(timeout)
        case .connectTimeout: return "the webhook's host could not be reached in time"
        default: return "the webhook could not be called: \(error.shortDescription)"
        }
    }
}
