package import OCPPJ

/// Why a service did not do what it was asked for.
package struct CentralSystemError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// No charge point has this identity.
        case chargePointNotFound
        /// Something with this identity exists already.
        case alreadyExists
        /// A member has a value that is not allowed, see `member`.
        case invalidMember
        /// OCPP 1.6 does not let a Central System send this action.
        case unknownAction
        /// No command has this id.
        case commandNotFound
        /// Nothing else has this id or name.
        case notFound
        /// The cursor does not come from a previous answer.
        case invalidCursor
        /// The state of things does not allow it.
        case conflict
        /// The charge point is not connected.
        case notConnected
    }

    package var code: Code
    /// The member at fault, as people write it: `settings.heartbeatIntervalSeconds`.
    package var member: String?
    /// What is wrong and what to do, for people.
    package var phrase: Phrase

    package init(_ code: Code, member: String? = nil, _ phrase: Phrase) {
        self.code = code
        self.member = member
        self.phrase = phrase
    }

    package var message: String { phrase.text }
    package var description: String { message }
}

extension CentralSystemError {
    static func chargePointNotFound(_ id: String) -> CentralSystemError {
        CentralSystemError(.chargePointNotFound, "there is no charge point \(id)")
    }

    static func alreadyExists(_ id: String) -> CentralSystemError {
        CentralSystemError(.alreadyExists, "there is a charge point \(id) already; change it instead")
    }
}
