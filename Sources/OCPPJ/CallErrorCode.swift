/// The error code of a CALLERROR (OCPP-J 1.6, section 4.2.3, table 7).
///
/// An open set, because charge points send codes of later versions. What we send is always one of the static members,
/// in the spelling of version 1.6 (`FormationViolation`; `OccurenceConstraintViolation` with one r).
public struct CallErrorCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A code as received: the spellings of later versions are mapped to those of 1.6.
    public init(received text: String) {
        switch text {
        case "FormatViolation": self = .formationViolation
        case "OccurrenceConstraintViolation": self = .occurenceConstraintViolation
        default: self.init(rawValue: text)
        }
    }

    public var description: String { rawValue }

    /// The action is not known.
    public static let notImplemented = CallErrorCode(rawValue: "NotImplemented")
    /// The action is known but not supported.
    public static let notSupported = CallErrorCode(rawValue: "NotSupported")
    /// The receiver could not process the request for a reason of its own, for example a full disk.
    public static let internalError = CallErrorCode(rawValue: "InternalError")
    /// The payload is incomplete for this protocol state.
    public static let protocolError = CallErrorCode(rawValue: "ProtocolError")
    /// A security matter prevented the receiver from completing the action.
    public static let securityError = CallErrorCode(rawValue: "SecurityError")
    /// The payload is not the structure of this action at all.
    public static let formationViolation = CallErrorCode(rawValue: "FormationViolation")
    /// A member has a value outside its range or set.
    public static let propertyConstraintViolation = CallErrorCode(rawValue: "PropertyConstraintViolation")
    /// A required member is missing, or a list has too few or too many elements.
    public static let occurenceConstraintViolation = CallErrorCode(rawValue: "OccurenceConstraintViolation")
    /// A member has a value of the wrong type.
    public static let typeConstraintViolation = CallErrorCode(rawValue: "TypeConstraintViolation")
    /// Anything else.
    public static let genericError = CallErrorCode(rawValue: "GenericError")
}
