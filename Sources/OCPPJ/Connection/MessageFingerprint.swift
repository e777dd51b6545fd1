/// What tells one CALL from another: its id and everything else in it.
package struct MessageFingerprint: Hashable, Sendable {
    /// A hash of action and payload, seeded anew in each process. First, because it differs where ids are often alike.
    package let content: Int
    package let messageID: String

    package init(messageID: String, content: Int) {
        self.messageID = messageID
        self.content = content
    }

    package init(messageID: String, action: OCPPAction, payload: JSONNode) {
        var hasher = Hasher()
        hasher.combine(action)
        payload.hashText(into: &hasher)
        self.init(messageID: messageID, content: hasher.finalize())
    }
}
