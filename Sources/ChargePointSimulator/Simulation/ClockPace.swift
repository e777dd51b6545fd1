import OCPPJ

/// How a charge point's clock relates to real time.
///
/// A simulated clock begins in the past and runs faster than real time until it has caught up with the present; from then on it
/// is the real one. Everything that a charge point dates goes by it. What concerns the connection is waited for in real time.
struct ClockPace: Hashable, Sendable {
    private let startedAt: Timestamp
    private let begins: Timestamp
    private let acceleration: Double

    /// The real clock.
    static let real = ClockPace()

    private init() {
        startedAt = .atOnce
        begins = .atOnce
        acceleration = 1
    }

    /// - Parameters:
    ///   - startedAt: the real time at which the clock starts.
    ///   - begins: what it shows then.
    ///   - acceleration: seconds that go by on it in a real second, above 1. With anything else, and with a beginning that is not
    ///     in the past, it is the real clock.
    init(startedAt: Timestamp, begins: Timestamp, acceleration: Double) {
        guard acceleration > 1, begins < startedAt else {
            self = .real
            return
        }
        self.startedAt = startedAt
        self.begins = begins
        self.acceleration = acceleration
    }

    var isReal: Bool { acceleration == 1 }

    /// Real seconds from the start until it shows real time.
    var secondsUntilPresent: Double {
        isReal ? 0 : startedAt.seconds(since: begins) / (acceleration - 1)
    }

    /// What it shows at a moment of real time.
    func reading(at real: Timestamp) -> Timestamp {
        guard !isReal else { return real }
        return min(real, begins.later(bySeconds: real.seconds(since: startedAt) * acceleration))
    }

    /// The moment of real time at which it shows this.
    func real(of reading: Timestamp) -> Timestamp {
        guard !isReal else { return reading }
        return max(
            startedAt.later(bySeconds: reading.seconds(since: begins) / acceleration),
            // After it has caught up, both are the same.
            reading > startedAt.later(bySeconds: secondsUntilPresent) ? reading : .atOnce)
    }

    /// What it will show when so many seconds of real time have gone by.
    func moment(_ seconds: Double, after reading: Timestamp) -> Timestamp {
        isReal ? reading.later(bySeconds: seconds) : self.reading(at: real(of: reading).later(bySeconds: seconds))
    }}

/// A clock that goes by a pace.
struct PacedTime: TimeSource {
    let base: any TimeSource
    let pace: ClockPace

    func now() -> Timestamp { pace.reading(at: base.now()) }
}
