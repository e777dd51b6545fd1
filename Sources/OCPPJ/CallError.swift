/// A refusal of a CALL, as carried by a CALLERROR frame (OCPP-J 1.6, section 4.2.3).
public struct CallError: Error, Hashable, Sendable, CustomStringConvertible {
    public var code: CallErrorCode
    /// Text for people; at most 255 characters are sent.
    public var text: String
    /// The details object as JSON text, `{}` when there is nothing to add.
    public var details: String

    public init(_ code: CallErrorCode, _ text: String, details: String = "{}") {
        self.code = code
        self.text = text
        self.details = details
    }

    public var description: String { "\(code): \(text)" }
}
