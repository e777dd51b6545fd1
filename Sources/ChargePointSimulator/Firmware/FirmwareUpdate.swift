import OCPP16
import OCPPJ

/// New firmware on its way into the charge point (OCPP 1.6, section 5.19).
struct FirmwareUpdate: Hashable, Sendable {
    enum Stage: Hashable, Sendable {
        /// Before the time at which it is to be retrieved.
        case waiting
        /// Retrieved, or tried to be, again and again.
        case downloading
        /// Retrieved; it is to be installed then.
        case scheduled(FirmwareImage, until: Timestamp)
        /// Retrieved; transactions go on, and no new one starts.
        case downloaded(FirmwareImage)
        case installing(FirmwareImage, until: Timestamp)
        /// The charge point restarts; what came of it is told then.
        case rebooting(succeeded: Bool)
    }

    var attempts: TransferAttempts
    var stage = Stage.waiting
    /// What SignedUpdateFirmware says besides; nil for UpdateFirmware.
    var signed: SignedFirmware?

    /// What the Central System is told when it asks; nil when nothing has begun yet.
    var status: FirmwareStatus? {
        switch stage {
        case .waiting: nil
        case .downloading: .downloading
        case .scheduled, .downloaded: .downloaded
        case .installing, .rebooting: .installing
        }
    }

    /// When something is due.
    var dueAt: Timestamp? {
        switch stage {
        case .waiting, .downloading: attempts.dueAt
        case .scheduled(_, let until), .installing(_, let until): until
        case .downloaded, .rebooting: nil
        }
    }

    /// Whether connectors that are not in use are kept out of service.
    var holdsConnectors: Bool {
        switch stage {
        case .downloaded, .installing: true
        case .waiting, .downloading, .scheduled, .rebooting: false
        }
    }
}
