/// The name of a tolerated departure from the standard, or from what we would expect of a charge point.
///
/// An open set: every feature adds its own rules in an extension in its own folder. The raw value is what operators see in the
/// API, so it stays as it is once released.
package struct DeviationRule: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }
}

extension DeviationRule {
    /// A payload that the 1.6 schema does not allow and that could not be repaired; it was refused (field note 2.7).
    package static let nonconformingPayload = DeviationRule(rawValue: "nonconformingPayload")
    /// An action that OCPP 1.6 does not know; it was refused.
    package static let unknownAction = DeviationRule(rawValue: "unknownAction")
    /// A message that only an accepted charge point may send; it was refused.
    package static let notAllowedBeforeAcceptance = DeviationRule(rawValue: "notAllowedBeforeAcceptance")
    /// A new connection although the old one was never closed (field note 1.6).
    package static let reconnectWithoutClose = DeviationRule(rawValue: "reconnectWithoutClose")
}
