import Foundation

/// The names under which charge points reach this server, for its certificates, when the operator names none.
enum ServerNames {
    /// - Parameters:
    ///   - publicURL: the URL for charge points; empty when it follows from the host.
    ///   - host: the address that the listener is bound to.
    /// - Returns: the name proper, and further ones.
    static func defaults(publicURL: String, host: String) -> (name: String, alternatives: [String]) {
        let isAny = host.isEmpty || host == "0.0.0.0" || host == "::"
        let machine = ProcessInfo.processInfo.hostName
        let local = ["localhost", "127.0.0.1", "::1"]
        let own = isAny ? [machine] + [MachineAddress.first].compactMap { $0 } + local : [host]
        guard let name = URLComponents(string: publicURL)?.host, !name.isEmpty else { return (own[0], Array(own.dropFirst())) }
        return (name.trimmingCharacters(in: CharacterSet(charactersIn: "[]")), own)
    }
}
