/// One line of what happened in a case.
package struct TraceEntry: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Hashable, Sendable {
        /// The charge point does something that is no message: connects, closes, waits.
        case chargePoint
        /// The operator is asked to do something, or looks at something.
        case operatorAction
        /// A frame from the charge point to the Central System.
        case sent
        /// A frame from the Central System to the charge point.
        case received
        /// A check that held.
        case check
        /// A check that did not hold, or a message that breaks the specification.
        case failure
        /// A remark.
        case note
        /// A check that could not be made, because nobody here can see what it is about.
        case notLookedAt
    }

    /// Milliseconds since the variant began.
    package let atMs: Int
    package let kind: Kind
    /// The frame as it went over the wire, or a sentence for people.
    package let text: String
    /// Of an answer of the Central System: how long it took, in milliseconds.
    package let responseMs: Double?

    package init(atMs: Int, kind: Kind, text: String, responseMs: Double? = nil) {
        self.atMs = atMs
        self.kind = kind
        self.text = text
        self.responseMs = responseMs
    }
}
