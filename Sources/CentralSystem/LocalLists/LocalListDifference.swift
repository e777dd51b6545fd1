package import OCPP16
import OCPPJ

/// What has to be changed in a list so that it becomes another one.
package struct LocalListDifference: Hashable, Sendable {
    package var added: [LocalListEntry]
    package var changed: [LocalListEntry]
    package var removed: [IdToken]

    package var count: Int { added.count + changed.count + removed.count }
    package var isEmpty: Bool { count == 0 }

    /// - Parameters:
    ///   - desired: what the list shall be.
    ///   - held: what it is.
    ///   - moment: when the statuses are compared.
    init(from held: [LocalListEntry], to desired: [LocalListEntry], at moment: Timestamp) {
        let present = Dictionary(held.map { ($0.idTag, $0) }) { $1 }
        let wanted = Set(desired.map(\.idTag))
        added = desired.filter { present[$0.idTag] == nil }
        changed = desired.filter { entry in
            present[entry.idTag].map { !entry.says(theSameAs: $0, at: moment) } ?? false
        }
        removed = held.map(\.idTag).filter { !wanted.contains($0) }
    }

    init(added: [LocalListEntry] = [], changed: [LocalListEntry] = [], removed: [IdToken] = []) {
        self.added = added
        self.changed = changed
        self.removed = removed
    }

    /// As a differential update has it: deletions, which have no idTagInfo, first, so that there is room for the rest.
    var authorizationData: [AuthorizationData] {
        removed.map { AuthorizationData(idTag: $0) } + changed.map(\.authorizationData) + added.map(\.authorizationData)
    }
}
