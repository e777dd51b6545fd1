package import OCPPJ

/// A type with limits that hold for what we send and are not asked of what we receive.
///
/// Everything else is checked by decoding itself, in both directions.
package protocol SpecificationLimited {
    /// What is wrong with this value itself; nil when nothing is. Its members are looked at on their own.
    var limitFailure: PayloadError? { get }
}

extension PayloadError {
    /// The list `member` has no element, where the specification demands one.
    static func tooFewElements(_ member: String) -> PayloadError {
        PayloadError(.missing, path: [member], "must have at least one element")
    }
}
