import Persistence

/// Changes over to a new password when the charge point has taken it (security whitepaper, A01.FR.03 and 04), whoever sent it.
///
/// From the moment of sending both passwords are good, because nobody can know when the charge point begins to use the new one, or
/// whether its answer arrives. `Accepted` ends the old one; a refusal ends the new one; without an answer both stay until the charge
/// point logs in with the new one.
struct AuthorizationKeyObserver: CommandObserver {
    func recorded(
        _ request: ReceivedChangeConfiguration, _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        guard SecretMask.hidesValue(ofKey: request.key), let password = ChargePointPassword(request.value) else { return }
        // A key in hexadecimal, which is what OCPP demands, takes microseconds. Anything else is hashed slowly, here and in the way of
        // other writes: it is rare, charge points refuse it, and its hash must be safe together with the command.
        try PendingPasswordStore.add(
            PasswordHash(hashing: password), chargePointKey: command.chargePoint.key, commandID: command.id,
            at: command.requestedAt, in: connection)
    }

    func concluded(
        _ request: ReceivedChangeConfiguration, _ conclusion: CommandConclusion<ReportedChange>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        guard SecretMask.hidesValue(ofKey: request.key) else { return }
        let key = command.chargePoint.key
        switch ConfigurationTaking(conclusion) {
        case .taken(let moment):
            try PendingPasswordStore.confirm(commandID: command.id, chargePointKey: key, at: moment, in: connection)
        case .refused: try PendingPasswordStore.remove(commandID: command.id, chargePointKey: key, in: connection)
        case .unknown: break
        }
    }
}
