import NIOPosix
import OCPPJ
import OCPPTransport
import Testing

@testable import Certification

/// What a case waits for, and what becomes of the rest.
@Suite("Waiting for what the Central System sends", .timeLimit(.minutes(5)))
struct PeerConnectionTests {
    @Test("texts are given in the order that they came in")
    func order() async throws {
        try await withConnection { connection, session in
            for text in ["first", "second", "third"] { session.send(text) }
            var texts: [String?] = []
            for _ in 0..<3 { texts.append(await connection.first(within: .seconds(60)) { _ in true }?.text) }
            #expect(texts == ["first", "second", "third"])
            #expect(connection.leftOver().isEmpty)
        }
    }

    @Test("what nobody wants stays, in order, until it is looked for")
    func leftOver() async throws {
        try await withConnection { connection, session in
            for text in ["first", "second", "third", "fourth"] { session.send(text) }
            _ = await connection.first(within: .seconds(60)) { $0.text == "fourth" }
            #expect(await connection.first(within: .seconds(60)) { $0.text == "second" }?.text == "second")
            #expect(connection.leftOver().map(\.text) == ["first", "third"])
            #expect(connection.leftOver().isEmpty)
        }
    }

    @Test("each of several waits gets the text that it wants")
    func several() async throws {
        try await withConnection { connection, session in
            async let one = connection.first(within: .seconds(60)) { $0.text == "one" }
            async let two = connection.first(within: .seconds(60)) { $0.text == "two" }
            session.send("two")
            session.send("one")
            let texts = await [one?.text, two?.text]
            #expect(texts == ["one", "two"])
            #expect(connection.leftOver().isEmpty)
        }
    }

    @Test("a limit that passes ends the wait, and what comes later is there for the next one")
    func limit() async throws {
        try await withConnection { connection, session in
            #expect(await connection.first(within: .milliseconds(20)) { _ in true } == nil)
            session.send("late")
            #expect(await connection.first(within: .seconds(60)) { _ in true }?.text == "late")
        }
    }

    @Test("a text that is there already is given however short the limit is")
    func alreadyThere() async throws {
        try await withConnection { connection, session in
            session.send("there")
            session.send("marker")
            _ = await connection.first(within: .seconds(60)) { $0.text == "marker" }
            #expect(await connection.first(within: .zero) { _ in true }?.text == "there")
        }
    }

    @Test("a wait whose task is cancelled ends at once")
    func cancellation() async throws {
        try await withConnection { connection, _ in
            let wait = Task { await connection.first(within: .seconds(3600)) { _ in true } }
            wait.cancel()
            #expect(await wait.value == nil)
        }
    }

    @Test("a close frame ends the wait, and its code is told")
    func closed() async throws {
        try await withConnection { connection, session in
            async let waited = connection.first(within: .seconds(3600)) { $0.text == "never" }
            session.send("before the close")
            session.close(code: 1001)
            #expect(await waited == nil)
            #expect(connection.closeReason == "the central system closed the connection with code 1001")
            #expect(await connection.first(within: .seconds(60)) { _ in true }?.text == "before the close")
            #expect(await connection.first(within: .seconds(3600)) { _ in true } == nil)
            #expect(await connection.send("after") == false)
        }
    }

    @Test("a connection that is gone without a close frame ends the wait")
    func lost() async throws {
        try await withConnection { connection, session in
            async let waited = connection.first(within: .seconds(3600)) { _ in true }
            session.drop()
            #expect(await waited == nil)
            #expect(connection.closeReason == "the connection was lost without a close frame")
        }
    }

    @Test("closing and dropping return when the connection is gone", arguments: [true, false])
    func ending(closes: Bool) async throws {
        try await withConnection { connection, _ in
            async let waited = connection.first(within: .seconds(3600)) { _ in true }
            if closes { await connection.close() } else { await connection.drop() }
            #expect(connection.closeReason != nil)
            #expect(await waited == nil)
            #expect(await connection.send("after") == false)
        }
    }

    private func withConnection(_ body: (PeerConnection, RawPeer.Session) async throws -> Void) async throws {
        let peer = try await RawPeer()
        let client = try await OCPPClient(group: MultiThreadedEventLoopGroup.singleton, time: SystemTime())
        let connection = PeerConnection { _ in }
        try await client.openWebSocket(to: peer.url + "/CP-1") { channel, _ in try connection.attach(to: channel) }
        try await body(connection, try #require(peer.session))
        await connection.drop()
        await peer.stop()
    }
}

