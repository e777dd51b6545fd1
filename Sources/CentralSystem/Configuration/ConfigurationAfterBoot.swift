import OCPP16
import OCPPJ
import Persistence

/// Asks charge points for their whole configuration once after each boot, where the operator allows what nobody asked for: a chore.
///
/// Only a charge point that is Accepted and connected is asked. One that is not allowed is not asked later for the same boot either.
struct ConfigurationAfterBoot: Sendable {
    /// How many charge points are asked at a time.
    private static let parallelism = 20
    private static let pageSize = 200
    /// How long a charge point that lost its connection after the boot is waited for.
    private static let patienceSeconds = 600

    let database: any Database
    let time: any TimeSource
    let chargePoints: ChargePointService
    let connections: ConnectionRegistry
    let commands: CommandService

    /// Asks all that booted since.
    ///
    /// - Throws: `DatabaseError`.
    func run() async throws {
        var last: ConfigurationStore.Unasked?
        while true {
            let after = last
            let page = try await database.read { try ConfigurationStore.unasked(after: after, limit: Self.pageSize, in: $0) }
            if page.isEmpty { return }
            try await ask(settled(page))
            guard page.count == Self.pageSize else { return }
            last = page.last
        }
    }

    /// Decides what becomes of each and takes note of it.
    ///
    /// - Returns: the identities of those to ask now.
    private func settled(_ page: [ConfigurationStore.Unasked]) async throws -> [String] {
        var due: [ConfigurationStore.Unasked] = []
        var over: [ConfigurationStore.Unasked] = []
        for unasked in page {
            switch verdict(on: unasked) {
            case .ask: due.append(unasked)
            case .drop: over.append(unasked)
            case .wait: continue
            }
        }
        let (dropped, wanted) = (over, due)
        guard !dropped.isEmpty || !wanted.isEmpty else { return [] }
        return try await database.write { connection in
            for unasked in dropped { _ = try ConfigurationStore.settle(unasked, in: connection) }
            return try wanted.filter { try ConfigurationStore.settle($0, in: connection) }.map(\.identity)
        }
    }

    private enum Verdict {
        case ask
        case wait
        case drop
    }

    /// By what is in memory: after a power cut the whole fleet boots.
    private func verdict(on unasked: ConfigurationStore.Unasked) -> Verdict {
        guard let session = connections.session(unasked.identity) else {
            let isLate = unasked.since.advanced(bySeconds: Self.patienceSeconds) < time.now()
            return isLate ? .drop : .wait
        }
        let (registrationStatus, settings) = session.snapshot()
        return registrationStatus == .accepted && chargePoints.allowsAutomation(settings) ? .ask : .drop
    }

    private func ask(_ identities: [String]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, identity) in identities.enumerated() {
                if index >= Self.parallelism { try await group.next() }
                group.addTask { try await ask(identity) }
            }
            try await group.waitForAll()
        }
    }

    private func ask(_ identity: String) async throws {
        do {
            _ = try await commands.send(GetConfiguration(), to: identity, requestedBy: "automation")
        } catch let error as CentralSystemError where error.code == .chargePointNotFound {
            // It was removed a moment ago.
            return
        }
    }
}
