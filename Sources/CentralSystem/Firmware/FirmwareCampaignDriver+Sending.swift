import Logging
import OCPPJ
import Persistence
import Synchronization

extension FirmwareCampaignDriver {
    /// Begins as many updates as the parallelism allows.
    func start(_ id: Int64) async throws -> [Task<Void, Never>] {
        guard let campaign = try await database.read({ try FirmwareCampaignStore.find(id, in: $0) }),
            campaign.state == .running
        else { return [] }
        if case .image = campaign.plan.source, !updates.files.isAnnounced { return [] }
        let candidates = try await candidates(campaign)
        if !candidates.upToDate.isEmpty {
            let now = time.now()
            try await database.write { connection in
                for number in candidates.upToDate {
                    try FirmwareCampaignTargetStore.set(
                        number, of: id, .skipped, "reports the version already", at: now, in: connection)
                }
            }
        }
        positions.withLock { $0[id] = candidates.position }
        var sendings: [Task<Void, Never>] = []
        for target in candidates.ready {
            let start = Start(campaign: id, number: target.number)
            guard starting.withLock({ $0.insert(start).inserted }) else { continue }
            sendings.append(Task { await send(campaign, target, start) })
        }
        return sendings
    }

    private func send(_ campaign: FirmwareCampaign, _ target: FirmwareCampaignTarget, _ start: Start) async {
        defer { _ = starting.withLock { $0.remove(start) } }
        let new = NewFirmwareUpdate(
            chargePointId: target.chargePointId, source: campaign.plan.source, retries: campaign.plan.retries,
            retryIntervalSeconds: campaign.plan.retryIntervalSeconds, version: campaign.plan.version,
            stalledAfterSeconds: campaign.plan.stalledAfterSeconds, signing: campaign.plan.signing)
        do {
            _ = try await updates.start(new, requestedBy: "campaign \(campaign.id)", campaign: campaign.id) { update, connection in
                // Paused or cancelled a moment ago.
                guard try FirmwareCampaignStore.state(start.campaign, in: connection) == .running else { throw Withdrawn() }
                try FirmwareCampaignTargetStore.begin(start.number, of: start.campaign, update: update.id, in: connection)
            }
        } catch is Withdrawn {
            return
        } catch let error as DatabaseError {
            // The next step tries again, also that of the next start.
            guard error.code != .closed else { return }
            failures.report("A campaign could not send UpdateFirmware", error, metadata: ["campaign.id": "\(campaign.id)"])
        } catch {
            let now = time.now()
            try? await database.write {
                try FirmwareCampaignTargetStore.set(start.number, of: start.campaign, .failed, "\(error)", at: now, in: $0)
            }
        }
    }

    private struct Withdrawn: Error {}

    private struct Candidates: Sendable {
        /// Those whose turn it is: connected, and not busy with another update.
        var ready: [FirmwareCampaignTarget] = []
        /// The numbers of those that report the version already.
        var upToDate: [Int64] = []
        /// Where the next step goes on; nil at the first.
        var position: Int64?
    }

    /// Looks at a part of the charge points that wait; the next step looks at the next part. So a step costs little, and charge
    /// points that are offline keep nobody from being found.
    private func candidates(_ campaign: FirmwareCampaign) async throws -> Candidates {
        let now = time.now()
        let connections = connections
        let begun = Set(starting.withLock { $0 }.lazy.filter { $0.campaign == campaign.id }.map(\.number))
        let position = positions.withLock { $0[campaign.id] }
        return try await database.read { connection in
            var found = Candidates(position: position)
            let busy = try FirmwareCampaignTargetStore.updating(campaign.id, in: connection).union(begun)
            var room = campaign.plan.parallelism - busy.count
            guard room > 0 else { return found }
            let limit = FirmwareCampaignTargetStore.chunk
            let waiting = try FirmwareCampaignTargetStore.waiting(
                campaign.id, numbers: campaign.presentNumbers, after: position ?? 0, at: now, limit: limit, in: connection)
            let version = campaign.plan.skipsUpdated ? try Self.version(campaign.plan, in: connection) : nil
            for (target, reported) in waiting where !busy.contains(target.number) {
                guard room > 0, let key = target.chargePointKey else { break }
                if let version, reported == version {
                    found.upToDate.append(target.number)
                } else if connections.isConnected(target.chargePointId),
                    try !FirmwareUpdateStore.isBusy(key, at: now, in: connection)
                {
                    found.ready.append(target)
                    room -= 1
                }
            }
            if waiting.count < limit {
                found.position = nil
            } else if room > 0 {
                found.position = waiting.last?.target.number
            }
            return found
        }
    }

    /// The version that the charge points shall report.
    private static func version(_ plan: FirmwareCampaignPlan, in connection: any SQLConnection) throws -> String? {
        guard plan.version == nil, case .image(let id) = plan.source else { return plan.version }
        return try FirmwareImageStore.find(id, in: connection)?.version
    }
}
