package import OCPPJ

/// A RemoteStartTransaction as a job: from the operator's request to the transaction that came of it.
package struct RemoteStart: Hashable, Sendable {
    package var id: Int64
    package var chargePointId: String
    /// The connector that was asked for; nil leaves the choice to the charge point.
    package var connectorId: Int?
    package var idTag: String
    /// The charging profile as it was sent: JSON.
    package var chargingProfile: [UInt8]?
    /// The template that the profile was made from.
    package var chargingProfileTemplate: String?
    package var state: RemoteStartState
    package var requestedAt: Timestamp
    package var requestedBy: String
    /// The command that carries it.
    package var commandId: Int64
    /// When the charge point answered.
    package var answeredAt: Timestamp?
    /// How long after an accepting answer the transaction is waited for, in seconds.
    package var timeoutSeconds: Int
    /// The end of that wait; nil while there is no accepting answer.
    package var dueAt: Timestamp?
    package var transactionId: Int?
    /// When the StartTransaction came.
    package var startedAt: Timestamp?
    /// Whether it came after the job was given up.
    package var isLate: Bool
    /// More about its state, for people.
    package var text: String?
}

package enum RemoteStartState: String, CaseIterable, Sendable {
    /// Sent, or about to be; not answered yet.
    case requested
    /// The charge point will try; its StartTransaction is waited for.
    case accepted
    /// The transaction has begun.
    case started
    /// The charge point will not.
    case rejected
    /// It was accepted, but the StartTransaction did not come in time.
    case neverStarted
    /// There is no usable answer; the text tells why.
    case unanswered
}

/// Which jobs to list; nil means any.
package struct RemoteStartFilter: Hashable, Sendable {
    package var chargePointId: String?
    package var state: RemoteStartState?
    /// Compared without regard to case.
    package var idTag: String?

    package init(chargePointId: String? = nil, state: RemoteStartState? = nil, idTag: String? = nil) {
        self.chargePointId = chargePointId
        self.state = state
        self.idTag = idTag
    }
}

/// What an operator asks for.
package struct NewRemoteStart: Sendable {
    package var chargePointId: String
    package var connectorId: Int?
    package var idTag: String
    /// Sent as it is.
    package var chargingProfile: JSONNode?
    /// The name of a template instead of a profile.
    package var chargingProfileTemplate: String?
    /// How long the transaction is waited for; nil for the default.
    package var timeoutSeconds: Int?

    package init(
        chargePointId: String, connectorId: Int? = nil, idTag: String, chargingProfile: JSONNode? = nil,
        chargingProfileTemplate: String? = nil, timeoutSeconds: Int? = nil
    ) {
        self.chargePointId = chargePointId
        self.connectorId = connectorId
        self.idTag = idTag
        self.chargingProfile = chargingProfile
        self.chargingProfileTemplate = chargingProfileTemplate
        self.timeoutSeconds = timeoutSeconds
    }
}
