/// What an operator may do. Each role includes those before it.
package enum Role: String, CaseIterable, Comparable, Sendable {
    /// Sees everything but secrets.
    case viewer
    /// Runs the network: charge points, drivers, commands.
    case `operator`
    /// Decides who may do what, and holds the keys: users, tokens, certificate authorities, signing keys.
    case administrator

    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .operator: 1
        case .administrator: 2
        }
    }
}
