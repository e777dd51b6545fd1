import Persistence

extension ChargePointStore {
    /// The charge point's factor for energy whose unit label is wrong (field note 3.4); nil takes the label at its word.
    static func meterEnergyScale(key: Int64, in connection: any SQLConnection) throws -> Double? {
        try connection.row("SELECT meter_energy_scale FROM charge_points WHERE key = $1", [.integer(key)])?
            .doubleIfPresent("meter_energy_scale")
    }
}
