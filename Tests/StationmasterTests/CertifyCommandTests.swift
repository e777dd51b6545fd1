import ArgumentParser
import Certification
import Foundation
import Testing

@testable import stationmaster

@Suite("The command line of certify")
struct CertifyCommandTests {
    @Test("what makes sense is taken", arguments: [
        [], ["--only", "TC_003,Reservation"], ["--data", "copy"], ["--load", "1000"], ["--list"],
        ["--url", "ws://h/ocpp", "--driver", "ask"], ["--tls-url", "wss://h/ocpp", "--driver", "ask", "--trust-roots", "r.pem"],
        ["--url", "ws://h/ocpp", "--api", "http://h:8080", "--token", "t"], ["--quiet-time", "0"],
        ["--tls-url", "wss://h/ocpp", "--mtls-url", "wss://m/ocpp", "--driver", "ask"],
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
        ["--only", ""], ["--only", ","], ["--only", "TC_003", "--only", ""], ["--load", "0"], ["--trust-roots", "r.pem"],
        ["--tls-url", "wss://h", "--mtls-url", "ws://m", "--driver", "ask"],
        ["--url", "ws://h", "--mtls-url", "wss://m", "--driver", "ask"],
    ])
    func refused(arguments: [String]) {
        #expect(throws: (any Error).self) { _ = try CertifyCommand.parse(arguments) }
    }

    @Test("a person has minutes for what a program does at once, unless it is said otherwise", arguments: [
        ([], false, 1, 2, false, 60), ([], true, 10, 120, true, 240), (["--heartbeat-seconds", "3", "--reservation-seconds", "90"], true, 3, 90, true, 180),
    ] as [([String], Bool, Int, Int, Bool, Int)])
    func patience(
        arguments: [String], isDialog: Bool, heartbeat: Int, reservation: Int, sendsHeartbeats: Bool, longestWait: Int
    ) throws {
        var configuration = TestConfiguration()
        try CertificationTestOptions.parse(arguments).apply(to: &configuration, isDialog: isDialog)
        #expect(configuration.heartbeatSeconds == heartbeat)
        #expect(configuration.reservationSeconds == reservation)
        #expect(configuration.sendsHeartbeats == sendsHeartbeats)
        #expect(configuration.longestWait == .seconds(longestWait))
    }

    @Test("a folder is no place for a report, which is said before anything is played")
    func folder() throws {
        let folder = FileManager.default.temporaryDirectory.path
        #expect(throws: (any Error).self) { try CertificationReportOptions.parse(["--json", folder]).prepare() }
        try CertificationReportOptions.parse(["--json", folder + "/certify-report.json"]).prepare()
    }
}
