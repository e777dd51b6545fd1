import OCPP16
import OCPPJ

/// What is to be done about a campaign now.
enum FirmwareCampaignDecision: Hashable, Sendable {
    case nothing
    /// Too many updates failed; the text says how many.
    case pause(String)
    /// Charge points of the present wave that were not reached are given up, so that the others get their turn.
    case giveUpWave
    /// The deadline is over: all that were not reached are given up.
    case giveUpAll
    /// The next wave begins.
    case nextWave
    /// Every charge point has its result.
    case finish
    /// Cancelled, and the last update is over.
    case finishCancelled
}

extension FirmwareCampaign {
    /// - Parameters:
    ///   - all: the whole campaign.
    ///   - present: the present wave.
    ///   - judged: the updates that were over since `judgedFrom`.
    ///   - reachableSince: since when charge points can connect: the start of the server.
    func decision(
        at now: Timestamp, all: FirmwareCampaignCounts, present: FirmwareCampaignWaveStanding,
        judged: FirmwareCampaignCounts, reachableSince: Timestamp
    ) -> FirmwareCampaignDecision {
        switch state {
        case .preparing, .cancelled, .finished: return .nothing
        case .cancelling: return all[.updating] == 0 ? .finishCancelled : .nothing
        case .running, .paused: break
        }
        if all.open == 0 { return .finish }
        if let deadline = plan.deadline, now >= deadline, all[.waiting] > 0 { return .giveUpAll }
        guard state == .running else { return .nothing }
        if let reason = tooManyFailures(judged) { return .pause(reason) }
        // A failed update of an earlier wave may have come back to life; then there is no wave left to begin.
        if !present.isWaiting, !present.isUpdating { return wave < waves.count ? .nextWave : .nothing }
        let wait = Double(plan.offlineWaitSeconds)
        let waited = waveStartedAt.map { now.seconds(since: $0) } ?? 0
        // After a start of the server nobody is connected yet, however long the wave has waited.
        let isReachable = now.seconds(since: reachableSince) > min(wait, Self.reconnectionSeconds)
        // Those that are connected have had their turn by then, unless the parallelism keeps them waiting.
        if waited > wait, isReachable, !present.isUpdating, present.isWaiting { return .giveUpWave }
        return .nothing
    }

    /// How long charge points get to connect again after a start of the server.
    private static let reconnectionSeconds = 600.0

    private func tooManyFailures(_ judged: FirmwareCampaignCounts) -> String? {
        let failed = judged[.failed]
        let finished = failed + judged[.installed]
        guard finished >= plan.minimumFinished, finished > 0, failed * 100 > plan.maximumFailurePercent * finished else {
            return nil
        }
        return "\(failed) of \(finished) updates failed, which is more than \(plan.maximumFailurePercent) %"
    }

    /// The numbers of the charge points of the present wave.
    var presentNumbers: ClosedRange<Int64> {
        guard wave > 0, wave <= waves.count else { return 0...0 }
        return (wave == 1 ? 1 : waves[wave - 2] + 1)...waves[wave - 1]
    }

    /// Which wave a charge point belongs to, from 1; nil while that is not known.
    package func wave(of number: Int64) -> Int? {
        waves.firstIndex { number <= $0 }.map { $0 + 1 }
    }
}

extension FirmwareCampaign {
    /// Takes over a decision about the campaign itself.
    mutating func apply(_ decision: FirmwareCampaignDecision, at now: Timestamp) {
        switch decision {
        case .pause(let reason):
            state = .paused
            pauseReason = reason
        case .nextWave:
            wave += 1
            waveStartedAt = now
        case .finish:
            state = .finished
            finishedAt = now
        case .finishCancelled:
            state = .cancelled
            finishedAt = now
        case .nothing, .giveUpWave, .giveUpAll:
            break
        }
    }
}

extension FirmwareCampaignTarget {
    /// What a charge point's result is, now that its update stands as it does.
    ///
    /// UpdateFirmware that was not sent is sent again when the charge point is back. When nobody knows whether it arrived, the
    /// charge point gets some time to show that it did, and then it is sent again, but not for ever.
    func settled(by update: FirmwareUpdate, at now: Timestamp) -> (state: State, explanation: String?) {
        let life = update.life
        switch life.effectiveState(at: now) {
        case .requested, .accepted, .downloadScheduled, .downloading, .downloadPaused, .downloaded, .signatureVerified,
            .installScheduled, .installing, .installRebooting:
            return (.updating, nil)
        case .installed:
            guard life.versionConfirmed == false else { return (.installed, nil) }
            return (.failed, "reports version \(life.reportedVersion ?? "") after the installation")
        case .rejected, .invalidCertificate, .revokedCertificate, .downloadFailed, .invalidSignature,
            .installVerificationFailed, .installationFailed, .superseded, .cancelled:
            return (.failed, life.explanation)
        case .stalled:
            return (.failed, "no report since \(life.lastReport.map(\.rawValue) ?? "UpdateFirmware was answered")")
        case .unanswered:
            switch life.outcome {
            case .notConnected, .queueFull: return (.waiting, life.explanation)
            case _ where !life.mayHaveArrived: return (.failed, life.explanation)
            default:
                guard let since = life.finishedAt, now.seconds(since: since) >= Self.doubtSeconds else { return (.updating, nil) }
                return attempts < Self.maximumAttempts ? (.waiting, life.explanation) : (.failed, life.explanation)
            }
        }
    }

    /// How long a charge point may take to show that UpdateFirmware arrived after all.
    static let doubtSeconds = 120.0
    /// How often UpdateFirmware is sent to a charge point that does not answer it.
    static let maximumAttempts = 3
}
