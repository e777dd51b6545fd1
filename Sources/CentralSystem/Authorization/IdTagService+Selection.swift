package import OCPP16
import OCPPJ
package import Persistence

extension IdTagService {
    /// What is registered of these idTags, for features that are inside a read or a write.
    package static func registered(
        _ idTags: some Sequence<IdToken>, in connection: any SQLConnection
    ) throws -> [IdTag] {
        try IdTagStore.find(Array(idTags), in: connection)
    }

    /// The registered idTags of a group, for features that are inside a read or a write.
    package static func members(of parentIdTag: IdToken, in connection: any SQLConnection) throws -> [IdTag] {
        try IdTagStore.members(of: parentIdTag, in: connection)
    }

    /// Everything that is registered, in the order of the lower-case text, for features that are inside a read or a write.
    package static func all(in connection: any SQLConnection) throws -> [IdTag] {
        try IdTagStore.list(
            IdTagFilter(), after: nil, limit: Int(Int32.max), now: .init(milliseconds: 0), in: connection)
    }
}
