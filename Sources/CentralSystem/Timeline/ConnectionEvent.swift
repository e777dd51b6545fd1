package import OCPPJ

/// Something that happened to the connection of a charge point, kept so that its story can be told.
package struct ConnectionEvent: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case opened
        /// It connected although its older connection was never closed (field note 1.6).
        case superseding
        case closed
    }

    package var id: Int64
    package var time: Timestamp
    package var kind: Kind
    /// From where; nil for an end.
    package var remoteAddress: String?
    /// Why it ended, or what was odd, for people.
    package var detail: String?
}
