import NIOCore

/// The address at which other machines reach this one.
enum MachineAddress {
    /// The first IPv4 address that is not loopback; nil on a machine that has none.
    static var first: String? {
        let devices = (try? System.enumerateDevices()) ?? []
        return devices.lazy.compactMap(\.address)
            .filter { $0.protocol == .inet }
            .compactMap(\.ipAddress)
            .first { !$0.hasPrefix("127.") && !$0.hasPrefix("169.254.") }
    }
}
