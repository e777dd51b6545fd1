package import OCPPJ

/// Why a verb on charging profiles could not be done.
package struct ChargingProfileError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        case unknownTemplate
        case templateExists
        case unknownRecord
        /// A member's value is not allowed; see `member`.
        case invalidMember
    }

    package let code: Code
    /// The member at fault for `.invalidMember`.
    package let member: String?
    package let phrase: Phrase

    package var description: String { phrase.text }

    static func unknownTemplate(_ name: String) -> ChargingProfileError {
        ChargingProfileError(code: .unknownTemplate, member: nil, phrase: "There is no charging profile template \(name).")
    }

    static func templateExists(_ name: String) -> ChargingProfileError {
        ChargingProfileError(
            code: .templateExists, member: nil,
            phrase: "There is a charging profile template \(name) already; change it instead.")
    }

    static func unknownRecord(_ id: Int64) -> ChargingProfileError {
        ChargingProfileError(code: .unknownRecord, member: nil, phrase: "There is no record \(id) of a charging profile.")
    }

    static func unknownRecord(ofCommand id: Int64) -> ChargingProfileError {
        ChargingProfileError(
            code: .unknownRecord, member: nil, phrase: "What command \(id) asked for is no longer on record.")
    }

    static func invalid(_ member: String, _ reason: Phrase) -> ChargingProfileError {
        ChargingProfileError(code: .invalidMember, member: member, phrase: "\(member) \(reason)")
    }
}
