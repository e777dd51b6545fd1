import OCPPJ

/// How far the driver at a connector has come.
enum Visit: Hashable, Sendable {
    /// Nobody is there; somebody comes then, or never.
    case away(until: Timestamp?)
    /// The vehicle is plugged in; the idTag is presented then.
    case presenting(VisitPlan, at: Timestamp)
    /// The idTag was presented and the Central System is asked about it.
    case authorizing(VisitPlan)
    /// Authorized; plugs in then, or never.
    case pluggingIn(VisitPlan, at: Timestamp?)
    /// The transaction runs; the driver comes back then.
    case parked(VisitPlan, until: Timestamp)
    /// Nothing is left to do but to take out the cable.
    case leaving(at: Timestamp)

    /// When the driver does something by himself.
    var dueAt: Timestamp? {
        switch self {
        case .away(let until): until
        case .presenting(_, let at): at
        case .authorizing: nil
        case .pluggingIn(_, let at): at
        case .parked(_, let until): until
        case .leaving(let at): at
        }
    }

    var plan: VisitPlan? {
        switch self {
        case .away, .leaving: nil
        case .presenting(let plan, _), .authorizing(let plan), .pluggingIn(let plan, _), .parked(let plan, _): plan
        }
    }
}
