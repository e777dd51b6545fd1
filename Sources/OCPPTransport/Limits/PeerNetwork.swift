import NIOCore

/// Where connections are counted together: an IPv4 address, or a /64 of IPv6, which is what one subscriber has.
struct PeerNetwork: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// What IPv6 sockets put before an IPv4 address (RFC 4291, section 2.5.5.2).
    private static let mappedPrefix: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]

    /// - Parameter address: in network order, 4 or 16 bytes; anything else is one network of its own.
    init(address: [UInt8]) {
        if address.count == 16, !address.starts(with: Self.mappedPrefix) {
            high = address.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            low = 1
        } else {
            high = 0
            low = address.suffix(4).reduce(0) { $0 << 8 | UInt64($1) } << 8
        }
    }

    init(_ address: SocketAddress?) {
        switch address {
        case .v4(let address):
            // After family and port (RFC 3493, sections 3.2 and 3.3), in IPv6 also after the flow label.
            self.init(address: withUnsafeBytes(of: address.address) { Array($0.dropFirst(4).prefix(4)) })
        case .v6(let address):
            self.init(address: withUnsafeBytes(of: address.address) { Array($0.dropFirst(8).prefix(16)) })
        default:
            self.init(address: [])
        }
    }
}
