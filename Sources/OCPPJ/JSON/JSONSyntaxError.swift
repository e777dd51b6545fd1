/// Why a text is not JSON that we accept, and where.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong, for people.
    public var reason: Phrase
    /// Offset of the offending byte in the text.
    public var offset: Int

    public var description: String { phrase.text }

    /// The whole, as the end of a sentence.
    public var phrase: Phrase { "not valid JSON at byte \(offset): \(reason)" }
}
