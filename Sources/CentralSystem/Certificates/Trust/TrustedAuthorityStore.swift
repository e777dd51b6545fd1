import OCPPJ
import Persistence

/// The table of certificates of authorities: those trusted, and those that went through here and are only known.
struct TrustedAuthorityStore {
    static let migrations = [
        Migration(412, "certificates of authorities") { dialect in
            [
                """
                CREATE TABLE authority_certificates (
                    fingerprint TEXT PRIMARY KEY,
                    certificate \(dialect.blobType) NOT NULL,
                    serial_number TEXT NOT NULL,
                    source TEXT,
                    note TEXT,
                    added_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX authority_certificates_by_serial_number ON authority_certificates (serial_number)",
            ]
        }
    ]

    /// Certificates that are only known are kept up to so many, so that what is sent to charge points cannot fill the table.
    private static let knownLimit: Int64 = 10_000

    /// Trusts a certificate; one that is known already becomes trusted.
    static func trust(_ authority: TrustedAuthority, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO authority_certificates (fingerprint, certificate, serial_number, source, note, added_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (fingerprint) DO UPDATE SET source = $4, note = $5, added_at = $6
            """,
            values(authority.document) + [
                .text(authority.source.rawValue), SQLValue(authority.note), .integer(authority.addedAt.milliseconds),
            ])
    }

    /// Remembers a certificate, so that a charge point's list can be read; trusts it no more and no less than before.
    static func remember(_ document: DecodedCertificate, at moment: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO authority_certificates (fingerprint, certificate, serial_number, added_at)
            SELECT $1, $2, $3, $4 WHERE (SELECT count(*) FROM authority_certificates) < $5
            ON CONFLICT (fingerprint) DO NOTHING
            """,
            values(document) + [.integer(moment.milliseconds), .integer(knownLimit)])
    }

    /// Ends the trust; the certificate stays known.
    ///
    /// - Returns: false when it was not trusted.
    static func distrust(_ fingerprint: String, in connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            "UPDATE authority_certificates SET source = NULL, note = NULL WHERE fingerprint = $1 AND source IS NOT NULL",
            [.text(fingerprint)]) > 0
    }

    static func trusted(in connection: any SQLConnection) throws -> [TrustedAuthority] {
        try connection.rows("SELECT * FROM authority_certificates WHERE source IS NOT NULL ORDER BY added_at, fingerprint")
            .compactMap { row in
                guard let document = try? DecodedCertificate(try row.bytes("certificate")) else { return nil }
                return TrustedAuthority(
                    document: document, source: TrustedAuthority.Source(rawValue: try row.text("source")) ?? .operator,
                    note: try row.textIfPresent("note"), addedAt: try row.timestamp("added_at"))
            }
    }

    static func find(_ fingerprint: String, in connection: any SQLConnection) throws -> DecodedCertificate? {
        try connection.row("SELECT certificate FROM authority_certificates WHERE fingerprint = $1", [.text(fingerprint)])
            .flatMap { try? DecodedCertificate(try $0.bytes("certificate")) }
    }

    /// Every certificate with a serial number.
    static func known(serialNumber: String, in connection: any SQLConnection) throws -> [DecodedCertificate] {
        try connection.rows(
            "SELECT certificate FROM authority_certificates WHERE serial_number = $1", [.text(serialNumber)]
        ).compactMap { try? DecodedCertificate(try $0.bytes("certificate")) }
    }

    private static func values(_ document: DecodedCertificate) -> [SQLValue] {
        [.text(document.fingerprint), .blob(document.bytes), .text(document.serialNumber)]
    }
}
