import OCPPJ

extension ObservedFrame {
    /// The longest text kept of a frame, in bytes: a long local list or configuration fits.
    private static let longestText = 65_536
    /// The same for what is no frame, and for charge points that nobody has accepted: strangers must not fill the disk.
    private static let longestStrangeText = 2048

    /// The frame as the message log keeps it: without passwords, and not longer than is useful.
    func kept(isAccepted: Bool) -> ObservedFrame {
        let text = SecretMask.masked(text, of: action)
        let limit = isAccepted && kind != .invalid ? Self.longestText : Self.longestStrangeText
        if text.count <= limit { return text == self.text ? self : with(text, note: note) }
        // Cut where no character is cut in two.
        let start = Array(String(decoding: text.prefix(limit), as: UTF8.self).utf8)
        let cut = "cut after \(limit) of \(self.text.count) bytes"
        return with(start, note: note.map { "\($0); \(cut)" } ?? cut)
    }

    private func with(_ text: [UInt8], note: String?) -> ObservedFrame {
        ObservedFrame(
            direction: direction, kind: kind, time: time, messageID: messageID, action: action, text: text, note: note)
    }
}
