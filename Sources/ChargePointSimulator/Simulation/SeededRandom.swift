/// Random numbers that are the same for the same seed (SplitMix64), so that a simulation can be repeated.
package struct SeededRandom: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// A number that belongs to this place in a sequence, without walking there.
    ///
    /// - Returns: 0 up to, but not including, 1.
    static func fraction(seed: UInt64, position: Int) -> Double {
        let place = UInt64(bitPattern: Int64(position)) &+ 1
        return Double(mixed(seed &+ 0x9E37_79B9_7F4A_7C15 &* place) >> 11) * 0x1p-53
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
