package import OCPP16
package import OCPPJ

/// Whether an idTag may charge, and what a charge point is told about it (OCPP 1.6, section 7.27).
package struct AuthorizationDecision: Hashable, Sendable {
    package var status: AuthorizationStatus
    package var expiryDate: Timestamp?
    package var parentIdTag: IdToken?
    /// The idTag's own limit of open transactions, nil when it has none.
    package var maximumConcurrentTransactions: Int?

    /// - Parameter idTag: what is registered, nil when nothing is.
    package init(for idTag: IdTag?, at moment: Timestamp) {
        guard let idTag else {
            status = .invalid
            return
        }
        status = idTag.effectiveStatus(at: moment).authorizationStatus
        expiryDate = idTag.values.expiryDate
        parentIdTag = idTag.values.parentIdTag
        maximumConcurrentTransactions = idTag.values.maximumConcurrentTransactions
    }

    /// The wire value.
    package var idTagInfo: IdTagInfo {
        IdTagInfo(status: status, expiryDate: expiryDate.map { DateTime($0) }, parentIdTag: parentIdTag)
    }

    /// How many transactions the idTag may have open at a time; nil for no limit.
    package func concurrencyLimit(default fallback: Int) -> Int? {
        let limit = maximumConcurrentTransactions ?? fallback
        return limit == 0 ? nil : limit
    }
}
