import OCPPJ
import Synchronization

/// How many frames a second there are lately, by what a counter said each time that somebody looked. Costs nothing while nobody does.
final class FrameRate: Sendable {
    /// Looks that are older tell nothing about now, in seconds.
    private static let oldest = 120.0
    /// Two looks must be this far apart to tell something, in seconds.
    private static let shortest = 4.0

    private let looks = Mutex<[(time: Timestamp, count: Int)]>([])

    /// What the counter says at a moment.
    ///
    /// - Returns: frames a second since a look before, and how many seconds that is ago; nil when the last look is long ago.
    func look(_ count: Int, at now: Timestamp) -> (perSecond: Double, seconds: Double)? {
        looks.withLock { looks in
            looks.removeAll { now.seconds(since: $0.time) > Self.oldest || $0.time > now }
            let before = looks.last { now.seconds(since: $0.time) >= Self.shortest }
            if looks.last.map({ now.seconds(since: $0.time) >= 1 }) ?? true { looks.append((now, count)) }
            return before.map { look in
                let seconds = now.seconds(since: look.time)
                return (Double(max(0, count - look.count)) / seconds, seconds)
            }
        }
    }
}
