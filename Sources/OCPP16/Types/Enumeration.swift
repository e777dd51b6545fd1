/// A closed set of values that the specification gives names to.
///
/// A value outside the set does not decode. Sets that charge points are known to extend are open structures instead,
/// for example `Measurand`.
public protocol Enumeration: RawRepresentable, CaseIterable, Hashable, Codable, Sendable where RawValue == String {}
