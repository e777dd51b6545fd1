import OCPPJ
import Persistence

/// Follows what happens to charge points: one that boots is sent a certificate again that it has not answered; of one that is removed,
/// what was installed is forgotten. Its certificates stay, because they must not let anybody in who gets its identity later.
struct CertificateEvents: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .booted:
            try connection.execute(
                """
                UPDATE charge_point_certificates SET due_at = $2
                WHERE charge_point_key = $1 AND due_at > $2 AND state = 'signed' AND attempts > 0
                """,
                [.integer(chargePointKey), .integer(moment.milliseconds)])
        case .removed:
            try InstalledCertificateStore.forget(chargePointKey: chargePointKey, in: connection)
        default: return
        }
    }
}
