package import OCPPJ

/// A firmware update of many charge points, in waves.
package struct FirmwareCampaign: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        /// Its charge points are being written down.
        case preparing
        case running
        /// Nothing new is started; what is under way is followed.
        case paused
        /// Cancelled, while updates are still under way.
        case cancelling
        case cancelled
        /// Every charge point has a result.
        case finished

        /// Whether there is something to do for it.
        var isOpen: Bool { self != .cancelled && self != .finished }
    }

    package var id: Int64
    package var plan: FirmwareCampaignPlan
    package var state: State
    /// Why it is paused, for people; nil when an operator paused it.
    package var pauseReason: String?
    /// The number of the last charge point of each wave; empty while it is being prepared.
    package var waves: [Int64]
    /// The wave that is being updated, from 1; 0 before the first.
    package var wave: Int
    package var waveStartedAt: Timestamp?
    /// Failures before this moment do not pause it: an operator resumed it in spite of them.
    package var judgedFrom: Timestamp
    package var requestedBy: String
    package var createdAt: Timestamp
    package var finishedAt: Timestamp?
}

extension FirmwareCampaign {
    /// A location as people may see it: without its password.
    package static func shown(location: String) -> String { LocationMask.masked(location) }
}

/// What an operator wants of a campaign.
package struct FirmwareCampaignPlan: Hashable, Sendable {
    package var source: NewFirmwareUpdate.Source
    /// A list without any stands for a long one: it was written down as the campaign's charge points, and need not be read again.
    package var target: TargetSelection
    /// The operator's own words.
    package var note: String?
    /// The version that charge points shall report afterwards; nil for the image's.
    package var version: String?
    package var waves: WavePlan
    /// How many updates may be under way at a time.
    package var parallelism: Int
    /// It pauses when more than this part of the updates that are over have failed; 100 never pauses it.
    package var maximumFailurePercent: Int
    /// How many updates must be over before the failure rate is judged.
    package var minimumFinished: Int
    /// Whether charge points that report the version already are passed over.
    package var skipsUpdated: Bool
    /// How long a wave waits for charge points that are not connected, in seconds.
    package var offlineWaitSeconds: Int
    /// When charge points that were not reached are given up; nil for never.
    package var deadline: Timestamp?
    package var retries: Int?
    package var retryIntervalSeconds: Int?
    /// nil for the server's setting.
    package var stalledAfterSeconds: Int?
    /// Makes its requests SignedUpdateFirmware.
    package var signing: FirmwareSigning?

    package init(
        source: NewFirmwareUpdate.Source, target: TargetSelection, note: String? = nil, version: String? = nil,
        waves: WavePlan = .all, parallelism: Int = 10, maximumFailurePercent: Int = 20, minimumFinished: Int = 5,
        skipsUpdated: Bool = true, offlineWaitSeconds: Int = 86_400, deadline: Timestamp? = nil, retries: Int? = nil,
        retryIntervalSeconds: Int? = nil, stalledAfterSeconds: Int? = nil, signing: FirmwareSigning? = nil
    ) {
        self.source = source
        self.target = target
        self.note = note
        self.version = version
        self.waves = waves
        self.parallelism = parallelism
        self.maximumFailurePercent = maximumFailurePercent
        self.minimumFinished = minimumFinished
        self.skipsUpdated = skipsUpdated
        self.offlineWaitSeconds = offlineWaitSeconds
        self.deadline = deadline
        self.retries = retries
        self.retryIntervalSeconds = retryIntervalSeconds
        self.stalledAfterSeconds = stalledAfterSeconds
        self.signing = signing
    }
}

/// One charge point of a campaign and its result.
package struct FirmwareCampaignTarget: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        /// Its turn has not come, or it is not connected.
        case waiting
        /// Its update is under way.
        case updating
        case installed
        case failed
        /// It reports the version already.
        case skipped
        /// It was not connected for as long as the campaign waited.
        case unreachable
        case cancelled
        /// No charge point is registered under this identity.
        case unknownChargePoint

        /// Whether it is a result.
        var isFinal: Bool { self != .waiting && self != .updating }
    }

    /// Its place in the campaign, from 1.
    package var number: Int64
    package var chargePointId: String
    /// Nil for an unknown charge point.
    package var chargePointKey: Int64?
    package var state: State
    /// Its last UpdateFirmware.
    package var updateId: Int64?
    /// How often UpdateFirmware was sent.
    package var attempts: Int
    /// Why it is as it is, for people.
    package var explanation: String?
    package var finishedAt: Timestamp?
}

/// How many charge points of a campaign are in which state.
package struct FirmwareCampaignCounts: Hashable, Sendable {
    package var states: [FirmwareCampaignTarget.State: Int]

    package init(_ states: [FirmwareCampaignTarget.State: Int] = [:]) {
        self.states = states
    }

    package subscript(_ state: FirmwareCampaignTarget.State) -> Int { states[state] ?? 0 }
    package var total: Int { states.values.reduce(0, +) }
    /// Those without a result.
    package var open: Int { self[.waiting] + self[.updating] }
}

/// What is left to do in a wave.
struct FirmwareCampaignWaveStanding: Hashable, Sendable {
    /// Whether a charge point of it waits.
    var isWaiting: Bool
    /// Whether an update of it is under way.
    var isUpdating: Bool
}
