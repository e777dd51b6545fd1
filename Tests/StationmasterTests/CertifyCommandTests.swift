import ArgumentParser
import Testing

@testable import stationmaster

@Suite("The command line of certify")
struct CertifyCommandTests {
    @Test("what makes sense is taken", arguments: [
        [], ["--only", "TC_003,Reservation"], ["--data", "copy"], ["--load", "1000"], ["--list"],
        ["--url", "ws://h/ocpp", "--driver", "ask"], ["--tls-url", "wss://h/ocpp", "--driver", "ask", "--trust-roots", "r.pem"],
        ["--url", "ws://h/ocpp", "--api", "http://h:8080", "--token", "t"],
    ])
    func taken(arguments: [String]) throws {
        _ = try CertifyCommand.parse(arguments)
    }

    @Test("what makes none is refused", arguments: [
        ["--only", "TC_999"], ["--url", "http://h"], ["--tls-url", "ws://h"], ["--driver", "ask"], ["--driver", "robot"],
        ["--url", "ws://h", "--token", "t"], ["--url", "ws://h", "--api", "h:8080", "--token", "t"],
        ["--api", "http://h", "--token", "t"], ["--token", "t"], ["--url", "ws://h", "--driver", "ask", "--data", "d"],
        ["--url", "ws://h", "--driver", "ask", "--token", "t"], ["--prefix", "CERT CP"], ["--prefix", "MUCH-TOO-LONG-"],
        ["--response-limit", "0"], ["--quiet-time", "-1"], ["--reservation-seconds", "0"], ["--heartbeat-seconds", "0"],
        ["--load", "0"], ["--trust-roots", "r.pem"],
    ])
    func refused(arguments: [String]) {
        #expect(throws: (any Error).self) { _ = try CertifyCommand.parse(arguments) }
    }
}
