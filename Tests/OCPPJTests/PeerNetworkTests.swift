import OCPPJ
import Testing

@Suite("The network of a peer")
struct PeerNetworkTests {
    @Test(
        "is the same with and without a port",
        arguments: [("10.0.0.7:51123", "10.0.0.7"), ("[::1]:51123", "::1"), ("[fe80::1%eth0]:1", "fe80::1%eth0"), ("unknown", "unknown")])
    func port(remoteAddress: String, host: String) {
        #expect(PeerNetwork.host(of: remoteAddress) == host)
        #expect(PeerNetwork.host(of: host) == host)
        #expect(PeerNetwork(remoteAddress) == PeerNetwork(host))
    }

    @Test("is an IPv4 address, also one in IPv6, or a /64 of IPv6")
    func prefix() {
        #expect(PeerNetwork("10.0.0.1") == PeerNetwork(address: [10, 0, 0, 1]))
        #expect(PeerNetwork("10.0.0.1") != PeerNetwork("10.0.0.2"))
        #expect(PeerNetwork("::ffff:10.0.0.1") == PeerNetwork("10.0.0.1"))
        #expect(PeerNetwork("[2001:db8::1]:1") == PeerNetwork("2001:db8::ffff:ffff:ffff:ffff"))
        #expect(PeerNetwork("2001:db8::1") != PeerNetwork("2001:db8:0:1::1"))
    }

    @Test("is one of its own for what is no address")
    func names() {
        #expect(PeerNetwork("unknown") != PeerNetwork("/run/socket"))
        #expect(PeerNetwork("unknown") != PeerNetwork("0.0.0.0"))
    }
}
