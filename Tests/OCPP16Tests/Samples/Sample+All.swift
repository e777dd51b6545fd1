extension Sample {
    /// The samples that are written as JSON: of every message the smallest and the fullest payload.
    static let written =
        core + firmwareManagement + localAuthListManagement + remoteTrigger + reservation + smartCharging + security

    /// All samples, in an order that does not change.
    static func all() throws -> [Sample] {
        try written + closedSets() + openSets()
    }
}
