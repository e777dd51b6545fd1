import Persistence

extension ChargePointStore {
    /// The firmware version of the last BootNotification; nil when it told none.
    static func firmwareVersion(key: Int64, in connection: any SQLConnection) throws -> String? {
        try connection.row("SELECT firmware_version FROM charge_points WHERE key = $1", [.integer(key)])?
            .textIfPresent("firmware_version")
    }
}
