import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// An IP address, and whether it is one of the public Internet.
struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    /// As people write it: `10.0.0.7`, `fe80::1`.
    let description: String
    /// 4 or 16.
    private let bytes: [UInt8]

    /// Reads the usual notation: four decimal numbers, or RFC 4291 with or without a zone. Nil for anything else, also for the short
    /// and hexadecimal forms of IPv4 that some resolvers take.
    init?(_ text: String) {
        let plain = String(text.prefix { $0 != "%" })
        var buffer = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, plain, &buffer) == 1 {
            bytes = Array(buffer.prefix(4))
        } else if inet_pton(AF_INET6, plain, &buffer) == 1 {
            bytes = buffer
        } else {
            return nil
        }
        description = plain
    }

    /// The far end of a connection; nil for the path of a Unix socket.
    init?(_ address: SocketAddress) {
        guard let text = address.ipAddress else { return nil }
        self.init(text)
    }

    static func == (one: NetworkAddress, other: NetworkAddress) -> Bool { one.bytes == other.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    /// What an address that is not of the public Internet is for; nil for one that is.
    ///
    /// After the registries of IANA for special purposes (RFC 6890). Of IPv6 only global unicast addresses (2000::/3) are public, and
    /// those that carry a public IPv4 address for a translator (64:ff9b::/96) or on a socket for both families (::ffff:0:0/96).
    var purpose: String? { bytes.count == 4 ? Self.purpose(ofIPv4: bytes) : purposeOfIPv6 }

    private struct Block {
        let bytes: [UInt8]
        let bits: Int
        let purpose: String

        init(_ bits: Int, _ purpose: String, _ bytes: [UInt8]) {
            self.bytes = bytes
            self.bits = bits
            self.purpose = purpose
        }

        func contains(_ address: [UInt8]) -> Bool {
            (0..<bits).allSatisfy { bit in
                let byte = bit / 8 < bytes.count ? bytes[bit / 8] : 0
                return (byte ^ address[bit / 8]) & (0x80 >> (bit % 8)) == 0
            }
        }
    }

    private static let ipv4: [Block] = [
        Block(8, "this network", [0]), Block(8, "a private network", [10]), Block(10, "a carrier's network", [100, 64]),
        Block(8, "loopback", [127]), Block(16, "link-local", [169, 254]), Block(12, "a private network", [172, 16]),
        Block(24, "protocol assignments", [192, 0, 0]), Block(24, "documentation", [192, 0, 2]),
        Block(24, "relays for 6to4", [192, 88, 99]), Block(16, "a private network", [192, 168]),
        Block(15, "benchmarks", [198, 18]), Block(24, "documentation", [198, 51, 100]),
        Block(24, "documentation", [203, 0, 113]), Block(4, "multicast", [224]), Block(4, "reserved", [240]),
    ]

    private static let ipv6: [Block] = [
        Block(128, "unspecified", []), Block(127, "loopback", []), Block(7, "a private network", [0xFC]),
        Block(10, "link-local", [0xFE, 0x80]), Block(8, "multicast", [0xFF]), Block(23, "protocol assignments", [0x20, 0x01]),
        Block(32, "documentation", [0x20, 0x01, 0x0D, 0xB8]), Block(16, "6to4", [0x20, 0x02]),
        Block(20, "documentation", [0x3F, 0xFF]),
    ]

    /// Prefixes of 96 bits before an IPv4 address.
    private static let carriers: [Block] = [
        Block(96, "an IPv4 address", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        Block(96, "an IPv4 address behind NAT64", [0, 0x64, 0xFF, 0x9B]),
    ]

    private static let globalUnicast = Block(3, "global unicast", [0x20])

    private static func purpose(ofIPv4 bytes: [UInt8]) -> String? {
        ipv4.first { $0.contains(bytes) }?.purpose
    }

    private var purposeOfIPv6: String? {
        if Self.carriers.contains(where: { $0.contains(bytes) }) { return Self.purpose(ofIPv4: Array(bytes.suffix(4))) }
        if let block = Self.ipv6.first(where: { $0.contains(bytes) }) { return block.purpose }
        return Self.globalUnicast.contains(bytes) ? nil : "reserved"
    }
}
