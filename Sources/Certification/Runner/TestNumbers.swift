import OCPPJ
import Synchronization

/// The numbers that the test gives to reservations, charging profiles and local lists where it may choose them.
///
/// They rise within a run and from one run to the next: no reservation or profile has the number of an earlier one, and a local list
/// is newer than all before it.
enum TestNumbers {
    /// The seconds since the beginning of 2025, so that the numbers stay short enough to be typed.
    private static let last = Atomic(Int(SystemTime().now().milliseconds / 1000) - 1_735_689_600)

    static func next() -> Int { last.wrappingAdd(1, ordering: .relaxed).newValue }
}
