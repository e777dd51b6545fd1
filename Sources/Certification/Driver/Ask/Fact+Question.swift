import OCPPJ

extension Fact {
    /// What a person is asked about it.
    var question: String {
        "Does the central system show, for \(identity): \(description)\(since)?\(isNegative ? " (also y when it is not listed at all)" : "")"
    }

    /// From when on an event counts; empty where time does not matter.
    private var since: String {
        guard case .securityEvent(_, _, let milliseconds) = self else { return "" }
        return ", since \(Timestamp(milliseconds: milliseconds).rfc3339)"
    }

    /// Whether it holds as well when there is nothing of the kind.
    private var isNegative: Bool {
        switch self {
        case .reservation(_, _, .notActive), .localListNotApplied, .localListVersion(_, nil), .chargePointCertificate(_, _, false): true
        default: false
        }
    }
}
