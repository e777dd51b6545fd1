import OCPPJ
import Persistence

/// The table of firmware images.
enum FirmwareImageStore {
    static let migrations = [
        Migration(71, "firmware images") { dialect in
            [
                """
                CREATE TABLE firmware_images (
                    id \(dialect.identityColumn),
                    file_name TEXT NOT NULL,
                    version TEXT,
                    vendor TEXT,
                    model TEXT,
                    stored_name TEXT NOT NULL,
                    size_bytes BIGINT NOT NULL,
                    sha256 TEXT NOT NULL,
                    created_at BIGINT NOT NULL
                )
                """
            ]
        }
    ]

    static func insert(
        _ new: NewFirmwareImage, _ file: ReceivedFile, at time: Timestamp, in connection: any SQLConnection
    ) throws -> FirmwareImage {
        let row = try connection.row(
            """
            INSERT INTO firmware_images (file_name, version, vendor, model, stored_name, size_bytes, sha256, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *
            """,
            [
                .text(new.fileName), SQLValue(new.version), SQLValue(new.vendor), SQLValue(new.model), .text(file.storedName),
                .integer(file.sizeBytes), .text(file.sha256), .integer(time.milliseconds),
            ])
        guard let row else { throw DatabaseError(.other, "the new image did not come back") }
        return try image(row)
    }

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> FirmwareImage? {
        try connection.row("SELECT * FROM firmware_images WHERE id = $1", [.integer(id)]).map(image)
    }

    static func list(before id: Int64?, limit: Int, in connection: any SQLConnection) throws -> [FirmwareImage] {
        try connection.rows(
            "SELECT * FROM firmware_images WHERE id < $1 ORDER BY id DESC LIMIT $2",
            [.integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map(image)
    }

    static func delete(_ id: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM firmware_images WHERE id = $1", [.integer(id)])
        try FirmwareSignatureStore.delete(image: id, in: connection)
    }

    static func storedNames(in connection: any SQLConnection) throws -> Set<String> {
        Set(try connection.rows("SELECT stored_name FROM firmware_images").map { try $0.text("stored_name") })
    }

    private static func image(_ row: SQLRow) throws -> FirmwareImage {
        FirmwareImage(
            id: try row.int64("id"), fileName: try row.text("file_name"), version: try row.textIfPresent("version"),
            vendor: try row.textIfPresent("vendor"), model: try row.textIfPresent("model"),
            file: ReceivedFile(
                storedName: try row.text("stored_name"), sizeBytes: try row.int64("size_bytes"),
                sha256: try row.text("sha256")),
            createdAt: try row.timestamp("created_at"))
    }
}
