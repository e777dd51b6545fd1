package import OCPP16
package import OCPPJ

/// Why a verb on idTags could not be done.
package struct IdTagError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        case unknownIdTag
        case exists
        /// A member's value is not allowed; see `member`.
        case invalidMember
    }

    package let code: Code
    /// The member at fault for `.invalidMember`.
    package let member: String?
    package let phrase: Phrase

    package var description: String { phrase.text }

    package static func unknown(_ idTag: IdToken) -> IdTagError {
        IdTagError(code: .unknownIdTag, member: nil, phrase: "There is no idTag \(idTag.text).")
    }

    package static func exists(_ idTag: IdToken) -> IdTagError {
        IdTagError(
            code: .exists, member: nil,
            phrase: "The idTag \(idTag.text) exists already (idTags are compared without regard to case); change it instead.")
    }

    package static func invalid(_ member: String, _ reason: Phrase) -> IdTagError {
        IdTagError(code: .invalidMember, member: member, phrase: "\(member) \(reason)")
    }
}
