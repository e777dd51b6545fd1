package import OCPPJ

/// Why a verb on local authorization lists could not be done.
package struct LocalListError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// No list is defined for this owner.
        case unknownDefinition
        case exists
        /// Nobody defined what the charge point's list shall hold.
        case undefined
        /// Updates are being sent to this charge point already.
        case busy
        /// A member's value is not allowed; see `member`.
        case invalidMember
    }

    package let code: Code
    /// The member at fault for `.invalidMember`.
    package let member: String?
    package let phrase: Phrase

    package var description: String { phrase.text }

    private init(_ code: Code, member: String? = nil, _ phrase: Phrase) {
        self.code = code
        self.member = member
        self.phrase = phrase
    }

    static func unknownDefinition(_ owner: LocalListOwner) -> LocalListError {
        LocalListError(.unknownDefinition, "No local list is defined for \(owner.text).")
    }

    static func exists(_ owner: LocalListOwner) -> LocalListError {
        LocalListError(.exists, "A local list is defined for \(owner.text) already; replace it instead.")
    }

    static func undefined(_ identity: String) -> LocalListError {
        LocalListError(
            .undefined,
            "No local list is defined for charge point \(identity) or its group; define one, or name the idTags to send.")
    }

    static func busy(_ identity: String) -> LocalListError {
        LocalListError(.busy, "A local list is being sent to charge point \(identity); wait for its end.")
    }

    static func invalid(_ member: String, _ reason: Phrase) -> LocalListError {
        LocalListError(.invalidMember, member: member, "\(member) \(reason)")
    }
}

extension LocalListOwner {
    fileprivate var text: Phrase {
        switch self {
        case .chargePoint(let identity): "charge point \(identity)"
        case .group(let group): "group \(group)"
        }
    }
}
