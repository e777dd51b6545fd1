import OCPP16
import OCPPJ

/// What a charge point keeps about an identifier, in its Local Authorization List or its Authorization Cache.
struct KnownIdTag: Hashable, Sendable {
    private let status: AuthorizationStatus
    private let expiry: Timestamp?
    /// The group that the identifier belongs to (OCPP 1.6, section 3.10).
    let parentIdTag: IdToken?

    init(_ info: IdTagInfo) {
        status = info.status
        expiry = info.expiryDate?.timestamp
        parentIdTag = info.parentIdTag
    }

    /// The status at the moment: an accepted identifier expires when its time has come.
    func status(at now: Timestamp) -> AuthorizationStatus {
        if status == .accepted, let expiry, expiry <= now { return .expired }
        return status
    }
}
