/// A request payload of any OCPP version, tied to its action and to the payload that answers it.
///
/// Decoding, dispatch and the type of the answer all follow from this one tie: nothing else in the program maps action
/// names to types.
public protocol OCPPRequest: Codable, Hashable, Sendable {
    /// The confirmation's payload (`.conf` in the specification).
    associatedtype Response: Codable & Hashable & Sendable

    /// The action's name on the wire, for example `BootNotification`.
    static var action: OCPPAction { get }
}
