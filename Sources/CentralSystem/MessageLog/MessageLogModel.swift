package import OCPPJ

/// A frame that went over a connection.
package struct LoggedMessage: Hashable, Sendable {
    package var id: Int64
    package var chargePointId: String
    package var time: Timestamp
    package var direction: ObservedFrame.Direction
    package var messageType: ObservedFrame.Kind
    /// Empty when the frame has none.
    package var messageID: String
    /// The action; for an answer that of the CALL it answers, when that is known.
    package var action: String?
    /// The frame as it went over the wire.
    package var frame: String
    /// What was odd about it.
    package var note: String?

    /// Whether something in the frame is hidden, so that it cannot be sent as it is kept.
    package var hidesSecret: Bool { frame.contains(SecretMask.hidden) || frame.contains(SecretMask.unreadable) }
}

/// Which frames to list.
package struct MessageFilter: Hashable, Sendable {
    /// The charge point's identity.
    package var chargePoint: String?
    package var action: String?
    package var direction: ObservedFrame.Direction?
    package var messageType: ObservedFrame.Kind?
    /// Frames at this moment or later.
    package var from: Timestamp?
    /// Frames before this moment.
    package var to: Timestamp?
    /// Only CALLERRORs, what is no frame of OCPP-J, and frames with a note.
    package var isOddOnly: Bool
    /// Only exchanges in one of whose two frames this stands, in upper or lower case.
    package var text: String?

    package init(
        chargePoint: String? = nil, action: String? = nil, direction: ObservedFrame.Direction? = nil,
        messageType: ObservedFrame.Kind? = nil, from: Timestamp? = nil, to: Timestamp? = nil,
        isOddOnly: Bool = false, text: String? = nil
    ) {
        self.chargePoint = chargePoint
        self.action = action
        self.direction = direction
        self.messageType = messageType
        self.from = from
        self.to = to
        self.isOddOnly = isOddOnly
        self.text = text
    }
}
