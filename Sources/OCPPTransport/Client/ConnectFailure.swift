/// Why a charge point's connection to a central system did not come about.
package enum ConnectFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The URL is not `ws://host[:port]/path` or `wss://host[:port]/path`.
    case invalidURL(String)
    /// No TCP connection.
    case unreachable(String)
    /// The certificates or the key of `ClientTLS` cannot be used.
    case unusableTLS(String)
    /// TLS did not come about, or was given up by the server; `detail` is in OpenSSL's words.
    case tls(TLSFailure, detail: String)
    /// The server answered the upgrade with another HTTP status than 101. `challenge` is its `WWW-Authenticate`, nil without one.
    case refused(status: Int, reason: String, challenge: String?)
    /// The server ended the connection without an answer to the upgrade, and without a word in TLS.
    case hungUp(String)
    /// The server's answer was no valid upgrade.
    case protocolError(String)

    package var description: String {
        switch self {
        case .invalidURL(let url): "\(url) is not a WebSocket URL such as ws://127.0.0.1:9000/ocpp/CP-1"
        case .unreachable(let reason): "the central system cannot be reached: \(reason)"
        case .unusableTLS(let reason): "certificates or key cannot be used: \(reason)"
        case .tls(let failure, let detail): "\(failure): \(detail)"
        case .refused(let status, let reason, _): "the central system refused the connection with HTTP \(status): \(reason)"
        case .hungUp(let reason): "the central system hung up: \(reason)"
        case .protocolError(let reason): "the central system's answer is no WebSocket upgrade: \(reason)"
        }
    }
}
