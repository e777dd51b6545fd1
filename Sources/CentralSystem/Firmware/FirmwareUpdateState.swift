/// How far a firmware update has come.
package enum FirmwareUpdateState: String, CaseIterable, Sendable {
    /// UpdateFirmware is on its way.
    case requested
    /// The charge point answered UpdateFirmware; it may wait for the retrieve date.
    case accepted
    case downloading
    case downloaded
    case downloadFailed
    case installing
    /// It reported `Installed`, or booted with the expected version.
    case installed
    case installationFailed
    /// UpdateFirmware has no answer; when it may have arrived all the same, a later report takes the update up again.
    case unanswered
    /// Another UpdateFirmware took its place.
    case superseded
    /// The charge point was removed.
    case cancelled
    /// The charge point has said nothing for long. Never kept: it follows from the time of the last report.
    case stalled
}

extension FirmwareUpdateState {
    /// The charge point works on it, or will.
    var isUnderWay: Bool {
        switch self {
        case .accepted, .downloading, .downloaded, .installing: true
        default: false
        }
    }

    /// Where a state stands between UpdateFirmware and its end, to tell progress from a new beginning; nil for ends of other kinds.
    var rank: Int? {
        switch self {
        case .requested: 0
        case .accepted: 1
        case .downloading: 2
        case .downloaded, .downloadFailed: 3
        case .installing: 4
        case .installed, .installationFailed: 5
        case .unanswered, .superseded, .cancelled, .stalled: nil
        }
    }
}
