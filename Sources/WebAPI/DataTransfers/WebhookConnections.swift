import AsyncHTTPClient
import CentralSystem
import NIOCore
import OCPPJ
import Synchronization

/// The HTTP clients of webhooks: one for each address that was checked, which connects nowhere else.
///
/// Between the check of a name and its use, the name may get another address (DNS rebinding). So the name is looked up once, here;
/// the client then goes to the address that was checked, and asks for the name only in the certificate and the request.
final class WebhookConnections: Sendable {
    private struct Key: Hashable {
        let host: String
        let address: NetworkAddress
    }

    private struct Entry {
        let client: HTTPClient
        var lastUsed: NIODeadline
    }

    private struct Found {
        let addresses: [NetworkAddress]
        let expires: NIODeadline
    }

    private struct State {
        var clients: [Key: Entry] = [:]
        var found: [String: Found] = [:]
    }

    /// How long the addresses of a name are good for: as long as many a short-lived record in the DNS.
    private static let memory = TimeAmount.seconds(30)
    /// A client that was not used for so long has nothing under way.
    private static let rest = TimeAmount.minutes(2)
    /// With more clients than these, those at rest are closed.
    private static let limit = 64

    private let policy: WebhookPolicy
    private let resolver: any HostResolver
    private let configuration: HTTPClient.Configuration
    private let state = Mutex(State())

    init(policy: WebhookPolicy, resolver: any HostResolver, configuration: HTTPClient.Configuration) {
        self.policy = policy
        self.resolver = resolver
        self.configuration = configuration
    }

    /// The addresses of a host, each of them allowed.
    ///
    /// - Throws: `WebhookFailure` when there is none, when one is not allowed, or when they are not found in time.
    func addresses(of host: String, within limit: Duration) async throws(WebhookFailure) -> [NetworkAddress] {
        let addresses: [NetworkAddress]
        if let literal = NetworkAddress(host) {
            addresses = [literal]
        } else if let known = state.withLock({ $0.found[host] }), known.expires > .now() {
            addresses = known.addresses
        } else {
            addresses = try await lookUp(host, within: limit)
            remember(addresses, of: host)
        }
        guard !addresses.isEmpty else { throw WebhookFailure("the webhook's host \(host) has no address") }
        try policy.check(addresses, of: host)
        return addresses
    }

    private func remember(_ addresses: [NetworkAddress], of host: String) {
        guard !addresses.isEmpty else { return }
        state.withLock { state in
            let now = NIODeadline.now()
            if state.found.count >= Self.limit { state.found = state.found.filter { $0.value.expires > now } }
            state.found[host] = Found(addresses: addresses, expires: now + Self.memory)
        }
    }

    /// Asks the resolver, whatever is allowed.
    ///
    /// - Throws: `WebhookFailure` when it takes longer than `limit`.
    func lookUp(_ host: String, within limit: Duration) async throws(WebhookFailure) -> [NetworkAddress] {
        let eventLoop = HTTPClient.defaultEventLoopGroup.any()
        let promise = eventLoop.makePromise(of: [NetworkAddress].self)
        // The system's resolver cannot be stopped; whoever waits for it can. The first to complete the promise wins.
        promise.completeWithTask { [resolver] in try await resolver.addresses(of: host) }
        let late = WebhookFailure("the address of the webhook's host \(host) was not found in time")
        let deadline = eventLoop.scheduleTask(in: .nanoseconds(limit.wholeNanoseconds)) { promise.fail(late) }
        defer { deadline.cancel() }
        do {
            return try await promise.futureResult.get()
        } catch let failure as WebhookFailure {
            throw failure
        } catch {
            throw WebhookFailure("the address of the webhook's host \(host) cannot be found: \(error)")
        }
    }

    /// The client that reaches `host` at `address` and nothing else.
    func client(for host: String, at address: NetworkAddress) -> HTTPClient {
        let key = Key(host: host, address: address)
        let (client, atRest) = state.withLock { state -> (HTTPClient, [HTTPClient]) in
            let now = NIODeadline.now()
            if let known = state.clients[key] {
                state.clients[key]?.lastUsed = now
                return (known.client, [])
            }
            var closed: [HTTPClient] = []
            if state.clients.count >= Self.limit {
                for (key, entry) in state.clients where entry.lastUsed + Self.rest < now {
                    closed.append(entry.client)
                    state.clients[key] = nil
                }
            }
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(host, address))
            state.clients[key] = Entry(client: client, lastUsed: now)
            return (client, closed)
        }
        if !atRest.isEmpty {
            Task { for client in atRest { try? await client.shutdown() } }
        }
        return client
    }

    private func configuration(_ host: String, _ address: NetworkAddress) -> HTTPClient.Configuration {
        var configuration = configuration
        if NetworkAddress(host) == nil { configuration.dnsOverride = [host: address.description] }
        // Should the client read the URL in another way than we do, nothing is sent to where it then leads.
        let verify: @Sendable (any Channel) -> EventLoopFuture<Void> = { channel in
            let isExpected = channel.remoteAddress.flatMap(NetworkAddress.init) == address
            return isExpected
                ? channel.eventLoop.makeSucceededVoidFuture()
                : channel.eventLoop.makeFailedFuture(WebhookFailure("the webhook's connection leads elsewhere"))
        }
        configuration.http1_1ConnectionDebugInitializer = verify
        configuration.http2ConnectionDebugInitializer = verify
        return configuration
    }

    /// Closes all connections. Nothing can be posted afterwards.
    func shutdown() async throws {
        let clients = state.withLock { state in
            defer { state.clients = [:] }
            return state.clients.values.map(\.client)
        }
        for client in clients { try await client.shutdown() }
    }
}

extension Duration {
    var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
