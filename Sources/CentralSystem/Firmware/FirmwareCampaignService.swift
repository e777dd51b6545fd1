import OCPP16
import OCPPJ
import Persistence

/// The verbs on firmware campaigns. What they decide is carried out by `FirmwareCampaignDriver`.
///
/// Storage failures come as `DatabaseError`.
package struct FirmwareCampaignService: Sendable {
    let database: any Database
    let time: any TimeSource
    let driver: FirmwareCampaignDriver

    /// A campaign with how far it has come.
    package struct Progress: Hashable, Sendable {
        package var campaign: FirmwareCampaign
        package var counts: FirmwareCampaignCounts
    }

    /// Plans a campaign and begins it.
    ///
    /// - Throws: `FileExchangeError` (`.notFound`: no such image; `.invalidMember`), `CentralSystemError` (`.invalidMember`).
    package func create(_ plan: FirmwareCampaignPlan, requestedBy: String) async throws -> Progress {
        try plan.check()
        let now = time.now()
        if let deadline = plan.deadline, deadline <= now { throw FileExchangeError.invalid("deadline", "must be in the future") }
        // Made once, and known to be good, before a thousand charge points are sent it.
        if let signing = plan.signing { _ = try await driver.updates.signer.signature(for: signing, of: plan.source) }
        let id = try await database.write { connection in
            if case .image(let image) = plan.source { _ = try FirmwareImageService.find(image, in: connection) }
            return try FirmwareCampaignStore.insert(plan, requestedBy: requestedBy, at: now, in: connection)
        }
        try await driver.prepare(id)
        return try await get(id)
    }

    /// Campaigns, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(state: FirmwareCampaign.State? = nil, _ page: PageRequest = PageRequest()) async throws -> Page<Progress> {
        let before = try page.rowID()
        let found = try await database.read { connection in
            try FirmwareCampaignStore.list(state: state, before: before, limit: page.limit + 1, in: connection)
                .map { Progress(campaign: $0, counts: try FirmwareCampaignTargetStore.counts($0.id, in: connection)) }
        }
        return Page(found, limit: page.limit) { String($0.campaign.id) }
    }

    /// - Throws: `FileExchangeError` with code `.notFound`.
    package func get(_ id: Int64) async throws -> Progress {
        try await database.read { connection in
            Progress(
                campaign: try Self.find(id, in: connection),
                counts: try FirmwareCampaignTargetStore.counts(id, in: connection))
        }
    }

    /// The charge points of a campaign with their results, by number.
    ///
    /// - Throws: `FileExchangeError` with code `.notFound`, `CentralSystemError` with code `.invalidCursor`.
    package func targets(
        of id: Int64, state: FirmwareCampaignTarget.State? = nil, _ page: PageRequest = PageRequest()
    ) async throws -> (campaign: FirmwareCampaign, targets: Page<FirmwareCampaignTarget>) {
        let after = try page.rowID() ?? 0
        let (campaign, targets) = try await database.read { connection in
            (
                try Self.find(id, in: connection),
                try FirmwareCampaignTargetStore.list(id, state: state, after: after, limit: page.limit + 1, in: connection)
            )
        }
        return (campaign, Page(targets, limit: page.limit) { String($0.number) })
    }

    /// Starts nothing new until it is resumed.
    ///
    /// - Throws: `FileExchangeError` (`.notFound`; `.conflict` unless it runs).
    package func pause(_ id: Int64) async throws -> Progress {
        try await change(id) { campaign, _ in
            guard campaign.state == .running else { throw Self.conflict(campaign, "only a running campaign can be paused") }
            campaign.state = .paused
        }
    }

    /// Goes on with a paused campaign. Failures up to now no longer pause it.
    ///
    /// - Throws: `FileExchangeError` (`.notFound`; `.conflict` unless it is paused).
    package func resume(_ id: Int64) async throws -> Progress {
        try await change(id) { campaign, now in
            guard campaign.state == .paused else { throw Self.conflict(campaign, "only a paused campaign can be resumed") }
            campaign.state = .running
            campaign.pauseReason = nil
            campaign.judgedFrom = now
            // Its charge points get their time anew: nobody tried to reach them meanwhile.
            campaign.waveStartedAt = campaign.wave > 0 ? now : nil
        }
    }

    /// Ends a campaign: what waits is given up, what is under way cannot be called back and is followed to its end.
    ///
    /// - Throws: `FileExchangeError` (`.notFound`; `.conflict` when it is over).
    package func cancel(_ id: Int64) async throws -> Progress {
        _ = try await change(id) { campaign, _ in
            guard campaign.state.isOpen else { throw Self.conflict(campaign, "it is over") }
            campaign.state = .cancelling
            campaign.pauseReason = nil
        }
        try await driver.giveUp(id, numbers: 0...Int64.max, as: .cancelled, "the campaign was cancelled")
        try await driver.step(id)
        return try await get(id)
    }

    private func change(
        _ id: Int64, _ change: @escaping @Sendable (inout FirmwareCampaign, Timestamp) throws -> Void
    ) async throws -> Progress {
        let now = time.now()
        return try await database.write { connection in
            var campaign = try Self.find(id, in: connection)
            try change(&campaign, now)
            try FirmwareCampaignStore.save(campaign, in: connection)
            return Progress(campaign: campaign, counts: try FirmwareCampaignTargetStore.counts(id, in: connection))
        }
    }

    private static func find(_ id: Int64, in connection: any SQLConnection) throws -> FirmwareCampaign {
        guard let campaign = try FirmwareCampaignStore.find(id, in: connection) else {
            throw FileExchangeError(.notFound, "there is no firmware campaign \(id)")
        }
        return campaign
    }

    private static func conflict(_ campaign: FirmwareCampaign, _ reason: Phrase) -> FileExchangeError {
        FileExchangeError(.conflict, "campaign \(campaign.id) is \(campaign.state.rawValue); \(reason)")
    }
}

extension FirmwareCampaignPlan {
    /// - Throws: `FileExchangeError` or `CentralSystemError` with code `.invalidMember`.
    func check() throws {
        try target.check()
        try waves.check()
        guard (1...1000).contains(parallelism) else { throw FileExchangeError.invalid("parallelism", "must be 1 to 1000") }
        guard (0...100).contains(maximumFailurePercent) else {
            throw FileExchangeError.invalid("maximumFailurePercent", "must be 0 to 100")
        }
        guard minimumFinished >= 1 else { throw FileExchangeError.invalid("minimumFinished", "must be 1 or more") }
        guard offlineWaitSeconds >= 0 else { throw FileExchangeError.invalid("offlineWaitSeconds", "must be 0 or more") }
        if case .location(let url) = source {
            // The same rule as for UpdateFirmware itself, and before a thousand of them fail.
            let request = UpdateFirmware(location: AnyURI(url), retrieveDate: DateTime(Timestamp(milliseconds: 0)))
            try CommandService.check(
                UpdateFirmware.action, payload: try JSONNode.parse(try PayloadEncoder.encode(request)))
        }
    }
}
