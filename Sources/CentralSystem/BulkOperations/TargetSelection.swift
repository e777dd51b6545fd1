import OCPPJ

/// Which charge points something is for: bulk operations, configuration templates, local lists, firmware campaigns.
package enum TargetSelection: Hashable, Sendable {
    /// These charge points, by identity. Identities that nobody registered are kept: they show as results of their own.
    case chargePoints([String])
    /// All charge points that match every member given; a nil member matches all. Compared without regard to case, `group`
    /// exactly.
    case filter(vendor: String? = nil, model: String? = nil, firmwareVersion: String? = nil, group: String? = nil)

    /// How many identities a list may have.
    package static let longestList = 100_000
    /// How many characters an identity or a member of the filter may have.
    package static let longestText = 500
}

extension TargetSelection {
    /// - Throws: `CentralSystemError` with code `.invalidMember`: no identity, too many, or a filter without a member.
    package func check(member: String = "target") throws(CentralSystemError) {
        switch self {
        case .chargePoints(let ids):
            let path = "\(member).chargePoints"
            guard !ids.isEmpty, ids.count <= Self.longestList else {
                throw CentralSystemError(.invalidMember, member: path, "\(path) must name 1 to \(Self.longestList) charge points")
            }
            guard ids.allSatisfy({ (1...Self.longestText).contains($0.utf8.count) }) else {
                throw CentralSystemError(
                    .invalidMember, member: path, "\(path) must hold identities of 1 to \(Self.longestText) characters")
            }
        case .filter(let vendor, let model, let firmwareVersion, let group):
            let path = "\(member).filter"
            let given = [vendor, model, firmwareVersion, group].compactMap { $0 }
            guard !given.isEmpty, given.allSatisfy({ (1...Self.longestText).contains($0.utf8.count) }) else {
                throw CentralSystemError(
                    .invalidMember, member: path,
                    "\(path) must have at least one of vendor, model, firmwareVersion and group, and none of them empty")
            }
        }
    }
}
