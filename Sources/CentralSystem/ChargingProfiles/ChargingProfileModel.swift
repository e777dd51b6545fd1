package import OCPP16
package import OCPPJ

/// Where a charging profile that was sent to a charge point stands, by what the charge point answered and reported.
package enum ChargingProfileState: String, Hashable, Sendable, CaseIterable {
    /// It was sent; there is no outcome yet.
    case requested
    /// Accepted as part of a RemoteStartTransaction whose transaction has not started yet.
    case awaitingTransaction
    /// The charge point has it.
    case installed
    /// A later profile took its place.
    case replaced
    /// A ClearChargingProfile removed it.
    case cleared
    /// It was for a transaction that ended, or that never started.
    case ended
    /// The charge point answered Rejected or NotSupported: what it had before still holds.
    case refused
    /// There is no usable answer, so nothing is known to have changed.
    case unanswered

    /// The states in which it may matter to the charge point now.
    package static let current: Set<ChargingProfileState> = [.requested, .awaitingTransaction, .installed]
}

/// The request that carried a charging profile.
package enum ChargingProfileSource: String, Hashable, Sendable, CaseIterable {
    case setChargingProfile = "SetChargingProfile"
    case remoteStartTransaction = "RemoteStartTransaction"
}

/// A charging profile that was sent to a charge point, and what became of it.
package struct ChargingProfileRecord: Hashable, Sendable {
    /// Our own id; `profile.chargingProfileId` is OCPP's.
    package var id: Int64
    package var chargePointKey: Int64
    package var chargePointId: String
    /// 0 is the charge point as a whole; nil while a charge point has not yet chosen the connector of a remote start.
    package var connectorId: Int?
    /// As sent.
    package var profile: ChargingProfile
    /// The transaction that it belongs to: the one that it names, or else the one that it was found to be for.
    package var transactionId: Int?
    package var source: ChargingProfileSource
    /// The command that carried it.
    package var commandId: Int64
    /// The idTag of the remote start that carried it, in lower case.
    package var idTagKey: String?
    /// The template that it was made of.
    package var templateName: String?
    package var state: ChargingProfileState
    /// Why it is in its state, for people.
    package var reason: String?
    /// The status that the charge point answered: `Accepted`, `Rejected` or `NotSupported`.
    package var status: String?
    /// What spoke against it when it was sent. Never a reason not to send.
    package var warnings: [ChargingProfileWarning]
    package var requestedAt: Timestamp
    package var requestedBy: String
    /// When it was answered, or when it was clear that there would be no answer.
    package var concludedAt: Timestamp?
    /// When the charge point had it.
    package var installedAt: Timestamp?
    /// When the charge point ceased to have it.
    package var endedAt: Timestamp?
    /// The record that took its place.
    package var replacedBy: Int64?
}

/// Which records of charging profiles to list; nil means any.
package struct ChargingProfileFilter: Hashable, Sendable {
    /// Only records in one of these states.
    package var states: Set<ChargingProfileState>?
    package var connectorId: Int?
    package var purpose: ChargingProfilePurposeType?
    package var transactionId: Int?

    package init(
        states: Set<ChargingProfileState>? = nil, connectorId: Int? = nil, purpose: ChargingProfilePurposeType? = nil,
        transactionId: Int? = nil
    ) {
        self.states = states
        self.connectorId = connectorId
        self.purpose = purpose
        self.transactionId = transactionId
    }
}

