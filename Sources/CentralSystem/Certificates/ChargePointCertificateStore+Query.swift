package import OCPPJ
import Persistence

extension ChargePointCertificateStore {
    static func find(_ id: Int64, in connection: any SQLConnection) throws -> ChargePointCertificate? {
        try connection.row("\(select) WHERE p.id = $1", [.integer(id)]).map(certificate)
    }

    static func find(command: Int64, in connection: any SQLConnection) throws -> ChargePointCertificate? {
        try connection.row("\(select) WHERE p.command_id = $1 ORDER BY p.id DESC LIMIT 1", [.integer(command)]).map(certificate)
    }

    /// The records of a certificate, newest first: one that was sent to several charge points has several.
    static func find(fingerprint: String, in connection: any SQLConnection) throws -> [ChargePointCertificate] {
        try connection.rows("\(select) WHERE p.fingerprint = $1 ORDER BY p.id DESC", [.text(fingerprint)]).map(certificate)
    }

    /// A request that is the same and not finished yet.
    static func pending(
        request fingerprint: String, chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT 1 AS found FROM charge_point_certificates
            WHERE charge_point_key = $1 AND request_fingerprint = $2 AND state IN ('requested', 'signed') LIMIT 1
            """,
            [.integer(chargePointKey), .text(fingerprint)]) != nil
    }

    /// Requests of a charge point since a moment, refused ones included.
    static func requests(
        since moment: Timestamp, chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> Int {
        try connection.row(
            """
            SELECT count(*) AS requests FROM charge_point_certificates
            WHERE charge_point_key = $1 AND created_at > $2 AND (request IS NOT NULL OR state = 'refused')
            """,
            [.integer(chargePointKey), .integer(moment.milliseconds)])?.int("requests") ?? 0
    }

    /// What is to be signed or sent, oldest first.
    ///
    /// - Parameters:
    ///   - chargePointKey: only this charge point's, whether they are due or not; nil for all that are due.
    static func due(
        chargePointKey: Int64?, at now: Timestamp, limit: Int, in connection: any SQLConnection
    ) throws -> [ChargePointCertificate] {
        try connection.rows(
            """
            \(select) WHERE p.due_at IS NOT NULL AND (p.charge_point_key = $1 OR ($1 IS NULL AND p.due_at <= $2))
            ORDER BY p.id LIMIT $3
            """,
            [SQLValue(chargePointKey), .integer(now.milliseconds), .integer(Int64(limit))]
        ).map(certificate)
    }

    /// Older certificates of the charge point that are still active.
    static func active(
        before id: Int64, chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> [ChargePointCertificate] {
        try connection.rows(
            "\(select) WHERE p.charge_point_key = $1 AND p.id < $2 AND p.state = 'active'",
            [.integer(chargePointKey), .integer(id)]
        ).map(certificate)
    }

    /// The certificates that charge points have and that end between two moments, unless the charge point has a newer one that lasts.
    static func expiring(
        between start: Timestamp, and end: Timestamp, after id: Int64, limit: Int, in connection: any SQLConnection
    ) throws -> [ChargePointCertificate] {
        try connection.rows(
            """
            \(select) WHERE p.state = 'active' AND p.not_after < $1 AND p.not_after > $4 AND p.id > $2 AND c.deleted_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM charge_point_certificates n WHERE n.charge_point_key = p.charge_point_key
                AND n.id > p.id AND n.state = 'active' AND n.not_after >= $1)
            ORDER BY p.id LIMIT $3
            """,
            [.integer(end.milliseconds), .integer(id), .integer(Int64(limit)), .integer(start.milliseconds)]
        ).map(certificate)
    }

    static func revokedFingerprints(in connection: any SQLConnection) throws -> Set<String> {
        Set(
            try connection.rows(
                "SELECT DISTINCT fingerprint FROM charge_point_certificates WHERE state = 'revoked' AND fingerprint IS NOT NULL"
            ).map { try $0.text("fingerprint") })
    }

    /// Certificates that match, newest first.
    static func list(
        _ filter: CertificateFilter, chargePointKey: Int64?, at now: Timestamp, before id: Int64?, limit: Int,
        in connection: any SQLConnection
    ) throws -> [ChargePointCertificate] {
        var conditions = ["p.id < $1"]
        var arguments: [SQLValue] = [.integer(id ?? Int64.max), .integer(Int64(limit))]
        func add(_ condition: (String) -> String, _ value: SQLValue) {
            arguments.append(value)
            conditions.append(condition("$\(arguments.count)"))
        }
        if let chargePointKey { add({ "p.charge_point_key = \($0)" }, .integer(chargePointKey)) }
        if let moment = filter.expiresBefore { add({ "p.not_after < \($0)" }, .integer(moment.milliseconds)) }
        switch filter.state {
        case nil: break
        case .expired: add({ "p.state IN ('active', 'superseded') AND p.not_after < \($0)" }, .integer(now.milliseconds))
        case .active, .superseded:
            add({ "p.not_after >= \($0)" }, .integer(now.milliseconds))
            add({ "p.state = \($0)" }, .text(filter.state?.rawValue ?? ""))
        case .some(let state): add({ "p.state = \($0)" }, .text(state.rawValue))
        }
        return try connection.rows(
            "\(select) WHERE \(conditions.joined(separator: " AND ")) ORDER BY p.id DESC LIMIT $2", arguments
        ).map(certificate)
    }

    private static let select = """
        SELECT p.*, c.id AS charge_point_id FROM charge_point_certificates p JOIN charge_points c ON c.key = p.charge_point_key
        """

    private static func certificate(_ row: SQLRow) throws -> ChargePointCertificate {
        ChargePointCertificate(
            id: try row.int64("id"),
            chargePoint: ChargePointReference(
                key: try row.int64("charge_point_key"), identity: try row.text("charge_point_id")),
            origin: CertificateOrigin(rawValue: try row.text("origin")) ?? .presented,
            state: CertificateState(rawValue: try row.text("state")) ?? .unanswered,
            explanation: try row.textIfPresent("explanation"), fingerprint: try row.textIfPresent("fingerprint"),
            subject: try row.textIfPresent("subject"), issuer: try row.textIfPresent("issuer"),
            serialNumber: try row.textIfPresent("serial_number"), key: try row.textIfPresent("key_text"),
            notBefore: try row.timestampIfPresent("not_before"), notAfter: try row.timestampIfPresent("not_after"),
            chain: try row.textIfPresent("chain"), request: try row.textIfPresent("request"),
            createdAt: try row.timestamp("created_at"), answeredAt: try row.timestampIfPresent("answered_at"),
            commandId: try row.int64IfPresent("command_id"), attempts: try row.int("attempts"),
            firstUsedAt: try row.timestampIfPresent("first_used_at"), lastUsedAt: try row.timestampIfPresent("last_used_at"),
            revokedAt: try row.timestampIfPresent("revoked_at"))
    }
}

/// Which certificates of charge points are wanted.
package struct CertificateFilter: Hashable, Sendable {
    package var chargePoint: String?
    package var state: CertificateState?
    package var expiresBefore: Timestamp?

    package init(chargePoint: String? = nil, state: CertificateState? = nil, expiresBefore: Timestamp? = nil) {
        self.chargePoint = chargePoint
        self.state = state
        self.expiresBefore = expiresBefore
    }
}

extension ChargePointCertificate {
    /// One that nothing is known of but whose it is.
    init(_ chargePoint: ChargePointReference, _ origin: CertificateOrigin, _ state: CertificateState, at moment: Timestamp) {
        self.init(
            id: 0, chargePoint: chargePoint, origin: origin, state: state, createdAt: moment, attempts: 0)
    }

    /// Takes over what stands in the certificate.
    mutating func adopt(_ chain: [DecodedCertificate]) {
        guard let own = chain.first else { return }
        fingerprint = own.fingerprint
        subject = own.subject
        issuer = own.issuer
        serialNumber = own.serialNumber
        key = own.key?.text
        notBefore = own.notBefore
        notAfter = own.notAfter
        self.chain = chain.map(\.pem).joined()
    }
}
