extension ServerProcess {
    /// A server to be measured: on one core, with one event loop, for charge points that nobody registered.
    convenience init(measuredOnCore core: Int) throws {
        try self.init(core: core, settings: [.registrationPolicy: "open", .eventLoops: "1"])
    }
}

/// Why a measurement could not be made.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
