/// What tells one CALL from another: its id and everything else in it.
package struct MessageFingerprint: Hashable, Sendable {
    package let messageID: String
    /// A hash of action and payload, seeded anew in each process.
    package let content: Int

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
