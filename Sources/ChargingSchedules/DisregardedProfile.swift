/// A profile that has no say in a schedule.
package struct DisregardedProfile: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// A ChargePointMaxProfile on a connector; it can only be set on connector 0 (OCPP 1.6, section 3.13.1).
        case chargePointMaxProfileOnConnector
        /// A TxProfile on connector 0; it can only be set on a connector (section 3.13.1).
        case txProfileOnChargePoint
        /// A TxProfile of a connector without a transaction.
        case noTransaction
        /// A TxProfile of another transaction than the one that is going on.
        case otherTransaction(Int)
        /// Another profile of the same purpose and stack level was installed later, or holds for this connector alone.
        case replaced(by: ProfileReference)
    }

    package var profile: ProfileReference
    /// Where it has no say: a TxDefaultProfile of connector 0 may be replaced on one connector and hold on the others. 0 is
    /// everywhere.
    package var connectorId: Int
    package var cause: Cause
}

extension DisregardedProfile: CustomStringConvertible {
    /// For people, for example `TxProfile 12, level 3: no transaction is going on on connector 1`.
    package var description: String {
        switch cause {
        case .chargePointMaxProfileOnConnector: "\(profile): a ChargePointMaxProfile counts on connector 0 only"
        case .txProfileOnChargePoint: "\(profile): a TxProfile counts on connectors from 1 only"
        case .noTransaction: "\(profile): no transaction is going on on connector \(connectorId)"
        case .otherTransaction(let id): "\(profile): it is for transaction \(id), which is not going on on connector \(connectorId)"
        case .replaced(let other) where connectorId != profile.connectorId: "\(profile): replaced on connector \(connectorId) by \(other)"
        case .replaced(let other): "\(profile): replaced by \(other)"
        }
    }
}
