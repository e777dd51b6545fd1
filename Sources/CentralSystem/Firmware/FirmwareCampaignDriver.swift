import OCPPJ
import Persistence
import Synchronization

/// Carries firmware campaigns on, a step at a time: settles results, judges, begins waves, sends UpdateFirmware.
///
/// All that matters is in the tables, so a restart of the server goes on where it was.
final class FirmwareCampaignDriver: Sendable {
    let database: any Database
    let time: any TimeSource
    let connections: ConnectionRegistry
    let updates: FirmwareUpdateService
    let failures: FailureLog
    /// Charge points that UpdateFirmware is being sent to, until its outcome is known.
    let starting = Mutex<Set<Start>>([])
    /// Behind which charge point of a campaign the search for connected ones goes on; absent: at the first.
    let positions = Mutex<[Int64: Int64]>([:])
    /// Until when the changes of a campaign's updates were looked at; absent: never.
    private let settledTo = Mutex<[Int64: Timestamp]>([:])
    private let startedAt: Timestamp

    struct Start: Hashable {
        let campaign: Int64
        let number: Int64
    }

    init(
        database: any Database, time: any TimeSource, connections: ConnectionRegistry, updates: FirmwareUpdateService,
        failures: FailureLog
    ) {
        self.database = database
        self.time = time
        self.connections = connections
        self.updates = updates
        self.failures = failures
        startedAt = time.now()
    }

    /// One step of every open campaign.
    ///
    /// - Returns: the sendings that were begun; they end when the outcome of UpdateFirmware is known.
    @discardableResult
    func step() async throws -> [Task<Void, Never>] {
        var sendings: [Task<Void, Never>] = []
        for id in try await database.read({ try FirmwareCampaignStore.open(in: $0) }) { sendings += try await step(id) }
        return sendings
    }

    /// One step of a campaign.
    @discardableResult
    func step(_ id: Int64) async throws -> [Task<Void, Never>] {
        if try await database.read({ try FirmwareCampaignStore.state(id, in: $0) }) == .preparing { try await prepare(id) }
        try await settle(id)
        // A decision may make room for the next one: a wave that is over lets the next begin at once.
        for _ in 0..<10 where try await decide(id) {}
        return try await start(id)
    }

    /// Writes the charge points of a campaign down, a part at a time, and lets it run.
    func prepare(_ id: Int64) async throws {
        let now = time.now()
        // Read once: a list may be long.
        guard let campaign = try await database.read({ try FirmwareCampaignStore.find(id, in: $0) }) else { return }
        while try await database.write({ connection in
            guard try FirmwareCampaignStore.state(id, in: connection) == .preparing else { return false }
            let page = try campaign.plan.target.resolve(
                after: try FirmwareCampaignStore.preparedTo(id, in: connection), limit: FirmwareCampaignTargetStore.chunk,
                in: connection)
            try FirmwareCampaignTargetStore.insert(page.targets, of: id, at: now, in: connection)
            if let next = page.next {
                try FirmwareCampaignStore.setPreparedTo(next, id, in: connection)
                return true
            }
            var prepared = campaign
            prepared.waves = campaign.plan.waves.ends(
                total: try FirmwareCampaignTargetStore.count(id, in: connection))
            prepared.state = .running
            try FirmwareCampaignStore.save(prepared, in: connection)
            try FirmwareCampaignStore.forgetLongTarget(id, in: connection)
            return false
        }) {}
    }

    /// Gives up charge points whose turn has not come.
    func giveUp(
        _ id: Int64, numbers: ClosedRange<Int64>, as state: FirmwareCampaignTarget.State, _ explanation: String
    ) async throws {
        let now = time.now()
        while try await database.write({ connection in
            try FirmwareCampaignTargetStore.settleWaiting(
                of: id, numbers: numbers, as: state, explanation, at: now, in: connection)
        }) {}
    }

    /// Takes over what became of the updates.
    private func settle(_ id: Int64) async throws {
        let now = time.now()
        let since = settledTo.withLock { $0[id] }
        let settle: @Sendable (any SQLConnection) throws -> [(FirmwareCampaignTarget, FirmwareCampaignTarget.State, String?)] = {
            connection in
            try FirmwareCampaignTargetStore.unsettled(id, changedAfter: since, in: connection).compactMap { target in
                guard let updateId = target.updateId, let update = try FirmwareUpdateStore.find(updateId, in: connection) else {
                    return target.state.isFinal ? nil : (target, .failed, "its update is gone")
                }
                let (state, explanation) = target.settled(by: update, at: now)
                // What has a result is not begun anew.
                if state == target.state || (target.state.isFinal && state == .waiting) { return nil }
                return (target, state, explanation)
            }
        }
        // Looked at first, so that a step that has nothing to say writes nothing.
        if try await !database.read({ try settle($0).isEmpty }) {
            try await database.write { connection in
                for (target, state, explanation) in try settle(connection) {
                    try FirmwareCampaignTargetStore.set(target.number, of: id, state, explanation, at: now, in: connection)
                }
            }
        }
        // A message is written down some time after the moment that it bears.
        settledTo.withLock { $0[id] = now.advanced(bySeconds: -60) }
    }

    /// Does what is to be done about the campaign as a whole.
    ///
    /// - Returns: whether anything was.
    private func decide(_ id: Int64) async throws -> Bool {
        let now = time.now()
        let found = try await database.read { connection -> (FirmwareCampaign, FirmwareCampaignDecision)? in
            guard let campaign = try FirmwareCampaignStore.find(id, in: connection) else { return nil }
            return (campaign, try self.decision(about: campaign, at: now, in: connection))
        }
        guard let (campaign, decision) = found else { return false }
        switch decision {
        case .nothing:
            return false
        case .giveUpAll:
            try await giveUp(id, numbers: 0...Int64.max, as: .unreachable, "was not reached before the deadline")
        case .giveUpWave:
            try await giveUp(
                id, numbers: campaign.presentNumbers, as: .unreachable,
                "was not reached within \(campaign.plan.offlineWaitSeconds) s")
        case .pause, .nextWave, .finish, .finishCancelled:
            try await database.write { connection in
                // The operator may have been faster.
                guard var campaign = try FirmwareCampaignStore.find(id, in: connection),
                    try self.decision(about: campaign, at: now, in: connection) == decision
                else { return }
                campaign.apply(decision, at: now)
                try FirmwareCampaignStore.save(campaign, in: connection)
            }
        }
        return true
    }

    private func decision(
        about campaign: FirmwareCampaign, at now: Timestamp, in connection: any SQLConnection
    ) throws -> FirmwareCampaignDecision {
        let all = try FirmwareCampaignTargetStore.counts(campaign.id, in: connection)
        return campaign.decision(
            at: now, all: all,
            present: try FirmwareCampaignTargetStore.standing(campaign.id, campaign.presentNumbers, in: connection),
            // Until it is resumed for the first time, all are judged.
            judged: campaign.judgedFrom < campaign.createdAt
                ? all
                : try FirmwareCampaignTargetStore.results(campaign.id, after: campaign.judgedFrom, in: connection),
            reachableSince: startedAt)
    }
}
