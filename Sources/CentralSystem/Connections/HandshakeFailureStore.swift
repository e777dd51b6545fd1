import OCPPJ
import Persistence

/// The table of TLS handshakes that failed.
struct HandshakeFailureStore {
    static let migrations = [
        Migration(400, "failed handshakes") { dialect in
            [
                """
                CREATE TABLE handshake_failures (
                    id \(dialect.identityColumn),
                    time BIGINT NOT NULL,
                    address TEXT NOT NULL,
                    remote_address TEXT NOT NULL,
                    server_name TEXT,
                    offered_versions TEXT NOT NULL,
                    offered_cipher_suites TEXT NOT NULL,
                    reason TEXT NOT NULL
                )
                """,
                "CREATE INDEX handshake_failures_address ON handshake_failures (address, id)",
            ]
        },
        Migration(401, "client certificates of failed handshakes") { _ in
            ["ALTER TABLE handshake_failures ADD COLUMN client_certificate_subject TEXT"]
        },
    ]

    static func add(_ failure: HandshakeFailure, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO handshake_failures
                (time, address, remote_address, server_name, offered_versions, offered_cipher_suites, reason,
                 client_certificate_subject)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .integer(failure.time.milliseconds), .text(PeerNetwork.host(of: failure.remoteAddress)),
                .text(failure.remoteAddress), SQLValue(failure.serverName), .text(joined(failure.offeredVersions)),
                .text(joined(failure.offeredCipherSuites)), .text(failure.reason),
                SQLValue(failure.clientCertificateSubject),
            ])
    }

    /// Ids are given in order and never again, so the newest are those near the highest.
    static func prune(keeping count: Int, in connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM handshake_failures WHERE id <= (SELECT max(id) FROM handshake_failures) - $1",
            [.integer(Int64(count))])
    }

    static func list(
        address: String?, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [HandshakeFailureRecord] {
        var values: [SQLValue] = [.integer(id ?? Int64.max), .integer(Int64(limit))]
        if let address { values.append(.text(address)) }
        return try connection.rows(
            """
            SELECT id, time, remote_address, server_name, offered_versions, offered_cipher_suites, reason,
                client_certificate_subject
            FROM handshake_failures
            WHERE id < $1 \(address == nil ? "" : "AND address = $3") ORDER BY id DESC LIMIT $2
            """, values
        ).map { row in
            HandshakeFailureRecord(
                id: try row.int64("id"),
                failure: HandshakeFailure(
                    time: try row.timestamp("time"), remoteAddress: try row.text("remote_address"),
                    serverName: try row.textIfPresent("server_name"),
                    offeredVersions: split(try row.text("offered_versions")),
                    offeredCipherSuites: split(try row.text("offered_cipher_suites")),
                    clientCertificateSubject: try row.textIfPresent("client_certificate_subject"), reason: try row.text("reason")))
        }
    }

    /// The names hold no comma.
    private static func joined(_ names: [String]) -> String { names.joined(separator: ",") }

    private static func split(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }
}
