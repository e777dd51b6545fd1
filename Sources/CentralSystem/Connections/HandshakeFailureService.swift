package import Logging
package import OCPPJ
package import Persistence
import Synchronization

/// TLS handshakes that failed, of which the newest 10,000 are kept, and connections that were closed before their upgrade, which
/// are counted.
package final class HandshakeFailureService: HandshakeObserver {
    /// Rows that the table keeps.
    static let kept = 10_000
    /// Failures that may wait to be written, which is once a second; further ones are only counted in the metrics. A row has up to
    /// 4 KB, and who makes a flood of them must not keep the disk busy.
    static let bufferLimit = 200
    /// Between two lines in the log about connections that were turned away.
    private static let logIntervalSeconds = 60.0

    private let database: any Database
    private let time: any TimeSource
    private let metrics: CentralSystemMetrics
    private let logger: Logger
    private let waiting = WaitingRecords<HandshakeFailure>(limit: bufferLimit)
    private let logged = Mutex<(time: Timestamp?, turnedAway: Int)>((nil, 0))

    package init(database: any Database, time: any TimeSource, metrics: CentralSystemMetrics, logger: Logger) {
        self.database = database
        self.time = time
        self.metrics = metrics
        self.logger = logger
    }

    /// Failed handshakes, newest first. Written within a second of the failure.
    ///
    /// - Parameter address: only those from this address, written without a port and without brackets.
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(
        address: String? = nil, _ page: PageRequest = PageRequest()
    ) async throws -> Page<HandshakeFailureRecord> {
        let before = try page.rowID()
        let items = try await database.read {
            try HandshakeFailureStore.list(address: address, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(items, limit: page.limit) { String($0.id) }
    }

    /// Takes note of a failure; it is written with the next batch.
    package func handshakeFailed(_ failure: HandshakeFailure) {
        metrics.handshakeFailures.increment()
        waiting.add(failure)
    }

    package func connectionDropped(_ cause: DroppedConnection) {
        metrics.connectionsDropped[cause.rawValue].increment()
    }

    /// Writes what waits, in one write, and a line to the log when connections were turned away.
    func flush() async throws {
        logTurnedAway()
        try await waiting.write { batch in
            try await database.write { connection in
                for failure in batch { try HandshakeFailureStore.add(failure, in: connection) }
                try HandshakeFailureStore.prune(keeping: Self.kept, in: connection)
            }
        }
    }

    /// At most once a minute: the limits are hit by the thousand or not at all.
    private func logTurnedAway() {
        let causes: [DroppedConnection] = [.tooManyHandshakes, .tooManyHandshakesFromAddress, .tooFastFromAddress]
        let count = causes.reduce(0) { $0 + metrics.connectionsDropped[$1.rawValue].value }
        let now = time.now()
        let news = logged.withLock { logged -> Int in
            guard count > logged.turnedAway else { return 0 }
            if let last = logged.time, (0..<Self.logIntervalSeconds).contains(now.seconds(since: last)) { return 0 }
            defer { logged = (now, count) }
            return count - logged.turnedAway
        }
        guard news > 0 else { return }
        logger.warning(
            "Connections were closed unheard, because the limits for handshakes were reached",
            metadata: ["connections": "\(news)", "see": "stationmaster_connections_dropped_total, limits.*"])
    }
}
