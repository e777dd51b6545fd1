/// The name of an operation as it stands in the third element of a CALL frame (OCPP-J 1.6, section 4.2.1).
///
/// An open set: a charge point may send an action that we do not know, which is answered with `NotImplemented`.
public struct OCPPAction: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(stringLiteral value: String) {
        self.rawValue = value
    }

    public var description: String { rawValue }
}
