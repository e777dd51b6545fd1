/// A text frame that went over a connection, for the message log.
package struct ObservedFrame: Sendable {
    package enum Direction: String, Sendable {
        /// From the peer to us.
        case received
        /// From us to the peer.
        case sent
    }

    package enum Kind: String, Sendable {
        case call = "Call"
        case callResult = "CallResult"
        case callError = "CallError"
        /// Not a frame of OCPP-J.
        case invalid = "Invalid"
    }

    package let direction: Direction
    package let kind: Kind
    package let time: Timestamp
    /// Empty when the frame has none.
    package let messageID: String
    /// The action; for a result or an error that of the CALL it answers, when that is known.
    package let action: OCPPAction?
    /// The frame as it went over the wire: UTF-8 JSON.
    package let text: [UInt8]
    /// What was odd about it, for people: "late answer, 12 s after the timeout".
    package let note: String?

    package init(
        direction: Direction, kind: Kind, time: Timestamp, messageID: String, action: OCPPAction?, text: [UInt8],
        note: String? = nil
    ) {
        self.direction = direction
        self.kind = kind
        self.time = time
        self.messageID = messageID
        self.action = action
        self.text = text
        self.note = note
    }
}
