import OCPPJ

/// What a simulation did and saw, at its end: for people as text, for programs as JSON.
package struct SimulationSummary: Hashable, Codable, Sendable {
    package struct Sessions: Hashable, Codable, Sendable {
        /// Transactions whose StartTransaction was acknowledged: as many must the central system know.
        package var started: Int
        /// Transactions whose StopTransaction was acknowledged.
        package var finished: Int
        /// Transactions whose end charge points never told, or forgot, on purpose.
        package var neverStopped: Int
        /// Drivers whose idTag was not accepted, when they presented it or when the transaction started.
        package var driversRefused: Int
        /// Messages about transactions that were refused until they were given up.
        package var messagesGivenUp: Int
    }

    /// The calls of one action.
    package struct Calls: Hashable, Codable, Sendable {
        package var action: String
        /// Answers, CALLERRORs included.
        package var answers: Int
        package var callErrors: Int
        /// Calls that got no answer: it did not come in time, or the connection went first.
        package var unanswered: Int
        package var p50Milliseconds: Double
        package var p99Milliseconds: Double
        package var slowestMilliseconds: Double
    }

    package var chargePoints: Int
    /// Real seconds.
    package var seconds: Double
    package var sessions: Sessions
    /// OCPP-J frames, both ways.
    package var messages: Int
    /// By action, in alphabetical order.
    package var calls: [Calls]
    /// Connections that the central system refused.
    package var refusedConnections: Int
    /// Connections that did not come about for other reasons.
    package var failedConnections: Int
    /// CALLERRORs, missing or wrong answers, and failed connections.
    package var errors: Int
    package var lastError: String?
    /// How often each fault was played.
    package var faults: [String: Int]
    /// How often each quirk showed.
    package var quirks: [String: Int]
}

extension SimulationProgress {
    /// - Parameters:
    ///   - chargePoints: how many take part.
    ///   - seconds: how long it lasted, real time.
    package func summary(chargePoints: Int, seconds: Double) -> SimulationSummary {
        let now = snapshot
        let entries = ledger.snapshot
        func named<Key: RawRepresentable<String>>(_ counts: [Key: Int]) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
        }
        return SimulationSummary(
            chargePoints: chargePoints, seconds: seconds,
            sessions: .init(
                started: now.sessionsStarted, finished: now.sessionsFinished, neverStopped: unstopped,
                driversRefused: refused, messagesGivenUp: givenUp),
            messages: now.messages,
            calls: entries.calls.map { SimulationSummary.Calls(action: $0.key, $0.value) }.sorted { $0.action < $1.action },
            refusedConnections: entries.refusedConnections, failedConnections: entries.failedConnections, errors: now.errors,
            lastError: now.lastError, faults: named(entries.oddities.faults), quirks: named(entries.oddities.quirks))
    }
}

extension SimulationSummary.Calls {
    init(action: OCPPAction, _ calls: SimulationLedger.Calls) {
        self.init(
            action: action.rawValue, answers: calls.times.count, callErrors: calls.callErrors, unanswered: calls.unanswered,
            p50Milliseconds: calls.times.percentileMicroseconds(0.5) / 1000,
            p99Milliseconds: calls.times.percentileMicroseconds(0.99) / 1000,
            slowestMilliseconds: Double(calls.times.slowestNanoseconds) / 1_000_000)
    }
}
