import OCPPJ
import Testing

@testable import OCPPTransport

@Suite("Limits of handshakes")
struct HandshakeLimiterTests {
    private let first = PeerNetwork(address: [10, 0, 0, 1])
    private let second = PeerNetwork(address: [10, 0, 0, 2])

    @Test("one address has so many open handshakes at a time, another one as many")
    func perAddress() {
        let limiter = HandshakeLimiter(ConnectionLimits(handshakes: 0, handshakesPerAddress: 2, connectionsPerSecond: 0))
        #expect(limiter.admit(first, at: 0) == nil)
        #expect(limiter.admit(first, at: 0) == nil)
        #expect(limiter.admit(first, at: 0) == .tooManyHandshakesFromAddress)
        #expect(limiter.admit(second, at: 0) == nil)
        limiter.release(first)
        #expect(limiter.admit(first, at: 0) == nil)
        #expect(limiter.open == 3)
    }

    @Test("all together have so many open handshakes at a time")
    func inAll() {
        let limiter = HandshakeLimiter(ConnectionLimits(handshakes: 2, handshakesPerAddress: 0, connectionsPerSecond: 0))
        #expect(limiter.admit(first, at: 0) == nil)
        #expect(limiter.admit(second, at: 0) == nil)
        #expect(limiter.admit(PeerNetwork(address: [10, 0, 0, 3]), at: 0) == .tooManyHandshakes)
    }

    @Test("connections of one address may come at once for twenty seconds' worth, then at the steady rate")
    func rate() {
        let limiter = HandshakeLimiter(ConnectionLimits(handshakes: 0, handshakesPerAddress: 0, connectionsPerSecond: 10))
        for _ in 0..<200 { #expect(limiter.admit(first, at: 0) == nil) }
        #expect(limiter.admit(first, at: 0) == .tooFastFromAddress)
        #expect(limiter.admit(second, at: 0) == nil)
        #expect(limiter.admit(first, at: 100) == nil)
        #expect(limiter.admit(first, at: 100) == .tooFastFromAddress)
    }

    @Test("the defaults let 10,000 charge points behind one address come back at once")
    func storm() {
        let limiter = HandshakeLimiter(ConnectionLimits())
        for _ in 0..<10_000 { #expect(limiter.admit(first, at: 0) == nil) }
    }

    @Test("addresses of one IPv6 subscriber count together, IPv4 addresses in IPv6 each alone")
    func networks() {
        let subscriber: [UInt8] = [0x20, 1, 0xD, 0xB8, 0, 0, 0, 1]
        let own = PeerNetwork(address: subscriber + [0, 0, 0, 0, 0, 0, 0, 1])
        #expect(own == PeerNetwork(address: subscriber + [9, 9, 9, 9, 9, 9, 9, 9]))
        #expect(own != PeerNetwork(address: [0x20, 1, 0xD, 0xB8, 0, 0, 0, 2] + [0, 0, 0, 0, 0, 0, 0, 1]))
        let mapped = Array(repeating: UInt8(0), count: 10) + [0xFF, 0xFF]
        #expect(PeerNetwork(address: mapped + [10, 0, 0, 1]) == first)
        #expect(PeerNetwork(address: mapped + [10, 0, 0, 2]) != first)
    }
}

@Suite("The pace of messages that do not wait")
struct MessagePaceTests {
    @Test("ten seconds' worth may come at once; then as much again is refused before the connection is cut")
    func burst() {
        var pace = MessagePace(limit: 5, at: 0)
        for _ in 0..<50 { #expect(pace.note(at: 0) == .fine) }
        for _ in 0..<50 { #expect(pace.note(at: 0) == .tooFast) }
        #expect(pace.note(at: 0) == .tooLong)
    }

    @Test("whoever keeps to the rate is never refused")
    func steady() {
        var pace = MessagePace(limit: 5, at: 0)
        for moment in 0..<1000 { #expect(pace.note(at: Int64(moment) * 200) == .fine) }
    }

    @Test("after a rest everything is forgiven")
    func rest() {
        var pace = MessagePace(limit: 1, at: 0)
        for _ in 0..<15 { _ = pace.note(at: 0) }
        for _ in 0..<10 { #expect(pace.note(at: 20_000) == .fine) }
        for _ in 0..<10 { #expect(pace.note(at: 20_000) == .tooFast) }
    }
}
