import OCPP16

/// A rate as a whole number of tenths: the one decimal digit that OCPP gives rates (OCPP 1.6, section 7.14), without the drift
/// of binary fractions.
struct ExactRate: Hashable, Comparable, Sendable {
    var tenths: Int

    /// Far above any rate, and far enough from the ends of `Int` to be multiplied by volts and phases.
    private static let largest = 1_000_000_000_000

    init(tenths: Int) {
        self.tenths = tenths
    }

    /// Rounds down what has more digits, so that nothing is ever above the limit that was given.
    init(_ rate: ChargingRate) {
        let scaled = rate.value * 10
        guard !scaled.isNaN, abs(scaled) < Double(Self.largest) else {
            tenths = scaled > 0 ? Self.largest : (scaled < 0 ? -Self.largest : 0)
            return
        }
        // The number nearest to a decimal with one digit is the one that dividing by 10 gives.
        let nearest = scaled.rounded()
        tenths = Int(nearest / 10 == rate.value ? nearest : scaled.rounded(.down))
    }

    var rate: ChargingRate { ChargingRate(Double(tenths) / 10) }

    static func < (left: ExactRate, right: ExactRate) -> Bool { left.tenths < right.tenths }
    static func + (left: ExactRate, right: ExactRate) -> ExactRate { ExactRate(tenths: left.tenths + right.tenths) }
}
