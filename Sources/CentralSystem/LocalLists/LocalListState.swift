import OCPP16
import OCPPJ

/// What is known of a charge point's list, but for its entries.
struct LocalListState: Hashable, Sendable {
    var isSupported: Bool?
    /// The version that the charge point's list has; nil when it is not known.
    var version: Int?
    /// Whether the kept entries are those that the charge point holds.
    var isContentKnown = false
    /// What the kept entries come to; nil when they are not those that the charge point holds, and for those that were taken over
    /// before this was kept.
    var digest: LocalListDigest?
    /// The highest version that was sent or reported since an update was last accepted.
    var highestVersion = 0
    var reportedVersion: Int?
    var reportedAt: Timestamp?
    var acceptedAt: Timestamp?
    var conflictReportedAt: Timestamp?

    /// What happens to the kept entries.
    enum EntryChange: Hashable, Sendable {
        case none
        /// The list is replaced by those of the update.
        case replace
        /// Those of the update are put in or taken out.
        case merge
        case clear
    }

    /// The version for the next update: above everything that was sent or reported, accepted or not. Nil at the end of the
    /// numbers, where only a Full update can begin again at 1.
    var nextVersion: Int? {
        let next = max(version ?? 0, highestVersion).plus(clamping: 1)
        return next <= Int(Int32.max) ? next : nil
    }

    /// Takes over an answer to SendLocalList. Only Accepted changes the list.
    mutating func answered(
        _ status: UpdateStatus, to type: UpdateType, version sent: Int, at moment: Timestamp
    ) -> EntryChange {
        switch status {
        case .accepted:
            isSupported = true
            version = sent
            // The charge point counts from here now.
            highestVersion = sent
            acceptedAt = moment
            conflictReportedAt = nil
            if type == .full {
                isContentKnown = true
                return .replace
            }
            return isContentKnown ? .merge : .none
        case .notSupported:
            isSupported = false
        case .versionMismatch:
            isSupported = true
            // Its version is at least the one sent: not the one that we took it to have.
            if type == .differential, sent > version ?? 0 { forget() }
        case .failed:
            break
        }
        return .none
    }

    /// SendLocalList has no usable answer.
    mutating func unanswered(_ outcome: CommandOutcome) {
        switch outcome {
        case .timedOut, .disconnected, .interrupted, .answered, .pending: forget()  // It may have been carried out.
        case .callError, .notConnected, .queueFull: break
        }
    }

    /// Takes over the answer to GetLocalListVersion (OCPP 1.6, section 5.10): −1 is "not supported", 0 is "no list".
    mutating func reported(_ listVersion: Int, at moment: Timestamp) -> EntryChange {
        reportedVersion = listVersion
        reportedAt = moment
        switch listVersion {
        case ..<0:
            isSupported = false
            return .none
        case 0:
            isSupported = true
            version = 0
            isContentKnown = true
            return .clear
        default:
            isSupported = true
            if version != listVersion { forget() }
            version = listVersion
            highestVersion = max(highestVersion, listVersion)
            return .none
        }
    }

    private mutating func forget() {
        version = nil
        isContentKnown = false
        digest = nil
    }
}
