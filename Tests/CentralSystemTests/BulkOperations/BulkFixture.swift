import OCPP16
import OCPPJ
import Persistence
import Synchronization

@testable import CentralSystem

extension CentralSystemFixture {
    /// Registers and connects charge points CP-1, CP-2, … that answer Accepted.
    @discardableResult
    func fleet(_ count: Int, connected: Bool = true) async throws -> [Station] {
        var stations: [Station] = []
        for number in 1...count {
            try await register("CP-\(number)")
            if connected { stations.append(try await connect("CP-\(number)")) }
        }
        return stations
    }

    func newOperation(
        _ target: TargetSelection, action: OCPPAction = "Reset", payload: String = #"{"type":"Soft"}"#,
        parallelism: Int? = nil, deadline: Timestamp? = nil
    ) throws -> NewBulkOperation {
        NewBulkOperation(
            kind: CommandExecutor.kind,
            parameters: try CommandExecutor.parameters(action, payload: try JSONNode.parse(Array(payload.utf8))),
            target: target, parallelism: parallelism, deadline: deadline)
    }

    func create(
        _ target: TargetSelection, action: OCPPAction = "Reset", payload: String = #"{"type":"Soft"}"#,
        parallelism: Int? = nil, deadline: Timestamp? = nil
    ) async throws -> BulkOperation {
        try await system.bulkOperations.create(
            newOperation(target, action: action, payload: payload, parallelism: parallelism, deadline: deadline),
            requestedBy: "test")
    }

    /// Everybody whose id is CP-number.
    func ids(_ numbers: ClosedRange<Int>) -> TargetSelection { .chargePoints(numbers.map { "CP-\($0)" }) }
}

extension CentralSystem {
    /// Lets bulk operations do all they can, and returns one of them.
    func drained(_ id: Int64) async throws -> BulkOperation {
        try await bulkOperationRunner.drain()
        return try await bulkOperations.get(id)
    }

    func outcomes(_ id: Int64) async throws -> [String: BulkOutcome] {
        let page = try await bulkOperations.results(of: id, PageRequest(limit: 1000))
        return Dictionary(uniqueKeysWithValues: page.items.map { ($0.chargePointId, $0.result.outcome) })
    }
}

/// Lets those wait who come, until it is opened.
final class Turnstile: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var most = 0
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    /// The most that ever waited together.
    var most: Int { state.withLock { $0.most } }

    func pass() async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> [CheckedContinuation<Void, Never>] in
                if state.isOpen { return [continuation] }
                state.waiting.append(continuation)
                state.most = max(state.most, state.waiting.count)
                let count = state.waiting.count
                let seen = state.watchers.filter { $0.count <= count }.map(\.continuation)
                state.watchers.removeAll { $0.count <= count }
                return seen
            }
            for waiting in ready { waiting.resume() }
        }
    }

    /// Returns when so many wait.
    func crowded(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.waiting.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// A connection whose answers wait at a turnstile.
struct SlowLink: ChargePointLink {
    let connectionID = ConnectionID(value: 900)
    let turnstile: Turnstile

    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
        await turnstile.pass()
        guard let node = try? JSONNode.parse(Array(#"{"status":"Accepted"}"#.utf8)) else {
            throw CallFailure(.invalidAnswer, action: action)
        }
        return CallReply(
            messageID: "1", payload: node, sentAt: Timestamp(milliseconds: 1), answeredAt: Timestamp(milliseconds: 2))
    }

    func close(_ reason: DisconnectReason) {}
    func apply(_ settings: ConnectionSettings) {}
}
