/// How a CALL goes over the wire when it is not to go as the specification wants it: what charge points in the field do, for
/// the simulator to do it too.
package struct CallForm: Hashable, Sendable {
    /// The message id; nil for a new one.
    package var messageID: String?
    /// How often the same text is sent, 1 or more. Only the first answer counts.
    package var copies = 1
    /// A text that is sent right after it, whatever it is.
    package var followedBy: [UInt8]?

    package init(messageID: String? = nil, copies: Int = 1, followedBy: [UInt8]? = nil) {
        self.messageID = messageID
        self.copies = copies
        self.followedBy = followedBy
    }
}
