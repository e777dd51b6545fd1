import OCPP16
import OCPPJ

extension FirmwareUpdateLife {
    /// The request was answered. A report may have come first, and stands.
    mutating func answered(at time: Timestamp) {
        acceptedAt = acceptedAt ?? time
        if state == .requested { state = .accepted }
    }

    /// The request has no usable answer. An answer that cannot be read is an answer: there is nothing to read in it.
    mutating func unanswered(_ outcome: CommandOutcome, _ explanation: String, at time: Timestamp) {
        guard outcome != .answered else { return answered(at: time) }
        self.outcome = outcome
        guard state == .requested else { return }
        self.explanation = explanation
        end(.unanswered, at: time)
    }

    /// The charge point answered that it does not begin. A report may have come first, and stands.
    mutating func refused(_ refusal: FirmwareUpdateState, at time: Timestamp) {
        guard state == .requested else { return }
        explanation =
            switch refusal {
            case .invalidCertificate: "the charge point answers that the signing certificate is not valid"
            case .revokedCertificate: "the charge point answers that the signing certificate was revoked"
            default: "the charge point answers that it does not update"
            }
        end(refusal, at: time)
    }

    /// A FirmwareStatusNotification came.
    mutating func reported(_ status: FirmwareStatus, at time: Timestamp) {
        reported(signed: FirmwareStatusEnumType(status), at: time)
    }

    /// A SignedFirmwareStatusNotification came.
    mutating func reported(signed status: FirmwareStatusEnumType, at time: Timestamp) {
        // Once installed, only a rollback is news; a download would be one that nobody here asked for.
        guard state != .installed || Self.newsOnceInstalled.contains(status) else { return }
        quietSince = quiet(status, at: time)
        lastReport = status
        lastReportAt = time
        guard let next = FirmwareUpdateState(reported: status) else { return }
        acceptedAt = acceptedAt ?? time
        switch next {
        case .installed:
            if state != .installed { installedAt = time }
            end(.installed, at: time)
        case _ where next.failure != nil:
            failedAt = time
            explanation = next.failure
            end(next, at: time)
        default:
            go(next, at: time)
        }
    }

    private static let newsOnceInstalled: Set<FirmwareStatusEnumType> = [
        .installed, .installationFailed, .installVerificationFailed, .idle,
    ]

    /// From when on silence counts: a charge point that waits for a date has nothing to say.
    private func quiet(_ status: FirmwareStatusEnumType, at time: Timestamp) -> Timestamp {
        switch (status, state) {
        case (.downloadScheduled, _), (.idle, .accepted), (.idle, .downloadScheduled), (.idle, .installScheduled):
            max(time, quietSince)
        case (.installScheduled, _): max(time, installDate ?? time)
        default: time
        }
    }

    /// The charge point booted.
    ///
    /// The expected version in place of another one is proof enough: not every charge point reports `Installed` after its reboot.
    mutating func booted(version: String?, at time: Timestamp) {
        guard state != .requested else { return }
        if finishedAt != nil, versionConfirmed == true { return }
        rebootedAt = time
        reportedVersion = version ?? reportedVersion
        let waits = state == .accepted || state == .downloadScheduled || state == .installScheduled
        quietSince = max(time, waits ? quietSince : time)
        if version == expectedVersion { settleByVersion(at: time) }
    }

    /// The charge point reported the security event `FirmwareUpdated` (security whitepaper, chapter 8).
    mutating func firmwareUpdated(at time: Timestamp) {
        guard state.isUnderWay else { return }
        firmwareUpdatedAt = time
        quietSince = max(quietSince, time)
        settleByVersion(at: time)
    }

    /// Whoever runs the expected version, and ran another one before or says that it was updated, has it installed.
    private mutating func settleByVersion(at time: Timestamp) {
        guard isOpen, rebootedAt != nil, let expectedVersion, reportedVersion == expectedVersion,
            versionBefore != expectedVersion || firmwareUpdatedAt != nil
        else { return }
        installedAt = time
        end(.installed, at: time)
    }

    /// Another request was accepted.
    mutating func superseded(by update: Int64, at time: Timestamp) {
        explanation = "update \(update) took its place"
        end(.superseded, at: time)
    }

    /// The charge point was removed.
    mutating func cancelled(at time: Timestamp) {
        explanation = "the charge point was removed"
        end(.cancelled, at: time)
    }

    /// Goes on to a state of progress; a state that failed is left behind.
    private mutating func go(_ next: FirmwareUpdateState, at time: Timestamp) {
        if state != next {
            switch next {
            case .downloading: downloadingAt = time
            case .downloaded: downloadedAt = time
            case .signatureVerified: signatureVerifiedAt = time
            case .installing: installingAt = time
            default: break
            }
        }
        state = next
        finishedAt = nil
        failedAt = nil
        explanation = nil
    }

    private mutating func end(_ next: FirmwareUpdateState, at time: Timestamp) {
        if next == .installed {
            failedAt = nil
            explanation = nil
        }
        if state != next || finishedAt == nil { finishedAt = time }
        state = next
    }
}
