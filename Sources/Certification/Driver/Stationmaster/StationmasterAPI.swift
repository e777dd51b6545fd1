import AsyncHTTPClient
import Foundation
package import NIOCore
import NIOHTTP1
import NIOSSL
import OCPPJ

/// Stationmaster's public REST API, called as any user's program calls it.
package final class StationmasterAPI: Sendable {
    /// The longest answer that is read, in bytes.
    private static let longestAnswer = 64 << 20
    /// How long an answer may take. A command waits for its charge point, by default 30 seconds.
    private static let patience = TimeAmount.seconds(90)

    private let base: String
    private let token: String
    private let client: HTTPClient

    /// - Parameters:
    ///   - url: `http://host[:port]` or `https://…`, as `stationmaster serve` prints it.
    ///   - token: of an administrator. Never shown.
    ///   - trustRoots: roots in PEM that are trusted besides those of the system, for `https://`.
    /// - Throws: `.unreachable` for what is no such URL or no such certificate.
    package init(url: String, token: String, trustRoots: [String] = [], group: any EventLoopGroup) throws(DriverFailure) {
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw .unreachable("\(url) is no URL that begins with http:// or https://")
        }
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.token = token
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: Self.patience))
        // Who cannot be reached is told at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        if !trustRoots.isEmpty, url.hasPrefix("https://") {
            do {
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.additionalTrustRoots = [
                    .certificates(try trustRoots.flatMap { try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)) })
                ]
                configuration.tlsConfiguration = tls
            } catch {
                throw .unreachable("the roots to trust cannot be read: \(error)")
            }
        }
        client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    /// Closes its connections. Nothing can be asked afterwards.
    package func shutdown() async {
        // All that can go wrong is that a request was under way, which nobody waits for any more.
        try? await client.shutdown()
    }

    /// Sends a request and returns whatever was answered.
    ///
    /// - Parameters:
    ///   - path: after `/api/v1`, or absolute when it begins with two slashes, with its parts percent-encoded.
    ///   - body: JSON.
    /// - Throws: `.unreachable` when nothing was answered.
    func ask(
        _ method: HTTPMethod, _ path: String, query: KeyValuePairs<String, String> = [:], body: String? = nil
    ) async throws(DriverFailure) -> StationmasterAnswer {
        var url = base + (path.hasPrefix("//") ? String(path.dropFirst()) : "/api/v1" + path)
        for (index, (name, value)) in query.enumerated() {
            url += (index == 0 ? "?" : "&") + name + "=" + Self.encoded(value)
        }
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "User-Agent", value: "stationmaster-certify")
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: body))
        }
        do {
            let response = try await client.execute(request, timeout: Self.patience)
            let content = try await response.body.collect(upTo: Self.longestAnswer)
            return StationmasterAnswer(
                request: "\(method.rawValue) \(path)", status: Int(response.status.code), body: Array(content.readableBytesView))
        } catch let error as HTTPClientError {
            throw .unreachable("\(base): \(error.shortDescription)")
        } catch is CancellationError {
            throw .unreachable("the test was stopped")
        } catch let error as IOError where error.errnoCode == ECONNREFUSED {
            throw .unreachable("\(base): nobody listens there")
        } catch {
            throw .unreachable("\(base): \(error)")
        }
    }

    /// The JSON that is answered to a request that must succeed.
    ///
    /// - Throws: what the answer's problem means for the operator.
    @discardableResult
    func json(
        _ method: HTTPMethod, _ path: String, query: KeyValuePairs<String, String> = [:], body: String? = nil
    ) async throws(DriverFailure) -> JSONNode {
        let answer = try await ask(method, path, query: query, body: body)
        if let failure = answer.failure { throw failure }
        return try answer.json()
    }

    /// The items of a list, newest first; at most the first thousand.
    func items(
        _ path: String, query: KeyValuePairs<String, String> = [:]
    ) async throws(DriverFailure) -> [JSONNode] {
        try await json(.GET, path, query: query)["items"]?.elements ?? []
    }

    /// A part of a path or a value of a query, percent-encoded.
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.append(Character(UnicodeScalar(byte)))
            default:
                encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return encoded
    }
}
