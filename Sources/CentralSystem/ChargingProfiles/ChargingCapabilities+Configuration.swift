import Persistence

extension ChargingCapabilities {
    /// What is known of a charge point's configuration.
    init(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try self.init { key in
            try ConfigurationService.value(of: key, chargePointKey: chargePointKey, in: connection)
        }
    }
}
