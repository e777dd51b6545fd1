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

    private struct State {
        /// The change that was last seen, and when; nil before the first look, which counts as a change.
        var seen: (count: Int, at: Timestamp)?
        /// The change that the last pass was for, and when.
        var passed: (count: Int, at: Timestamp)?
        /// What each charge point has been brought up to.
        var served: [Int64: Served] = [:]
    }

    /// A charge point that comes into another group has another definition, and no change is counted for it.
    private struct Served: Equatable {
        var change: Int
        var definition: Int64
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
        guard let change = dueChange(), try await lists.hasDefinitions() else { return }
        let candidates = connections.allSessions().filter { session in
            let (registrationStatus, settings) = session.snapshot()
            return registrationStatus == .accepted && chargePoints.allowsAutomation(settings)
        }.map(\.chargePoint)
        let definitions = try await lists.definitions(for: candidates.map(\.key))
        let served = state.withLock { $0.served }
        var waiting = candidates.compactMap { chargePoint in
            definitions[chargePoint.key].map { (chargePoint, Served(change: change, definition: $0)) }
        }.filter { served[$0.0.key] != $0.1 }[...]
        await withTaskGroup(of: Void.self) { group in
            for (chargePoint, aim) in waiting.prefix(Self.parallelism) {
                group.addTask { await self.serve(chargePoint, aim) }
            }
            waiting = waiting.dropFirst(Self.parallelism)
            while await group.next() != nil, !Task.isCancelled {
                guard let (chargePoint, aim) = waiting.popFirst() else { continue }
                group.addTask { await self.serve(chargePoint, aim) }
            }
        }
    }

    /// The change to serve; nil when it is too fresh, or served.
    private func dueChange() -> Int? {
        let now = lists.time.now()
        let count = lists.changes.count
        return state.withLock { state in
            guard let seen = state.seen, seen.count == count else {
                state.seen = (count, now)
                return nil
            }
            guard now.seconds(since: seen.at) >= delaySeconds else { return nil }
            if let passed = state.passed, passed.count == count, now.seconds(since: passed.at) < Self.retrySeconds {
                return nil
            }
            state.passed = (count, now)
            return count
        }
    }

    private func serve(_ chargePoint: ChargePointReference, _ aim: Served) async {
        do {
            guard try await lists.push(to: chargePoint.identity) else { return }
            state.withLock { $0.served[chargePoint.key] = aim }
        } catch {
            failures.report(
                "A local list could not be sent", error, metadata: ["chargePoint.identity": "\(chargePoint.identity)"])
        }
    }
}

extension LocalListService {
    func hasDefinitions() async throws -> Bool {
        try await database.read { try LocalListStore.hasDefinitions(in: $0) }
    }

    /// The definition in force for each of these charge points, by its row; those without one are left out.
    func definitions(for keys: [Int64]) async throws -> [Int64: Int64] {
        guard !keys.isEmpty else { return [:] }
        return try await database.read { try LocalListStore.definitions(for: keys, in: $0) }
    }

    /// Sends a charge point its list unless it holds it or has no lists.
    ///
    /// - Returns: whether that is settled, for better or worse; false when it should be tried again.
    func push(to identity: String) async throws -> Bool {
        let list = try await get(identity)
        guard list.isSupported != false, list.desired != nil, list.difference?.isEmpty != true else { return true }
        do {
            let result = try await send(to: identity, requestedBy: "automation")
            return result.commands.last.map { $0.outcome == .answered || $0.outcome == .callError } ?? true
        } catch let error as LocalListError where error.code == .busy || error.code == .undefined {
            return false
        }
    }
}
