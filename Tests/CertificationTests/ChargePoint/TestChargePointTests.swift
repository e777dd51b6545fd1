import OCPP16
import Testing

@testable import Certification

@Suite("The charge point of the test", .timeLimit(.minutes(5)))
struct TestChargePointTests {
    @Test("what came uninvited over a connection is told after a reconnect too")
    func leftOverOfEarlierConnection() async throws {
        try await withChargePoint(answers: Self.heartbeats(after: #"[2,"1","ClearCache",{}]"#)) { chargePoint, _ in
            try await chargePoint.send(Heartbeat())
            await chargePoint.loseConnection()
            try await chargePoint.connect()
            try await chargePoint.send(Heartbeat())
            #expect(chargePoint.leftOver() == [#"[2,"1","ClearCache",{}]"#, #"[2,"1","ClearCache",{}]"#])
            #expect(chargePoint.leftOver() == [])
        }
    }

    @Test("an answer that is given twice is once too often")
    func answeredTwice() async throws {
        try await withChargePoint(
            answers: { session, call in
                for _ in 0..<2 { session.send(Self.heartbeat(messageID(of: call))) }
                // Comes after both, so that whoever has it has them too.
                session.send(#"[2,"1","ClearCache",{}]"#)
            }
        ) { chargePoint, _ in
            try await chargePoint.send(Heartbeat())
            _ = try await chargePoint.receive(ClearCache.self)
            #expect(chargePoint.leftOver().count == 1)
        }
    }

    @Test("nothing is sent over a connection that has ended, and the reason is told")
    func ended() async throws {
        try await withChargePoint(answers: { session, _ in session.close(code: 1008) }) { chargePoint, _ in
            let failure = await failure { () async throws(CaseFailure) -> Void in
                try await chargePoint.send(Heartbeat())
            }
            #expect(failure == .failed("Heartbeat.conf did not come: the central system closed the connection with code 1008"))
            await #expect(
                throws: CaseFailure.failed(
                    "the connection ended unexpectedly: the central system closed the connection with code 1008")
            ) {
                try await chargePoint.send(Heartbeat())
            }
        }
    }

    @Test("a central system that is not there makes a case inconclusive")
    func unreachable() async throws {
        try await withChargePoint { chargePoint, peer in
            await chargePoint.disconnect()
            await peer.stop()
            let failure = await #expect(throws: CaseFailure.self) { try await chargePoint.connect() }
            #expect(failure?.outcome == .inconclusive)
            #expect(failure?.reason.hasPrefix("the central system was not reached: ") == true)
        }
    }

    private static func heartbeat(_ messageID: String) -> String {
        #"[3,"\#(messageID)",{"currentTime":"2026-01-31T09:30:00Z"}]"#
    }

    /// Sends a text that nobody asked for before each answer.
    private static func heartbeats(after uninvited: String) -> @Sendable (RawPeer.Session, String) -> Void {
        { session, call in
            session.send(uninvited)
            session.send(heartbeat(messageID(of: call)))
        }
    }
}
