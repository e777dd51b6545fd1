package import OCPPJ

/// A connection attempt that was refused before the WebSocket upgrade.
package struct RefusedConnection: Hashable, Sendable {
    package var id: Int64
    package var time: Timestamp
    package var remoteAddress: String
    /// The request target as received, at most 200 characters of it.
    package var target: String
    /// The identity found in the target; nil when there is none.
    package var identity: String?
    /// The HTTP status of the refusal.
    package var status: Int
    /// Why, for people; never holds a password.
    package var reason: String
}
