import OCPPJ

/// Looks through a message for values that the specification does not allow us to send.
///
/// By reflection, so that no type has to list its members once more. That is slow, and used for operators' commands
/// only.
enum SpecificationLimits {
    /// The first failure in `value` or anything in it, with the path to it.
    static func failure(in value: Any) -> PayloadError? {
        if let limited = value as? any SpecificationLimited, let failure = limited.limitFailure { return failure }
        if let number = value as? Int, Int32(exactly: number) == nil {
            return PayloadError(.constraint, "must be from \(Int32.min) to \(Int32.max)")
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            return mirror.children.first.flatMap { failure(in: $0.value) }
        case .collection:
            for (index, element) in mirror.children.enumerated() {
                if let failure = failure(in: element.value) { return failure.inside(String(index)) }
            }
        case .struct:
            for member in mirror.children {
                if let failure = failure(in: member.value) { return failure.inside(member.label ?? "") }
            }
        default:
            break
        }
        return nil
    }
}
