import Foundation

/// Where peers are counted together: an IPv4 address, or a /64 of IPv6, which is what one subscriber has.
package struct PeerNetwork: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64
    /// What stood in the place of an address; empty for addresses.
    private let name: String

    /// What IPv6 sockets put before an IPv4 address (RFC 4291, section 2.5.5.2).
    private static let mappedPrefix: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]

    /// - Parameter address: in network order, 4 or 16 bytes; anything else is one network of its own.
    package init(address: [UInt8]) {
        name = ""
        if address.count == 16, !address.starts(with: Self.mappedPrefix) {
            high = address.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            low = 1
        } else {
            high = 0
            low = address.suffix(4).reduce(0) { $0 << 8 | UInt64($1) } << 8
        }
    }

    private init(name: String) {
        high = 0
        low = 0
        self.name = name
    }

    /// - Parameter remoteAddress: an address as text, with or without a port. What is no address is a network of its own.
    package init(_ remoteAddress: String) {
        let host = Self.host(of: remoteAddress)
        // A zone (RFC 4007, section 11) says on which of our own links the peer is.
        let plain = String(host.prefix { $0 != "%" })
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, plain, &bytes) == 1 {
            self.init(address: Array(bytes.prefix(4)))
        } else if inet_pton(AF_INET6, plain, &bytes) == 1 {
            self.init(address: bytes)
        } else {
            self.init(name: host)
        }
    }

    /// The address of a peer without its port, under which one machine is found again whatever port it comes from.
    ///
    /// - Parameter remoteAddress: `10.0.0.7:51123` or `[::1]:51123`, or without the port; brackets are left out of the result.
    package static func host(of remoteAddress: String) -> String {
        if remoteAddress.hasPrefix("["), let end = remoteAddress.lastIndex(of: "]") {
            return String(remoteAddress[..<end].dropFirst())
        }
        guard let colon = remoteAddress.firstIndex(of: ":"), colon == remoteAddress.lastIndex(of: ":") else {
            return remoteAddress
        }
        return String(remoteAddress[..<colon])
    }
}
