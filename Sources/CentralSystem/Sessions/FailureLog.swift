import Logging
import OCPPJ
import Synchronization

/// Writes failures to the program's log, each kind at most once in ten seconds: a full disk fails every message.
final class FailureLog: Sendable {
    private static let intervalSeconds = 10.0

    let logger: Logger
    private let time: any TimeSource
    private let lastWritten = Mutex<[String: Timestamp]>([:])

    init(logger: Logger, time: any TimeSource) {
        self.logger = logger
        self.time = time
    }

    /// - Parameters:
    ///   - message: constant text; also the kind.
    ///   - error: goes into the metadata.
    func report(_ message: StaticString, _ error: any Error, metadata: @autoclosure () -> Logger.Metadata = [:]) {
        let text = "\(message)"
        let now = time.now()
        let isDue = lastWritten.withLock { times in
            if let last = times[text], (0..<Self.intervalSeconds).contains(now.seconds(since: last)) { return false }
            times[text] = now
            return true
        }
        guard isDue else { return }
        var facts = metadata()
        facts["error"] = "\(error)"
        logger.error("\(text)", metadata: facts)
    }
}
