import OCPPJ
import Persistence

/// Follows what happens to charge points: one that boots is sent the certificate that waits for it; of one that is removed,
/// what was installed is forgotten, and the certificates that it got here are revoked, because registered again it may be another.
struct CertificateEvents: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .booted:
            try ChargePointCertificateStore.hasten(chargePointKey: chargePointKey, to: moment, in: connection)
        case .removed:
            try InstalledCertificateStore.forget(chargePointKey: chargePointKey, in: connection)
            try ChargePointCertificateStore.revokeAll(
                chargePointKey: chargePointKey, at: moment, explanation: "the charge point was removed", in: connection)
        default: return
        }
    }
}
