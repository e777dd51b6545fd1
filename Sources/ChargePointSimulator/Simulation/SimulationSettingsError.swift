/// A setting of the simulation that cannot be.
package struct SimulationSettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The member of `SimulationSettings`.
    package let name: String
    package let value: String
    /// What is allowed.
    package let allowed: String

    init(_ name: String, _ value: String, allowed: String) {
        self.name = name
        self.value = value
        self.allowed = allowed
    }

    package var description: String { "\(name) is \"\(value)\"; allowed: \(allowed)" }
}
