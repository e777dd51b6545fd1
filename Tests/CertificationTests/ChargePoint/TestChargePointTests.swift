import NIOCore
import NIOPosix
import OCPP16
import OCPPJ
import OCPPTransport
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

    @Test("an answer that is no text fails at once, and says what it was")
    func binaryAnswer() async throws {
        try await withChargePoint(answers: { session, _ in session.send(opcode: 2, [1, 2, 3]) }) { chargePoint, _ in
            let failure = await failure { () async throws(CaseFailure) -> Void in
                try await chargePoint.send(Heartbeat())
            }
            #expect(
                failure
                    == .failed(
                        "Heartbeat.conf was awaited, and the central system sent a binary message of 3 bytes, expected text"))
        }
    }

    @Test("a message id that comes again is objected to")
    func messageIDAgain() async throws {
        try await withChargePoint { chargePoint, peer in
            let session = try #require(peer.session)
            for _ in 0..<2 { session.send(#"[2,"1","ClearCache",{}]"#) }
            _ = try await chargePoint.receive(ClearCache.self)
            let failure = await failure { () async throws(CaseFailure) -> Void in
                _ = try await chargePoint.receive(ClearCache.self)
            }
            #expect(
                failure
                    == .failed(
                        "ClearCache.req: the message id 1 was that of an earlier CALL on this connection, expected another one"))
        }
    }

    @Test("times in answers have 0, 3 and 6 digits after the second in turn, too")
    func timesInAnswers() async throws {
        let (texts, arrived) = AsyncStream.makeStream(of: String.self)
        try await withChargePoint(answers: { _, text in arrived.yield(text) }) { chargePoint, peer in
            let session = try #require(peer.session)
            let answer = GetCompositeScheduleResponse(
                status: .accepted, scheduleStart: DateTime(Timestamp(milliseconds: 1_769_851_800_250)))
            var digits: Set<String> = []
            var answers = texts.makeAsyncIterator()
            for number in 1...3 {
                session.send(#"[2,"\#(number)","GetCompositeSchedule",{"connectorId":1,"duration":60}]"#)
                let call = try await chargePoint.receive(GetCompositeSchedule.self)
                try await chargePoint.answer(call, answer)
                let text = await answers.next() ?? ""
                digits.insert(text.firstMatch(of: /:\d\d(\.\d+)?Z/).map { String($0.output.1 ?? "") } ?? "none")
            }
            #expect(digits == ["", ".250", ".250000"])
        }
    }

    @Test("a connection that is refused, and one that has ended, stand in the trace as failures")
    func failuresInTrace() async throws {
        try await withChargePoint(answers: { session, _ in session.close(code: 1008) }) { chargePoint, peer in
            for _ in 0..<2 { _ = try? await chargePoint.send(Heartbeat()) }
            let told = chargePoint.trace.entries.filter { $0.kind == .failure }.map(\.text)
            #expect(
                told == [
                    "Heartbeat.conf did not come: the central system closed the connection with code 1008",
                    "the connection ended unexpectedly: the central system closed the connection with code 1008",
                ])
        }
    }

    @Test("a central system that ends the connection without an answer is told from one that refuses it")
    func hungUp() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in channel.close() }
            .bind(host: "127.0.0.1", port: 0).get()
        try await withChargePoint { chargePoint, _ in
            let client = try await OCPPClient(group: MultiThreadedEventLoopGroup.singleton, time: SystemTime())
            var configuration = TestConfiguration()
            configuration.url = "ws://127.0.0.1:\(server.localAddress?.port ?? 0)"
            let caller = TestChargePoint(
                access: chargePoint.access, configuration: configuration, client: client, trace: CaseTrace(),
                responseTimes: ResponseTimes())
            guard case .hungUp = try await caller.attempt(ConnectionAttempt()) else {
                Issue.record("the end of the connection was not noticed as that")
                return
            }
            let failure = await #expect(throws: CaseFailure.self) { try await caller.connect() }
            #expect(failure?.outcome == .failed)
            #expect(caller.trace.entries.last?.kind == .failure)
        }
        try await server.close()
    }

    @Test("charge points with certificates connect where those are asked for, the others where they are not")
    func endpoints() throws {
        var configuration = TestConfiguration()
        configuration.url = "ws://h/ocpp"
        configuration.secureURL = "wss://h/ocpp"
        let urls = { (configuration: TestConfiguration) in
            try (1...3).map { try configuration.url(of: configuration.endpoint(forProfile: $0), identity: "CP-1") }
        }
        #expect(try urls(configuration) == ["ws://h/ocpp/CP-1", "wss://h/ocpp/CP-1", "wss://h/ocpp/CP-1"])
        configuration.mutualTLSURL = "wss://certificates.h/ocpp"
        #expect(try urls(configuration) == ["ws://h/ocpp/CP-1", "wss://h/ocpp/CP-1", "wss://certificates.h/ocpp/CP-1"])
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
