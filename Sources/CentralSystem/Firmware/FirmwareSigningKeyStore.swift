import OCPPJ
import Persistence

/// The table of signing keys, without the keys.
enum FirmwareSigningKeyStore {
    static let migrations = [
        Migration(483, "firmware signing keys") { dialect in
            [
                """
                CREATE TABLE firmware_signing_keys (
                    id \(dialect.identityColumn),
                    name TEXT NOT NULL UNIQUE,
                    kind TEXT NOT NULL,
                    certificate TEXT NOT NULL,
                    subject TEXT NOT NULL,
                    not_before BIGINT NOT NULL,
                    not_after BIGINT NOT NULL,
                    stored_name TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    created_by TEXT NOT NULL
                )
                """
            ]
        }
    ]

    static func insert(_ key: FirmwareSigningKey, in connection: any SQLConnection) throws -> FirmwareSigningKey {
        let row = try connection.row(
            """
            INSERT INTO firmware_signing_keys (name, kind, certificate, subject, not_before, not_after, stored_name, created_at,
                created_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *
            """,
            [
                .text(key.name), .text(key.kind.rawValue), .text(key.certificate), .text(key.subject),
                .integer(key.notBefore.milliseconds), .integer(key.notAfter.milliseconds), .text(key.storedName),
                .integer(key.createdAt.milliseconds), .text(key.createdBy),
            ])
        guard let row else { throw DatabaseError(.other, "the new key did not come back") }
        return try signingKey(row)
    }

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> FirmwareSigningKey? {
        try connection.row("SELECT * FROM firmware_signing_keys WHERE id = $1", [.integer(id)]).map(signingKey)
    }

    static func isTaken(name: String, in connection: any SQLConnection) throws -> Bool {
        try connection.row("SELECT id FROM firmware_signing_keys WHERE name = $1", [.text(name)]) != nil
    }

    static func list(before id: Int64?, limit: Int, in connection: any SQLConnection) throws -> [FirmwareSigningKey] {
        try connection.rows(
            "SELECT * FROM firmware_signing_keys WHERE id < $1 ORDER BY id DESC LIMIT $2",
            [.integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map(signingKey)
    }

    static func delete(_ id: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM firmware_signing_keys WHERE id = $1", [.integer(id)])
        try FirmwareSignatureStore.delete(signingKey: id, in: connection)
    }

    static func storedNames(in connection: any SQLConnection) throws -> Set<String> {
        Set(try connection.rows("SELECT stored_name FROM firmware_signing_keys").map { try $0.text("stored_name") })
    }

    private static func signingKey(_ row: SQLRow) throws -> FirmwareSigningKey {
        FirmwareSigningKey(
            id: try row.int64("id"), name: try row.text("name"),
            kind: FirmwareSigningKey.Kind(rawValue: try row.text("kind")) ?? .rsa, certificate: try row.text("certificate"),
            subject: try row.text("subject"), notBefore: try row.timestamp("not_before"),
            notAfter: try row.timestamp("not_after"), createdAt: try row.timestamp("created_at"),
            createdBy: try row.text("created_by"), storedName: try row.text("stored_name"))
    }
}

/// Signatures that were made already: one serves every charge point, so that a large image is read once.
enum FirmwareSignatureStore {
    static let migrations = [
        Migration(484, "firmware signatures") { _ in
            [
                """
                CREATE TABLE firmware_signatures (
                    image_id BIGINT NOT NULL,
                    signing_key_id BIGINT NOT NULL,
                    algorithm TEXT NOT NULL,
                    signature TEXT NOT NULL,
                    PRIMARY KEY (image_id, signing_key_id, algorithm)
                )
                """
            ]
        }
    ]

    static func find(
        image: Int64, key: Int64, _ algorithm: FirmwareSignatureAlgorithm, in connection: any SQLConnection
    ) throws -> String? {
        try connection.row(
            "SELECT signature FROM firmware_signatures WHERE image_id = $1 AND signing_key_id = $2 AND algorithm = $3",
            [.integer(image), .integer(key), .text(algorithm.rawValue)])?.text("signature")
    }

    static func save(
        _ signature: String, image: Int64, key: Int64, _ algorithm: FirmwareSignatureAlgorithm,
        in connection: any SQLConnection
    ) throws {
        // Meanwhile image or key may have been deleted, and another update may have made one too.
        try connection.execute(
            """
            INSERT INTO firmware_signatures (image_id, signing_key_id, algorithm, signature)
            SELECT i.id, k.id, $3, $4 FROM firmware_images i, firmware_signing_keys k WHERE i.id = $1 AND k.id = $2
            ON CONFLICT (image_id, signing_key_id, algorithm) DO NOTHING
            """,
            [.integer(image), .integer(key), .text(algorithm.rawValue), .text(signature)])
    }

    static func delete(image: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM firmware_signatures WHERE image_id = $1", [.integer(image)])
    }

    static func delete(signingKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM firmware_signatures WHERE signing_key_id = $1", [.integer(signingKey)])
    }
}
