package import OCPPJ
import Persistence

extension ReservationService {
    /// The reservations of a charge point that held something between two moments, in the order in which they were asked for. Those
    /// that it did not accept are left out.
    ///
    /// - Parameter limit: how many at most; the newest are kept.
    package func calendar(
        of identity: String, from start: Timestamp, to end: Timestamp, limit: Int = 300
    ) async throws -> [Reservation] {
        let now = time.now()
        let found = try await database.read {
            try ReservationStore.list(chargePoint: identity, from: start, to: end, limit: limit, in: $0)
        }
        return found.reversed().map { $0.seen(at: now) }
    }
}

extension ReservationStore {
    /// Newest first.
    static func list(
        chargePoint identity: String, from start: Timestamp, to end: Timestamp, limit: Int, in connection: any SQLConnection
    ) throws -> [Reservation] {
        try connection.rows(
            """
            \(select) WHERE r.charge_point_key = (SELECT key FROM charge_points WHERE id = $1) AND r.requested_at < $2
                AND COALESCE(r.ended_at, r.expiry_date) > $3 AND r.state <> 'refused'
            ORDER BY r.id DESC LIMIT $4
            """, [.text(identity), .integer(end.milliseconds), .integer(start.milliseconds), .integer(Int64(limit))]
        ).map(reservation)
    }
}
