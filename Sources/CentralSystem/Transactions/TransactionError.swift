/// Why an operator's verb on a transaction could not be done.
package struct TransactionError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        case unknownTransaction
        case unknownOrphanedStop
        /// The transaction or the orphaned stop is not in a state that allows it.
        case conflict
        /// A member's value is not allowed; see `member`.
        case invalidMember
    }

    package let code: Code
    /// The member at fault for `.invalidMember`.
    package let member: String?
    package let description: String

    package static func unknownTransaction(_ id: Int) -> TransactionError {
        TransactionError(code: .unknownTransaction, member: nil, description: "There is no transaction \(id).")
    }

    package static func unknownOrphanedStop(_ id: Int64) -> TransactionError {
        TransactionError(code: .unknownOrphanedStop, member: nil, description: "There is no orphaned stop \(id).")
    }

    /// Its meter values show another energy than the operator saw.
    static func anotherEnergy(_ id: Int, _ energy: WattHours?) -> TransactionError {
        conflict(
            "By its newest meter values transaction \(id) has \(energy.map { "\($0.value) Wh" } ?? "no energy") now: look at it again before closing it.")
    }

    package static func conflict(_ text: String) -> TransactionError {
        TransactionError(code: .conflict, member: nil, description: text)
    }

    package static func invalid(_ member: String, _ reason: String) -> TransactionError {
        TransactionError(code: .invalidMember, member: member, description: "\(member) \(reason)")
    }
}
