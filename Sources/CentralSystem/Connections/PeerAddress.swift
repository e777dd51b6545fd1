/// The address of a peer without its port, under which one machine is found again whatever port it comes from.
struct PeerAddress: Hashable, Sendable {
    let text: String

    /// - Parameter remoteAddress: `10.0.0.7:51123` or `[::1]:51123`; brackets are left out of the result.
    init(_ remoteAddress: String) {
        guard let colon = remoteAddress.lastIndex(of: ":") else {
            text = remoteAddress
            return
        }
        let host = remoteAddress[..<colon]
        text = String(host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host)
    }
}
