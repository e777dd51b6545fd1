package import OCPP16
package import OCPPJ

/// The life of a firmware update: what UpdateFirmware was answered with, what FirmwareStatusNotifications said, and which version
/// the charge point booted with. Knows no database and no clock.
package struct FirmwareUpdateLife: Hashable, Sendable {
    /// As reported; never `.stalled`, see `effectiveState`.
    package internal(set) var state = FirmwareUpdateState.requested
    /// What became of UpdateFirmware when it was not answered.
    package internal(set) var outcome: CommandOutcome?
    /// Why the update ended as it did, for people.
    package internal(set) var explanation: String?
    package internal(set) var requestedAt: Timestamp
    package internal(set) var acceptedAt: Timestamp?
    package internal(set) var downloadingAt: Timestamp?
    package internal(set) var downloadedAt: Timestamp?
    package internal(set) var installingAt: Timestamp?
    package internal(set) var installedAt: Timestamp?
    package internal(set) var failedAt: Timestamp?
    package internal(set) var finishedAt: Timestamp?
    /// The status of the last FirmwareStatusNotification.
    package internal(set) var lastReport: FirmwareStatus?
    package internal(set) var lastReportAt: Timestamp?
    /// When it last booted since UpdateFirmware.
    package internal(set) var rebootedAt: Timestamp?
    /// The `firmwareVersion` of that boot.
    package internal(set) var reportedVersion: String?
    /// The version before the update, as far as known.
    package let versionBefore: String?
    /// The version that the image brings, as far as known.
    package var expectedVersion: String?
    /// Since when there was nothing to hear; in the future while it waits for the retrieve date.
    package internal(set) var quietSince: Timestamp
    /// After how many seconds of silence it counts as stalled.
    package var stalledAfterSeconds: Int

    /// For how long after its end a report or a boot is taken to be about an update.
    static let afterlifeSeconds = 86_400.0

    package init(
        requestedAt: Timestamp, retrieveDate: Timestamp, versionBefore: String? = nil, expectedVersion: String? = nil,
        stalledAfterSeconds: Int = 86_400
    ) {
        self.requestedAt = requestedAt
        self.versionBefore = versionBefore
        self.expectedVersion = expectedVersion
        self.stalledAfterSeconds = stalledAfterSeconds
        quietSince = max(requestedAt, retrieveDate)
    }
}

extension FirmwareUpdateLife {
    /// The state with silence taken into account.
    package func effectiveState(at now: Timestamp) -> FirmwareUpdateState {
        state.isUnderWay && now.seconds(since: quietSince) > Double(stalledAfterSeconds) ? .stalled : state
    }

    /// Whether the charge point runs the expected version: nil while that is not known, or not expected of it yet.
    package var versionConfirmed: Bool? {
        guard let expectedVersion, let rebootedAt, let reportedVersion else { return nil }
        if reportedVersion == expectedVersion { return true }
        guard state == .installed, let begin = installingAt ?? downloadedAt ?? acceptedAt, rebootedAt >= begin else { return nil }
        return false
    }

    /// Whether UpdateFirmware may have arrived although nothing came back.
    var mayHaveArrived: Bool {
        switch outcome {
        case .timedOut, .disconnected, .interrupted: true
        default: false
        }
    }

    /// Whether what a charge point reports now may be about this update.
    func isConcerned(at moment: Timestamp) -> Bool {
        switch state {
        case .requested, .accepted, .downloading, .downloaded, .installing: return true
        case .unanswered where !mayHaveArrived: return false
        case .superseded, .cancelled: return false
        default:
            guard let finishedAt else { return true }
            return moment.seconds(since: finishedAt) <= Self.afterlifeSeconds
        }
    }

    /// Whether another UpdateFirmware, once accepted, takes its place.
    var isOpen: Bool {
        state == .requested || state.isUnderWay || (state == .unanswered && mayHaveArrived)
    }
}

extension FirmwareUpdateLife {
    /// UpdateFirmware was answered. A report may have come first, and stands.
    mutating func answered(at time: Timestamp) {
        acceptedAt = acceptedAt ?? time
        if state == .requested { state = .accepted }
    }

    /// UpdateFirmware has no usable answer. An answer that cannot be read is an answer: there is nothing to read in it.
    mutating func unanswered(_ outcome: CommandOutcome, _ explanation: String, at time: Timestamp) {
        guard outcome != .answered else { return answered(at: time) }
        self.outcome = outcome
        guard state == .requested else { return }
        self.explanation = explanation
        end(.unanswered, at: time)
    }

    /// A FirmwareStatusNotification came.
    mutating func reported(_ status: FirmwareStatus, at time: Timestamp) {
        // Once installed, only a rollback is news; a download would be one that nobody here asked for.
        guard state != .installed || [.installed, .installationFailed, .idle].contains(status) else { return }
        lastReport = status
        lastReportAt = time
        quietSince = max(time, state == .accepted && status == .idle ? quietSince : time)
        guard status != .idle else { return }
        acceptedAt = acceptedAt ?? time
        switch status {
        case .downloading: go(.downloading, at: time, \.downloadingAt)
        case .downloaded: go(.downloaded, at: time, \.downloadedAt)
        case .installing: go(.installing, at: time, \.installingAt)
        case .installed:
            if state != .installed { installedAt = time }
            end(.installed, at: time)
        case .downloadFailed:
            failedAt = time
            explanation = "the charge point reports that the download failed"
            end(.downloadFailed, at: time)
        case .installationFailed:
            failedAt = time
            explanation = "the charge point reports that the installation failed"
            end(.installationFailed, at: time)
        case .idle: break
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
        quietSince = max(time, state == .accepted ? quietSince : time)
        guard isOpen, let expectedVersion, version == expectedVersion, versionBefore != expectedVersion else { return }
        installedAt = time
        end(.installed, at: time)
    }

    /// Another UpdateFirmware was accepted.
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
    private mutating func go(
        _ next: FirmwareUpdateState, at time: Timestamp, _ moment: WritableKeyPath<FirmwareUpdateLife, Timestamp?>
    ) {
        if state != next { self[keyPath: moment] = time }
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
