import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Failed handshakes")
struct HandshakeFailureTests {
    private func failure(_ address: String, _ reason: String = "no common cipher suite") -> HandshakeFailure {
        HandshakeFailure(
            time: Timestamp(milliseconds: 1_790_000_000_000), remoteAddress: address, serverName: "csms.example.com",
            offeredVersions: ["TLS 1.2"], offeredCipherSuites: ["TLS_RSA_WITH_RC4_128_MD5", "0xABCD"],
            clientCertificateSubject: address.hasPrefix("10.0.0.2") ? "CN=CP-1" : nil, reason: reason)
    }

    @Test("are listed with all that is known, newest first, after the next flush")
    func listed() async throws {
        let fixture = try await CentralSystemFixture()
        let service = fixture.system.handshakeFailures
        service.handshakeFailed(failure("10.0.0.1:1000"))
        service.handshakeFailed(failure("10.0.0.2:1000", "no ClientHello within 10 s"))
        #expect(try await service.list().items.isEmpty)
        await fixture.system.flush()
        let listed = try await service.list().items
        #expect(listed.map(\.failure) == [failure("10.0.0.2:1000", "no ClientHello within 10 s"), failure("10.0.0.1:1000")])
        #expect(fixture.system.metrics.handshakeFailures.value == 2)
    }

    @Test("are found by address, whatever the port", arguments: [("10.0.0.7:1", "10.0.0.7"), ("[2001:db8::1]:1", "2001:db8::1")])
    func byAddress(remoteAddress: String, address: String) async throws {
        let fixture = try await CentralSystemFixture()
        let service = fixture.system.handshakeFailures
        for other in ["10.0.0.1:1", remoteAddress, "10.0.0.77:1", remoteAddress + "2"] { service.handshakeFailed(failure(other)) }
        await fixture.system.flush()
        let listed = try await service.list(address: address).items
        #expect(listed.map(\.failure.remoteAddress) == [remoteAddress + "2", remoteAddress])
    }

    @Test("only the newest are kept, and only so many wait to be written")
    func kept() async throws {
        let fixture = try await CentralSystemFixture()
        let service = fixture.system.handshakeFailures
        let rounds = HandshakeFailureService.kept / HandshakeFailureService.bufferLimit + 1
        for round in 0..<rounds {
            for number in 0..<(HandshakeFailureService.bufferLimit + 5) {
                service.handshakeFailed(failure("10.0.\(round).1:\(number)"))
            }
            await fixture.system.flush()
        }
        #expect(fixture.system.metrics.handshakeFailures.value == rounds * (HandshakeFailureService.bufferLimit + 5))
        let old = try await service.list(address: "10.0.0.1", PageRequest(limit: 10)).items
        #expect(old.isEmpty)
        let newest = try await service.list(PageRequest(limit: 1)).items
        #expect(newest.first?.failure.remoteAddress == "10.0.\(rounds - 1).1:\(HandshakeFailureService.bufferLimit - 1)")
    }

    @Test("connections that were dropped are counted by cause")
    func dropped() async throws {
        let fixture = try await CentralSystemFixture()
        for cause in DroppedConnection.allCases { fixture.system.handshakeFailures.connectionDropped(cause) }
        fixture.system.handshakeFailures.connectionDropped(.silent)
        let counted = Dictionary(uniqueKeysWithValues: fixture.system.metrics.connectionsDropped.values.map { ($0.label, $0.value) })
        #expect(counted["silent"] == 2)
        #expect(counted["tooManyHandshakesFromAddress"] == 1)
        #expect(counted["other"] == 0)
    }
}
