/// Makes the ids of our CALLs: unique over all connections and restarts, and short.
package struct MessageIDs: Sendable {
    private let prefix: String
    private var count: UInt64 = 0

    /// - Parameter connection: the connection that the ids are for.
    package init(connection: ConnectionID) {
        prefix = "\(Self.process)-\(String(connection.value, radix: 36))-"
    }

    /// Tells this process's ids from those of any other.
    private static let process = String(UInt64.random(in: 0 ... .max), radix: 36)

    package mutating func next() -> String {
        count += 1
        return prefix + String(count, radix: 36)
    }
}
