import OCPP16
package import Persistence

extension ChargePointService {
    /// Whether an operator has accepted a charge point, for other features inside a read or a write.
    package static func isAccepted(key: Int64, in connection: any SQLConnection) throws -> Bool {
        try connection.row(
            "SELECT 1 AS found FROM charge_points WHERE key = $1 AND registration_status = $2 AND deleted_at IS NULL",
            [.integer(key), .text(RegistrationStatus.accepted.rawValue)]) != nil
    }
}
