import NIOCore
import OCPPJ

extension PeerNetwork {
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
