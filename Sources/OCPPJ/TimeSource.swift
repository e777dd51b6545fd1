import Foundation
import Synchronization

/// Where the time comes from. Injected everywhere, so that tests decide what time it is.
package protocol TimeSource: Sendable {
    func now() -> Timestamp
}

/// The machine's clock.
package struct SystemTime: TimeSource {
    package init() {}

    package func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// A clock that moves only when it is told to.
package final class ManualTime: TimeSource {
    private let current: Mutex<Timestamp>

    package init(_ start: Timestamp) {
        current = Mutex(start)
    }

    package func now() -> Timestamp {
        current.withLock { $0 }
    }

    package func advance(seconds: Int) {
        current.withLock { $0 = $0.advanced(bySeconds: seconds) }
    }

    package func set(_ time: Timestamp) {
        current.withLock { $0 = time }
    }
}
