import CentralSystem
import HTTPTypes
import OCPPJ

extension HandshakeFailureRecord: JSONObject {
    static let representation = Representation<HandshakeFailureRecord>(
        "HandshakeFailure", "A TLS handshake that failed. No identity is known yet at that point.",
        [
            Field("id", "The id of this record.", \.id),
            Field("time", "When it failed.", \.failure.time),
            Field("remoteAddress", "Where it came from.", \.failure.remoteAddress),
            Field("serverName", "The server name asked for (SNI); `null` when there was none.", \.failure.serverName),
            Field("offeredVersions", "The TLS versions that the peer offered.", \.failure.offeredVersions),
            Field(
                "offeredCipherSuites", "The cipher suites that the peer offered, in its order; at most 100 of them.",
                \.failure.offeredCipherSuites),
            Field(
                "clientCertificateSubject",
                "The subject of the certificate that the peer presented, not verified; `null` when it presented none, or not yet.",
                \.failure.clientCertificateSubject),
            Field("reason", "Why it failed, in words.", \.failure.reason),
        ])
}

/// `/api/v1/handshake-failures`
struct HandshakeFailureRoutes: Sendable {
    let handshakeFailures: HandshakeFailureService

    var operations: [Operation] { [list] }

    private var list: Operation {
        Operation(
            .get, "/api/v1/handshake-failures", "listHandshakeFailures", .security,
            "TLS handshakes that failed, newest first",
            notes: "The newest 10,000 are kept. A connection that ends without a byte is counted in the metrics only.",
            query: [.init("address", "Only those from this address, without its port.")] + Operation.Parameter.paging,
            answers: [.ok(ItemList<HandshakeFailureRecord>.schema, "The failed handshakes.")]
        ) { request in
            .json(ItemList(try await handshakeFailures.list(address: request.query["address"], request.page())))
        }
    }
}
