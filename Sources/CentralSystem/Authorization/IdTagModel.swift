package import OCPP16
package import OCPPJ

/// What the operator decided about an idTag; ConcurrentTx is never stored, it is found when a transaction starts.
package enum IdTagStatus: String, Hashable, Sendable, CaseIterable, Codable {
    case accepted = "Accepted"
    case blocked = "Blocked"
    case expired = "Expired"
    case invalid = "Invalid"

    /// The same status in the words of OCPP 1.6 (section 7.2, AuthorizationStatus).
    package var authorizationStatus: AuthorizationStatus {
        switch self {
        case .accepted: .accepted
        case .blocked: .blocked
        case .expired: .expired
        case .invalid: .invalid
        }
    }
}

/// What an operator sets for an idTag.
package struct IdTagValues: Hashable, Sendable {
    package var status: IdTagStatus
    /// From this moment on the idTag counts as expired, whatever `status` says (unless it is blocked).
    package var expiryDate: Timestamp?
    /// The group that the idTag belongs to (OCPP 1.6, section 7.8, `parentIdTag`).
    package var parentIdTag: IdToken?
    /// How many transactions may be open at a time: nil for the server's default, 0 for no limit.
    package var maximumConcurrentTransactions: Int?
    package var note: String?

    package init(
        status: IdTagStatus = .accepted, expiryDate: Timestamp? = nil, parentIdTag: IdToken? = nil,
        maximumConcurrentTransactions: Int? = nil, note: String? = nil
    ) {
        self.status = status
        self.expiryDate = expiryDate
        self.parentIdTag = parentIdTag
        self.maximumConcurrentTransactions = maximumConcurrentTransactions
        self.note = note
    }
}

/// A driver's identifier as the operator registered it.
package struct IdTag: Hashable, Sendable {
    /// As the operator wrote it; compared without regard to case (OCPP 1.6, section 3.9: CiString20).
    package let idTag: IdToken
    package var values: IdTagValues
    package let createdAt: Timestamp
    package let updatedAt: Timestamp

    /// The status in force at `moment`: an Accepted idTag past its expiry date is Expired.
    package func effectiveStatus(at moment: Timestamp) -> IdTagStatus {
        if values.status == .accepted, let expiryDate = values.expiryDate, expiryDate <= moment { return .expired }
        return values.status
    }
}

/// Which idTags to list; nil means any.
package struct IdTagFilter: Hashable, Sendable {
    /// Part of the idTag or of its note, without regard to case.
    package var search: String?
    /// The status in force now, expiry dates included.
    package var effectiveStatus: IdTagStatus?

    package init(search: String? = nil, effectiveStatus: IdTagStatus? = nil) {
        self.search = search
        self.effectiveStatus = effectiveStatus
    }
}
