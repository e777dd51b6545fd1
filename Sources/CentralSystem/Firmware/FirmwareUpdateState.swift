import OCPP16

/// How far a firmware update has come, signed or not. The states in between, of which only a signed update knows some, are the
/// charge point's own words (security whitepaper, section 6.6).
package enum FirmwareUpdateState: String, CaseIterable, Sendable {
    /// The request is on its way.
    case requested
    /// The charge point answered the request; it may wait for the retrieve date.
    case accepted
    /// It answered SignedUpdateFirmware with `Rejected`.
    case rejected
    /// It answered SignedUpdateFirmware with `InvalidCertificate`.
    case invalidCertificate
    /// It answered SignedUpdateFirmware with `RevokedCertificate`.
    case revokedCertificate
    case downloadScheduled
    case downloading
    case downloadPaused
    case downloaded
    case downloadFailed
    case signatureVerified
    /// The charge point found the signature wrong.
    case invalidSignature
    case installScheduled
    case installing
    case installRebooting
    /// It reported `Installed`, or booted with the expected version.
    case installed
    case installVerificationFailed
    case installationFailed
    /// The request has no answer; when it may have arrived all the same, a later report takes the update up again.
    case unanswered
    /// Another request took its place.
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
        case .accepted, .downloadScheduled, .downloading, .downloadPaused, .downloaded, .signatureVerified, .installScheduled,
            .installing, .installRebooting:
            true
        default: false
        }
    }

    /// The charge point answered that it does not begin.
    var isRefused: Bool { self == .rejected || self == .invalidCertificate || self == .revokedCertificate }

    /// Where a state stands between the request and its end, to tell progress from a new beginning; nil for ends of other kinds.
    var rank: Int? {
        switch self {
        case .requested: 0
        case .accepted, .downloadScheduled: 1
        case .downloading, .downloadPaused: 2
        case .downloaded, .downloadFailed: 3
        case .signatureVerified, .invalidSignature: 4
        case .installScheduled: 5
        case .installing, .installRebooting: 6
        case .installed, .installVerificationFailed, .installationFailed: 7
        case .rejected, .invalidCertificate, .revokedCertificate, .unanswered, .superseded, .cancelled, .stalled: nil
        }
    }

    /// What a reported status means; nil for `Idle`, which says nothing of an update.
    init?(reported status: FirmwareStatusEnumType) {
        switch status {
        case .downloadScheduled: self = .downloadScheduled
        case .downloading: self = .downloading
        case .downloadPaused: self = .downloadPaused
        case .downloaded: self = .downloaded
        case .downloadFailed: self = .downloadFailed
        case .signatureVerified: self = .signatureVerified
        case .invalidSignature: self = .invalidSignature
        case .installScheduled: self = .installScheduled
        case .installing: self = .installing
        case .installRebooting: self = .installRebooting
        case .installed: self = .installed
        case .installVerificationFailed: self = .installVerificationFailed
        case .installationFailed: self = .installationFailed
        case .idle: return nil
        }
    }

    /// Why an update ended in this state, for people; nil unless a report made it fail.
    var failure: String? {
        switch self {
        case .downloadFailed: "the charge point reports that the download failed"
        case .invalidSignature: "the charge point reports that the signature is not valid"
        case .installVerificationFailed: "the charge point reports that the firmware did not pass its verification"
        case .installationFailed: "the charge point reports that the installation failed"
        default: nil
        }
    }
}

extension FirmwareStatusEnumType {
    /// The status of an update without a signature; every one of them is known to signed updates too.
    init(_ status: FirmwareStatus) {
        switch status {
        case .downloaded: self = .downloaded
        case .downloadFailed: self = .downloadFailed
        case .downloading: self = .downloading
        case .idle: self = .idle
        case .installationFailed: self = .installationFailed
        case .installing: self = .installing
        case .installed: self = .installed
        }
    }
}
