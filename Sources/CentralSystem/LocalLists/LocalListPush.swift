import Logging
import OCPP16
import OCPPJ
import Persistence
import Synchronization

/// Sends lists without being asked, a while after the idTags or the definitions changed: to charge points that are connected,
/// whose list is defined, and that automation is allowed for.
final class LocalListPush: Sendable {
    /// Charge points that are served at a time.
    private static let parallelism = 8
    /// How often charge points are looked for that have connected since, or that did not answer.
    private static let retrySeconds = 60.0
    /// Changes that do not end are waited for so many times the delay, no longer.
    private static let patience = 6.0

    private struct State {
        /// The change that was last seen, when, and since when there are changes that no pass was for; nil before the first look,
        /// which counts as a change.
        var seen: (count: Int, at: Timestamp, since: Timestamp)?
        /// The change that the last pass was for, and when.
        var passed: (count: Int, at: Timestamp)?
        /// What the definitions come to after the change with this number.
        var lists: (count: Int, fingerprints: [Int64: Int]) = (0, [:])
        /// What each charge point was last brought up to.
        var served: [Int64: Served] = [:]
    }

    private struct Served: Equatable {
        /// Of the list that it shall hold.
        var fingerprint: Int
        /// The version that it held afterwards; nil when it is not known what it holds. Another one by now means that it has lost
        /// its list, or was given another.
        var version: Int?
    }

    private let lists: LocalListService
    private let chargePoints: ChargePointService
    private let connections: ConnectionRegistry
    private let delaySeconds: Double
    private let failures: FailureLog
    private let state = Mutex(State())

    init(
        lists: LocalListService, chargePoints: ChargePointService, connections: ConnectionRegistry, delaySeconds: Int,
        failures: FailureLog
    ) {
        self.lists = lists
        self.chargePoints = chargePoints
        self.connections = connections
        self.delaySeconds = Double(delaySeconds)
        self.failures = failures
    }

    /// Looks whether something is to be sent, and sends it. Called again and again.
    func run() async throws {
        guard let change = dueChange() else { return }
        let candidates = connections.allSessions().filter { session in
            let (registrationStatus, settings) = session.snapshot()
            return registrationStatus == .accepted && chargePoints.allowsAutomation(settings)
        }.map(\.chargePoint)
        guard !candidates.isEmpty else { return }
        let definitions = try await lists.definitionsInForce()
        let fingerprints = try await fingerprints(
            of: Set(candidates.compactMap { definitions[$0.key] }), after: change)
        let versions = try await lists.knownVersions()
        let served = state.withLock { $0.served }
        var waiting = candidates.compactMap { chargePoint in
            definitions[chargePoint.key].flatMap { fingerprints[$0] }.map { (chargePoint, $0) }
        }.filter { chargePoint, fingerprint in
            served[chargePoint.key] != Served(fingerprint: fingerprint, version: versions[chargePoint.key])
        }[...]
        await withTaskGroup(of: Void.self) { group in
            for (chargePoint, fingerprint) in waiting.prefix(Self.parallelism) {
                group.addTask { await self.serve(chargePoint, fingerprint) }
            }
            waiting = waiting.dropFirst(Self.parallelism)
            while await group.next() != nil, !Task.isCancelled {
                guard let (chargePoint, fingerprint) = waiting.popFirst() else { continue }
                group.addTask { await self.serve(chargePoint, fingerprint) }
            }
        }
    }

    /// The change to serve; nil when it is too fresh, or served.
    private func dueChange() -> Int? {
        let now = lists.time.now()
        let count = lists.changes.count
        return state.withLock { state in
            let seen: (count: Int, at: Timestamp, since: Timestamp)
            if let last = state.seen, last.count == count {
                seen = last
            } else {
                let unserved = state.seen.flatMap { $0.count == state.passed?.count ? nil : $0.since }
                seen = (count, now, unserved ?? now)
                state.seen = seen
            }
            guard
                now.seconds(since: seen.at) >= delaySeconds
                    || now.seconds(since: seen.since) >= delaySeconds * Self.patience
            else { return nil }
            if let passed = state.passed, passed.count == count, now.seconds(since: passed.at) < Self.retrySeconds {
                return nil
            }
            state.passed = (count, now)
            return count
        }
    }

    /// What each definition comes to. Most changes leave most lists as they are, and then no charge point has to be looked at.
    private func fingerprints(of definitions: Set<Int64>, after change: Int) async throws -> [Int64: Int] {
        var known = state.withLock { $0.lists.count == change ? $0.lists.fingerprints : [:] }
        for definition in definitions where known[definition] == nil {
            known[definition] = try await lists.fingerprint(of: definition)
        }
        state.withLock { [known] in $0.lists = (change, known) }
        return known
    }

    private func serve(_ chargePoint: ChargePointReference, _ fingerprint: Int) async {
        do {
            guard try await lists.push(to: chargePoint) else { return }
            let served = Served(fingerprint: fingerprint, version: try await lists.knownVersion(of: chargePoint))
            state.withLock { $0.served[chargePoint.key] = served }
        } catch {
            failures.report(
                "A local list could not be sent", error, metadata: ["chargePoint.identity": "\(chargePoint.identity)"])
        }
    }
}

extension LocalListService {
    /// The definition in force for each charge point that has one, by its row.
    func definitionsInForce() async throws -> [Int64: Int64] {
        try await database.read { try LocalListStore.definitionsInForce(in: $0) }
    }

    /// The versions of the lists of which it is known what they hold, by charge point.
    func knownVersions() async throws -> [Int64: Int] {
        try await database.read { try LocalListStore.knownVersions(in: $0) }
    }

    func knownVersion(of chargePoint: ChargePointReference) async throws -> Int? {
        let state = try await database.read { try LocalListStore.state(of: chargePoint.key, in: $0) }
        return state.isContentKnown ? state.version : nil
    }

    /// A number that is the same for the same list, as long as the program runs; nil when the definition is gone.
    func fingerprint(of definition: Int64) async throws -> Int? {
        let now = time.now()
        return try await database.read { connection in
            try LocalListStore.definition(definition, in: connection).map {
                try Self.entries(of: $0.selection, at: now, in: connection).hashValue
            }
        }
    }

    /// Sends a charge point its list unless it holds it or has no lists.
    ///
    /// - Returns: whether that is settled, for better or worse; false when it should be tried again.
    func push(to chargePoint: ChargePointReference) async throws -> Bool {
        let state = try await database.read { try LocalListStore.state(of: chargePoint.key, in: $0) }
        guard state.isSupported != false else { return true }
        do {
            let sent = try await deliver(to: chargePoint.identity, requestedBy: "automation").sent
            return sent.last.map { $0.outcome == .answered || $0.outcome == .callError } ?? true
        } catch let error as LocalListError where error.code == .busy || error.code == .undefined {
            return false
        }
    }
}
