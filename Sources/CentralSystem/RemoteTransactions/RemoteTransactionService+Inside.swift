import Persistence

extension RemoteTransactionService {
    /// The remote start that a command carries, for features that are inside a read or a write; nil when it is forgotten.
    static func remoteStart(command: Int64, in connection: any SQLConnection) throws -> RemoteStart? {
        try RemoteStartStore.find(command: command, in: connection)
    }
}
