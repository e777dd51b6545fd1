/// A parsed JSON text: the bytes and a flat list of tokens in the order of the text.
///
/// One array of tokens instead of a tree of values: parsing allocates twice, whatever the payload, and every value keeps
/// its exact text, so that what a charge point sent can be stored as it came.
final class JSONDocument: Sendable {
    let bytes: [UInt8]
    let tokens: [JSONToken]

    init(bytes: [UInt8], tokens: [JSONToken]) {
        self.bytes = bytes
        self.tokens = tokens
    }
}

/// One value, or one member's name, in a document.
struct JSONToken: Sendable {
    enum Kind: UInt8 {
        case null, `true`, `false`, number, string, array, object
    }

    var kind: Kind
    /// A string with `\` escapes, whose bytes are not yet its value.
    var isEscaped = false
    /// The first byte of the value; of a string the one after its quotation mark.
    var start: UInt32
    /// The byte after the value; of a string its closing quotation mark.
    var end: UInt32 = 0
    /// The index of the token after this value and all that it holds.
    var next: UInt32 = 0
}
