import OCPP16
import OCPPJ

/// A reservation that the charge point has accepted (OCPP 1.6, section 5.13). It outlasts reboots.
struct Reservation: Hashable, Sendable {
    let id: Int
    /// The reserved connector; 0 for whichever is free.
    let connector: Int
    let idTag: IdToken
    let parentIdTag: IdToken?
    let expiry: Timestamp
}

extension Reservation {
    /// Whether an identifier is the one that the place is reserved for, or of its group.
    ///
    /// - Parameter parent: of the identifier, as far as it is known.
    func isFor(_ idTag: IdToken, parent: IdToken?) -> Bool {
        if idTag == self.idTag { return true }
        guard let parentIdTag else { return false }
        return parent == parentIdTag || idTag == parentIdTag
    }
}

/// Whether an identifier may charge at a connector as far as reservations go.
enum Admission: Hashable, Sendable {
    case admitted
    case refused
    /// The connector is reserved for a group, and it is not known whether the identifier belongs to it.
    case dependsOnParent
}
