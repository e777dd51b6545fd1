/// Something that the Central System should show after a step. Its description finishes the sentence "the central system shows …".
package enum Fact: Hashable, Sendable {
    /// The transaction is stored with these values; nil where anything will do.
    case transaction(
        identity: String, transactionId: Int, idTag: String, isOpen: Bool, stopReason: String? = nil)
    /// Of all transactions of the charge point, so many are open on the connector.
    case openTransactions(identity: String, connectorId: Int, count: Int)
    /// The reservation is in this state.
    case reservation(identity: String, reservationId: Int, state: ReservationState)
    /// The reservation was used by this transaction.
    case reservationUsed(identity: String, reservationId: Int, transactionId: Int)
    /// The version of the local list that counts as applied; nil for none at all.
    case localListVersion(identity: String, version: Int?)
    /// This version of the local list does not count as applied, whatever other one does.
    case localListNotApplied(identity: String, version: Int)
    /// A configuration key as the charge point answered it.
    case configurationKey(identity: String, key: String, value: String?, readonly: Bool)
    /// How far the last firmware update (or the last upload of diagnostics or logs) has come, in the words of the charge point's last status.
    case firmwareStatus(identity: String, status: String)
    case diagnosticsStatus(identity: String, status: String)
    case logStatus(identity: String, status: String)
    /// A security event of this type is stored since the moment given (milliseconds since 1970).
    case securityEvent(identity: String, type: String, sinceMs: Int64)
    /// A certificate that the charge point reported as installed.
    case installedCertificate(identity: String, serialNumber: String)
    /// The charge point's new certificate counts as active, or does not.
    case chargePointCertificate(identity: String, serialNumber: String, isActive: Bool)
    /// The profile that the charge point must have at least.
    case securityProfile(identity: String, profile: Int)

    package enum ReservationState: String, Hashable, Sendable {
        case active, used, cancelled, expired
        /// Whatever it is, it holds no connector.
        case notActive = "not active"
    }
}

/// What was seen.
package enum FactAnswer: Hashable, Sendable {
    case confirmed
    /// Something else is shown; the text finishes the sentence "the central system shows …".
    case denied(String)
    /// The operator has no way to see it; the case goes on.
    case notVisible(String)
}

extension Fact: CustomStringConvertible {
    package var description: String {
        switch self {
        case .transaction(_, let id, let idTag, let isOpen, let reason):
            "transaction \(id) of idTag \(idTag) as \(isOpen ? "open" : "stopped")" + (reason.map { " with reason \($0)" } ?? "")
        case .openTransactions(_, let connectorId, let count): "\(count) open transactions on connector \(connectorId)"
        case .reservation(_, let id, let state): "reservation \(id) as \(state.rawValue)"
        case .reservationUsed(_, let id, let transactionId): "reservation \(id) as used by transaction \(transactionId)"
        case .localListVersion(_, let version): version.map { "version \($0) of the local list as applied" } ?? "no local list as applied"
        case .localListNotApplied(_, let version): "version \(version) of the local list as not applied"
        case .configurationKey(_, let key, let value, let readonly):
            "configuration key \(key) with \(value.map { "value \($0)" } ?? "no value")\(readonly ? ", readonly" : "")"
        case .firmwareStatus(_, let status): "\(status) as the state of the firmware update"
        case .diagnosticsStatus(_, let status): "\(status) as the state of the diagnostics upload"
        case .logStatus(_, let status): "\(status) as the state of the log upload"
        case .securityEvent(_, let type, _): "a security event \(type)"
        case .installedCertificate(_, let serial): "the installed certificate with serial number \(serial)"
        case .chargePointCertificate(_, let serial, let isActive):
            "the charge point certificate with serial number \(serial) as \(isActive ? "" : "not ")active"
        case .securityProfile(_, let profile): "security profile \(profile) as required"
        }
    }

    /// The charge point that it is about.
    package var identity: String {
        switch self {
        case .transaction(let identity, _, _, _, _), .openTransactions(let identity, _, _), .reservation(let identity, _, _),
            .reservationUsed(let identity, _, _), .localListVersion(let identity, _), .localListNotApplied(let identity, _),
            .configurationKey(let identity, _, _, _), .firmwareStatus(let identity, _), .diagnosticsStatus(let identity, _),
            .logStatus(let identity, _), .securityEvent(let identity, _, _), .installedCertificate(let identity, _),
            .chargePointCertificate(let identity, _, _), .securityProfile(let identity, _):
            identity
        }
    }
}
