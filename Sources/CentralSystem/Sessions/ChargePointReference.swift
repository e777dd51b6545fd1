/// A registered charge point as the other features refer to it.
package struct ChargePointReference: Hashable, Sendable {
    /// The key of its row in `charge_points`; never given to another charge point.
    package let key: Int64
    /// Its identity: the last path component of its connection URL (OCPP-J 1.6, section 3.1.1).
    package let identity: String

    package init(key: Int64, identity: String) {
        self.key = key
        self.identity = identity
    }
}
