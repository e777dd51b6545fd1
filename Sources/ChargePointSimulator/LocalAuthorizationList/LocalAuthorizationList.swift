import OCPP16
import OCPPJ

/// The identifiers that the Central System put on the charge point's list (OCPP 1.6, section 3.5.2). It outlasts reboots, and
/// only SendLocalList changes it.
struct LocalAuthorizationList: Hashable, Sendable {
    /// How long lists may be.
    struct Limits: Hashable, Sendable {
        /// Identifiers in the list (LocalAuthListMaxLength).
        var list: Int
        /// Identifiers in one SendLocalList (SendLocalListMaxLength).
        var update: Int
    }

    /// The version that the Central System gave; 0 for an empty list (section 5.10).
    private(set) var version = 0
    private var entries: [String: KnownIdTag] = [:]

    var count: Int { entries.count }

    /// What the list says about an identifier, if it is there.
    func known(_ idTag: IdToken) -> KnownIdTag? {
        entries.isEmpty ? nil : entries[idTag.key]
    }

    /// Does what SendLocalList asks (section 5.15), or nothing at all.
    mutating func update(_ request: SendLocalList, limits: Limits) -> UpdateStatus {
        let changes = request.localAuthorizationList ?? []
        // 0 and -1 have a meaning of their own (erratum 3.52).
        guard request.listVersion > 0, changes.count <= limits.update,
            Set(changes.map(\.idTag)).count == changes.count
        else { return .failed }
        var updated: [String: KnownIdTag]
        switch request.updateType {
        case .full:
            guard changes.allSatisfy({ $0.idTagInfo != nil }) else { return .failed }
            updated = Dictionary(minimumCapacity: changes.count)
        case .differential:
            guard request.listVersion > version else { return .versionMismatch }
            updated = entries
        }
        // An entry without IdTagInfo takes the identifier off the list (section 7.1).
        for change in changes { updated[change.idTag.key] = change.idTagInfo.map(KnownIdTag.init) }
        guard updated.count <= limits.list else { return .failed }
        entries = updated
        version = updated.isEmpty ? 0 : request.listVersion
        return .accepted
    }
}
