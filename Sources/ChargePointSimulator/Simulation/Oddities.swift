extension ChargePointBehaviour {
    /// Counts a fault that was played.
    mutating func played(_ fault: Fault) {
        oddities.faults[fault, default: 0] += 1
    }

    /// Counts a quirk that showed.
    mutating func played(_ quirk: Quirk) {
        oddities.quirks[quirk, default: 0] += 1
    }

    /// Takes out what was counted since the last time.
    mutating func takeOddities() -> Oddities {
        guard !oddities.isEmpty else { return oddities }
        defer { oddities = Oddities() }
        return oddities
    }
}

/// How often a charge point departed from what a good one does, by what it did.
struct Oddities: Hashable, Sendable {
    var faults: [Fault: Int] = [:]
    var quirks: [Quirk: Int] = [:]

    var isEmpty: Bool { faults.isEmpty && quirks.isEmpty }

    mutating func add(_ other: Oddities) {
        faults.merge(other.faults, uniquingKeysWith: +)
        quirks.merge(other.quirks, uniquingKeysWith: +)
    }
}
