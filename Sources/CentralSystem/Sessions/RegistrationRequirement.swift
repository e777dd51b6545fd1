import OCPP16

/// How far a charge point must have been accepted for a message of its to be served.
enum RegistrationRequirement: Sendable {
    /// Served always: BootNotification, by which a charge point asks to be accepted.
    case none
    /// Served unless the charge point was rejected: what helps an operator to decide, and what changes nothing.
    case pending
    /// Served only for an accepted charge point: idTags, transactions and meter values.
    case accepted

    func isMet(by status: RegistrationStatus) -> Bool {
        switch (self, status) {
        case (_, .accepted), (.none, _), (.pending, .pending): true
        case (.accepted, .pending), (.pending, .rejected), (.accepted, .rejected): false
        }
    }
}
