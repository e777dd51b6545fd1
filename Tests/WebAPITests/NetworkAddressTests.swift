import Testing

@testable import WebAPI

@Suite("Addresses of the network")
struct NetworkAddressTests {
    @Test("what is not of the public Internet has a purpose", arguments: [
        ("0.0.0.0", "this network"), ("0.255.255.255", "this network"), ("10.0.0.1", "private"), ("100.64.0.1", "carrier"),
        ("100.127.255.255", "carrier"), ("127.0.0.1", "loopback"), ("127.255.255.254", "loopback"),
        ("169.254.169.254", "link-local"), ("172.16.0.1", "private"), ("172.31.255.255", "private"),
        ("192.0.0.8", "protocol"), ("192.0.2.1", "documentation"), ("192.88.99.1", "6to4"), ("192.168.1.1", "private"),
        ("198.18.0.1", "benchmarks"), ("198.19.255.255", "benchmarks"), ("198.51.100.1", "documentation"),
        ("203.0.113.1", "documentation"), ("224.0.0.1", "multicast"), ("239.255.255.255", "multicast"),
        ("240.0.0.1", "reserved"), ("255.255.255.255", "reserved"),
        ("::", "unspecified"), ("::1", "loopback"), ("::ffff:127.0.0.1", "loopback"), ("::ffff:a9fe:a9fe", "link-local"),
        ("::ffff:10.1.2.3", "private"), ("::127.0.0.1", "reserved"), ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::169.254.169.254", "link-local"), ("64:ff9b:1::1", "reserved"), ("100::1", "reserved"),
        ("2001::1", "protocol"), ("2001:0:4136:e378::1", "protocol"), ("2001:db8::1", "documentation"),
        ("2002:7f00:1::1", "6to4"), ("3fff::1", "documentation"), ("fc00::1", "private"), ("fdff::1", "private"),
        ("fe80::1", "link-local"), ("febf::1", "link-local"), ("fec0::1", "reserved"), ("ff02::1", "multicast"),
        ("4000::1", "reserved"), ("5f00::1", "reserved"),
    ])
    func special(text: String, purpose: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.purpose?.contains(purpose) == true)
    }

    @Test("an address of the public Internet has none", arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1",
        "169.253.255.255", "169.255.0.1", "172.15.255.255", "172.32.0.1", "192.167.255.255", "192.169.0.1", "198.17.255.255",
        "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "2001:200::1", "2003::1", "3ffe::1",
        "::ffff:8.8.8.8", "64:ff9b::808:808",
    ])
    func ordinary(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.purpose == nil)
    }

    @Test("what is no address in the usual notation is a name, which the resolver must answer for", arguments: [
        "localhost", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1.", "1.2.3.4.5", "[::1]", "",
    ])
    func names(text: String) {
        #expect(NetworkAddress(text) == nil)
    }
}
