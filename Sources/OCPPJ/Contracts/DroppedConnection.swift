/// Why a connection was closed before anything about its peer was known that would be worth a record: only the number of such
/// connections is kept, because whoever makes many of them must not make us write.
package enum DroppedConnection: String, CaseIterable, Sendable {
    /// As many handshakes as may be open at a time were open already.
    case tooManyHandshakes
    /// As many handshakes as may be open from one address were open from the peer's.
    case tooManyHandshakesFromAddress
    /// Connections came faster from the peer's address than they may.
    case tooFastFromAddress
    /// The peer hung up without a byte: a check whether the port is open.
    case silent
    /// The peer did not finish its upgrade request in time.
    case slow
    /// The peer sent more than an upgrade request may have.
    case requestTooLong
}
