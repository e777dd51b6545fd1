package import OCPPJ

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
    package let phrase: Phrase

    package var description: String { phrase.text }

    package static func unknownTransaction(_ id: Int) -> TransactionError {
        TransactionError(code: .unknownTransaction, member: nil, phrase: "There is no transaction \(id).")
    }

    package static func unknownOrphanedStop(_ id: Int64) -> TransactionError {
        TransactionError(code: .unknownOrphanedStop, member: nil, phrase: "There is no orphaned stop \(id).")
    }

    /// Its meter values show another energy than the operator saw.
    static func anotherEnergy(_ id: Int, _ energy: WattHours?) -> TransactionError {
        guard let energy else {
            return conflict("By its newest meter values transaction \(id) has no energy now: look at it again before closing it.")
        }
        return conflict(
            "By its newest meter values transaction \(id) has \(energy.value) Wh now: look at it again before closing it.")
    }

    package static func conflict(_ text: Phrase) -> TransactionError {
        TransactionError(code: .conflict, member: nil, phrase: text)
    }

    package static func invalid(_ member: String, _ reason: Phrase) -> TransactionError {
        TransactionError(code: .invalidMember, member: member, phrase: "\(member) \(reason)")
    }
}
