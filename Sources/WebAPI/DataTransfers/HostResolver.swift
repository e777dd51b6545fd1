import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Finds the addresses of a host.
protocol HostResolver: Sendable {
    /// In the order in which they should be tried; empty when the name has none.
    func addresses(of host: String) async throws -> [NetworkAddress]
}

/// Asks the system, which takes everything for a name that its own configuration says.
struct SystemHostResolver: HostResolver {
    /// Off the event loops, because the system's resolver blocks.
    func addresses(of host: String) async throws -> [NetworkAddress] {
        try await NIOThreadPool.singleton.runIfActive { Self.lookUp(host) }
    }

    private static func lookUp(_ host: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        // Without it, the addresses of a family that this machine does not have would come too.
        hints.ai_flags = CInt(AI_ADDRCONFIG)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var addresses: [NetworkAddress] = []
        var next = first
        while let entry = next?.pointee {
            if let address = address(of: entry), !addresses.contains(address) { addresses.append(address) }
            next = entry.ai_next
        }
        return addresses
    }

    private static func address(of entry: addrinfo) -> NetworkAddress? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let outcome = getnameinfo(
            entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        guard outcome == 0 else { return nil }
        let end = text.firstIndex(of: 0) ?? text.endIndex
        return NetworkAddress(String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
