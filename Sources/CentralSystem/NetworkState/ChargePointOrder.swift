package import OCPPJ

/// In which order charge points are listed.
package struct ChargePointOrder: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case id
        /// When anything was last heard of it; those of which nothing ever was come first.
        case lastSeen
        case vendor
        case firmware
        case group
    }

    package var key: Key
    package var isDescending: Bool

    package init(_ key: Key = .id, isDescending: Bool = false) {
        self.key = key
        self.isDescending = isDescending
    }
}

/// Which charge points to browse; nil means any.
package struct ChargePointBrowsing: Hashable, Sendable {
    package var filter: ChargePointFilter
    package var state: ChargePointState?
    /// Only those of which nothing was heard from this moment on, but something before.
    package var silentSince: Timestamp?
    package var order: ChargePointOrder

    package init(
        _ filter: ChargePointFilter = ChargePointFilter(), state: ChargePointState? = nil, silentSince: Timestamp? = nil,
        order: ChargePointOrder = ChargePointOrder()
    ) {
        self.filter = filter
        self.state = state
        self.silentSince = silentSince
        self.order = order
    }
}
