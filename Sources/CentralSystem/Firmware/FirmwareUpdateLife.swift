package import OCPP16
package import OCPPJ

/// The life of a firmware update, signed or not: what the request was answered with, what the status notifications said, and which
/// version the charge point booted with. Knows no database and no clock.
package struct FirmwareUpdateLife: Hashable, Sendable {
    /// As reported; never `.stalled`, see `effectiveState`.
    package internal(set) var state = FirmwareUpdateState.requested
    /// What became of the request when it was not answered.
    package internal(set) var outcome: CommandOutcome?
    /// Why the update ended as it did, for people.
    package internal(set) var explanation: String?
    package internal(set) var requestedAt: Timestamp
    package internal(set) var acceptedAt: Timestamp?
    package internal(set) var downloadingAt: Timestamp?
    package internal(set) var downloadedAt: Timestamp?
    /// When the charge point reported that it had verified the signature.
    package internal(set) var signatureVerifiedAt: Timestamp?
    package internal(set) var installingAt: Timestamp?
    package internal(set) var installedAt: Timestamp?
    package internal(set) var failedAt: Timestamp?
    package internal(set) var finishedAt: Timestamp?
    /// The status of the last notification.
    package internal(set) var lastReport: FirmwareStatusEnumType?
    package internal(set) var lastReportAt: Timestamp?
    /// When it last booted since the request.
    package internal(set) var rebootedAt: Timestamp?
    /// The `firmwareVersion` of that boot.
    package internal(set) var reportedVersion: String?
    /// When the security event `FirmwareUpdated` last came since the request.
    package internal(set) var firmwareUpdatedAt: Timestamp?
    /// When a signed update shall be installed at the earliest; nil for as soon as possible.
    package let installDate: Timestamp?
    /// The version before the update, as far as known.
    package let versionBefore: String?
    /// The version that the image brings, as far as known.
    package var expectedVersion: String?
    /// Since when there was nothing to hear; in the future while it waits for a date.
    package internal(set) var quietSince: Timestamp
    /// After how many seconds of silence it counts as stalled.
    package var stalledAfterSeconds: Int

    /// For how long after its end a report or a boot is taken to be about an update.
    static let afterlifeSeconds = 86_400.0

    package init(
        requestedAt: Timestamp, retrieveDate: Timestamp, installDate: Timestamp? = nil, versionBefore: String? = nil,
        expectedVersion: String? = nil, stalledAfterSeconds: Int = 86_400
    ) {
        self.requestedAt = requestedAt
        self.installDate = installDate
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

    /// Whether the request may have arrived although nothing came back.
    var mayHaveArrived: Bool {
        switch outcome {
        case .timedOut, .disconnected, .interrupted: true
        default: false
        }
    }

    /// Whether what a charge point reports now may be about this update.
    func isConcerned(at moment: Timestamp) -> Bool {
        if state == .requested || state.isUnderWay { return true }
        switch state {
        case .unanswered where !mayHaveArrived: return false
        case .superseded, .cancelled, .rejected, .invalidCertificate, .revokedCertificate: return false
        default:
            guard let finishedAt else { return true }
            return moment.seconds(since: finishedAt) <= Self.afterlifeSeconds
        }
    }

    /// Whether another request, once accepted, takes its place.
    var isOpen: Bool {
        state == .requested || state.isUnderWay || (state == .unanswered && mayHaveArrived)
    }
}
