import AsyncHTTPClient
import Crypto
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// Files over HTTP and HTTPS, with one client for all charge points of a simulation, which exists from its first use on.
final class HTTPFileExchange: FileExchange {
    private enum State {
        case unused
        case open(HTTPClient)
        case closed
    }

    private let group: any EventLoopGroup
    private let trustedCertificates: String?
    private let state = Mutex(State.unused)

    /// How long the transfer of a file may take.
    private static let timeLimit = TimeAmount.minutes(10)
    private static let connectionsPerHost = 64

    /// - Parameter trustedCertificates: the path of a PEM file with the authorities that are trusted besides the system's.
    init(group: any EventLoopGroup, trustedCertificates: String? = nil) {
        self.group = group
        self.trustedCertificates = trustedCertificates
    }

    func download(from location: String) async throws(FileExchangeFailure) -> RetrievedFile {
        let request = try request(.GET, location)
        let client = try client()
        return try await Self.explaining(location) {
            let response = try await client.execute(request, timeout: Self.timeLimit)
            try Self.demandSuccess(response)
            var file = RetrievedFile(name: Self.fileName(response, location), head: [], length: 0)
            var digest = SHA256()
            for try await buffer in response.body {
                buffer.withUnsafeReadableBytes { digest.update(bufferPointer: $0) }
                file.length += buffer.readableBytes
                file.head += buffer.readableBytesView.prefix(RetrievedFile.headLimit - file.head.count)
            }
            file.digest = digest.finalize()
            return file
        }
    }

    func upload(_ content: [UInt8], named fileName: String, to location: String) async throws(FileExchangeFailure) {
        // A directory takes the file under its name; any other location is where the file goes.
        var request = try request(.PUT, location.hasSuffix("/") ? location + fileName : location)
        request.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        request.headers.add(name: "Content-Disposition", value: "attachment; filename=\"\(fileName)\"")
        request.body = .bytes(content)
        let client = try client()
        let ready = request
        try await Self.explaining(location) {
            let response = try await client.execute(ready, timeout: Self.timeLimit)
            try Self.demandSuccess(response)
            for try await _ in response.body {}
        }
    }

    /// Ends what is under way; nothing can be transferred any more.
    func shutdown() async {
        let former = state.withLock { state in
            defer { state = .closed }
            return state
        }
        // All that can go wrong is that connections were still in use, which is the point.
        if case .open(let client) = former { try? await client.shutdown() }
    }

    private func client() throws(FileExchangeFailure) -> HTTPClient {
        let client: HTTPClient? = state.withLock { state in
            switch state {
            case .closed: return nil
            case .open(let client): return client
            case .unused:
                var configuration = HTTPClient.Configuration()
                // Thousands may retrieve the same file at once: each waits for its turn.
                configuration.timeout.connect = .seconds(60)
                if let trustedCertificates {
                    var tls = TLSConfiguration.makeClientConfiguration()
                    tls.additionalTrustRoots = [.file(trustedCertificates)]
                    configuration.tlsConfiguration = tls
                }
                // A server that refuses is not waited for: whether to try again is up to the charge point.
                configuration.connectionPool.retryConnectionEstablishment = false
                configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connectionsPerHost
                let client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
                state = .open(client)
                return client
            }
        }
        guard let client else { throw FileExchangeFailure("the simulation is over") }
        return client
    }

    private func request(_ method: HTTPMethod, _ location: String) throws(FileExchangeFailure) -> HTTPClientRequest {
        let scheme = location.prefix { $0 != ":" }.lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw FileExchangeFailure("\(location): only http and https are supported")
        }
        var request = HTTPClientRequest(url: location)
        request.method = method
        request.headers.add(name: "User-Agent", value: "stationmaster-simulator")
        return request
    }

    private static func demandSuccess(_ response: HTTPClientResponse) throws(FileExchangeFailure) {
        guard (200..<300).contains(response.status.code) else {
            throw FileExchangeFailure("the server answered \(response.status)")
        }
    }

    /// The name in Content-Disposition, or else the last part of the path.
    private static func fileName(_ response: HTTPClientResponse, _ location: String) -> String {
        for parameter in response.headers.first(name: "Content-Disposition")?.split(separator: ";") ?? [] {
            let parts = parameter.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "filename" { return parts[1].filter { $0 != "\"" } }
        }
        let path = location.prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/").last.map(String.init) ?? ""
    }

    private static func explaining<Value: Sendable>(
        _ location: String, _ work: @Sendable () async throws -> Value
    ) async throws(FileExchangeFailure) -> Value {
        do {
            return try await work()
        } catch {
            throw FileExchangeFailure("\(location): \(error)")
        }
    }
}
