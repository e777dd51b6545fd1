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
        var sendings: [Task<Void, Never>] = []
        for candidate in try await candidates(campaign) {
            let start = Start(campaign: id, number: candidate.target.number)
            if candidate.isUpToDate {
                let now = time.now()
                try await database.write {
                    try FirmwareCampaignTargetStore.set(
                        start.number, of: id, .skipped, "reports the version already", at: now, in: $0)
                }
            } else if starting.withLock({ $0.insert(start).inserted }) {
                sendings.append(Task { await send(campaign, candidate.target, start) })
            }
        }
        return sendings
    }

    private func send(_ campaign: FirmwareCampaign, _ target: FirmwareCampaignTarget, _ start: Start) async {
        defer { _ = starting.withLock { $0.remove(start) } }
        let new = NewFirmwareUpdate(
            chargePointId: target.chargePointId, source: campaign.plan.source, retries: campaign.plan.retries,
            retryIntervalSeconds: campaign.plan.retryIntervalSeconds, version: campaign.plan.version,
            stalledAfterSeconds: campaign.plan.stalledAfterSeconds)
        do {
            _ = try await updates.start(new, requestedBy: "campaign \(campaign.id)", campaign: campaign.id) { update, connection in
                // Paused or cancelled a moment ago.
                guard try FirmwareCampaignStore.find(start.campaign, in: connection)?.state == .running else { throw Withdrawn() }
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

    private struct Candidate: Sendable {
        let target: FirmwareCampaignTarget
        let isUpToDate: Bool
    }

    /// The charge points whose turn it is: connected, and not busy with another update.
    private func candidates(_ campaign: FirmwareCampaign) async throws -> [Candidate] {
        let now = time.now()
        let connections = connections
        let begun = starting.withLock { $0 }
        return try await database.read { connection in
            let updating = try FirmwareCampaignTargetStore.counts(campaign.id, in: connection)[.updating]
            guard updating < campaign.plan.parallelism else { return [] }
            let waiting = try FirmwareCampaignTargetStore.waiting(
                campaign.id, numbers: campaign.presentNumbers, at: now, limit: 20_000, in: connection)
            // Begun, but the row does not say so yet.
            let pending = waiting.map { Start(campaign: campaign.id, number: $0.number) }.filter(begun.contains)
            var room = campaign.plan.parallelism - updating - pending.count
            guard room > 0, !waiting.isEmpty else { return [] }
            var version = campaign.plan.version
            if version == nil, case .image(let id) = campaign.plan.source {
                version = try FirmwareImageStore.find(id, in: connection)?.version
            }
            var found: [Candidate] = []
            for target in waiting where room > 0 {
                guard let key = target.chargePointKey,
                    !pending.contains(Start(campaign: campaign.id, number: target.number))
                else { continue }
                if campaign.plan.skipsUpdated, let version,
                    try ChargePointStore.firmwareVersion(key: key, in: connection) == version
                {
                    found.append(Candidate(target: target, isUpToDate: true))
                } else if connections.link(to: target.chargePointId) != nil,
                    try !FirmwareUpdateStore.isBusy(key, at: now, in: connection)
                {
                    found.append(Candidate(target: target, isUpToDate: false))
                    room -= 1
                }
            }
            return found
        }
    }
}
