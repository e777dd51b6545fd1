import OCPPJ
import Synchronization

/// Numbers meter values so that their order is the order of receipt, without asking the database.
///
/// A number is the time of receipt in milliseconds times 1024, or one more than the last when that is not above it; it stays
/// below 2^53 for thousands of years, so JavaScript reads it exactly.
final class MeterValueSequence: Sendable {
    private let last = Atomic<Int64>(0)

    func next(receivedAt: Timestamp) -> Int64 {
        let floor = receivedAt.milliseconds << 10
        var old = last.load(ordering: .relaxed)
        while true {
            let new = max(old + 1, floor)
            let (exchanged, original) = last.compareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return new }
            old = original
        }
    }
}
