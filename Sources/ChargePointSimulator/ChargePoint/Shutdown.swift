import OCPP16
import OCPPJ

/// The charge point goes down in order: what is waiting is sent first, as long as there is time.
struct Shutdown: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// The Central System asked for a Reset; the charge point comes back.
        case reset(ResetType)
        /// New firmware was installed; the charge point comes back with it.
        case newFirmware
        /// The simulation ends.
        case forGood
    }

    let kind: Kind
    /// When to go down at the latest.
    let until: Timestamp
}
