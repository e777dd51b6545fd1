/// The parts of a `ws://` or `wss://` URL.
struct WebSocketURL: Hashable, Sendable {
    /// Whether TLS is spoken: `wss://`.
    let isSecure: Bool
    let host: String
    let port: Int
    /// The path with query, starting with a slash.
    let target: String

    /// What the `Host` header says.
    var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    init?(_ text: String) {
        guard let scheme = ["ws://", "wss://"].first(where: text.hasPrefix) else { return nil }
        isSecure = scheme == "wss://"
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(authority.count)
        target = path.isEmpty ? "/" : String(path)
        var hostPart = authority
        var portPart: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            hostPart = authority[authority.index(after: authority.startIndex)..<end]
            let tail = authority[authority.index(after: end)...]
            guard tail.isEmpty || tail.hasPrefix(":") else { return nil }
            portPart = tail.isEmpty ? nil : tail.dropFirst()
        } else if let colon = authority.firstIndex(of: ":") {
            hostPart = authority[..<colon]
            portPart = authority[authority.index(after: colon)...]
        }
        guard !hostPart.isEmpty else { return nil }
        host = String(hostPart)
        guard let number = portPart.map({ Int($0) }) ?? (isSecure ? 443 : 80), (1...65535).contains(number) else { return nil }
        port = number
    }
}
