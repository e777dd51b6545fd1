import Logging
import NIOCore
import NIOPosix
import OCPPJ
import Synchronization
import Testing

@testable import OCPPTransport

/// What simulated charge points do otherwise than the specification wants it, seen from the server.
@Suite("Odd forms of CALLs", .timeLimit(.minutes(10)))
struct CallFormTests {
    @Test("a CALL goes under the id it is given, twice, and is answered once")
    func copies() async throws {
        try await withConnection { link, server in
            let form = CallForm(messageID: "same", copies: 2)
            let reply = try await link.call("StartTransaction", payload: Array("{}".utf8), as: form, timeout: .seconds(120))
            #expect(reply.messageID == "same")
            #expect(await server.next { $0.deviation == .repeatedMessage })
            // The second answer is nobody's, and the next CALL is not mistaken for it.
            let next = try await link.call("Heartbeat", payload: Array("{}".utf8), timeout: .seconds(120))
            #expect(next.messageID != "same")
            #expect(server.calls == ["StartTransaction", "Heartbeat"])
        }
    }

    @Test("an answer that nobody asked for follows a CALL")
    func unsolicited() async throws {
        try await withConnection { link, server in
            let form = CallForm(followedBy: Array(#"[3,"unasked",{}]"#.utf8))
            _ = try await link.call("Heartbeat", payload: Array("null".utf8), as: form, timeout: .seconds(120))
            #expect(await server.next { $0.deviation == .unsolicitedAnswer })
        }
    }

    @Test("a link that is lost ends without a close frame; one that is closed does not")
    func lost() async throws {
        try await withConnection { link, server in
            link.close(.connectionLost)
            #expect(await server.next { $0.end == .connectionLost })
        }
        try await withConnection { link, server in
            link.close(.shutdown)
            #expect(await server.next { $0.end == .closedByPeer(code: 1001, reason: "server stopped") })
        }
    }

    private func withConnection(_ body: (any ChargePointLink, WatchingResponder) async throws -> Void) async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let admission = WatchingAdmission()
        let listener = OCPPListener(
            configuration: OCPPListenerConfiguration(host: "127.0.0.1", port: 0), admission: admission, time: SystemTime(),
            group: group, logger: Logger(label: "test"))
        let port = try await listener.start()
        let client = try await OCPPClient(group: group, time: SystemTime())
        let link = try await client.connect(to: "ws://127.0.0.1:\(port)/ocpp/CP-1", responder: WatchingResponder())
        try await body(link, admission.responder)
        link.close(.shutdown)
    }
}

private final class WatchingAdmission: ConnectionAdmission {
    let responder = WatchingResponder()

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        AdmittedConnection(responder: responder, settings: ConnectionSettings(), subprotocol: "ocpp1.6")
    }
}

/// Answers every CALL, and tells what was odd and how the connection ended.
private final class WatchingResponder: CallResponder {
    struct Event: Sendable {
        var deviation: ProtocolDeviation?
        var end: DisconnectReason?
    }

    private let answered = Mutex<[OCPPAction]>([])
    private let events: AsyncStream<Event>
    private let happened: AsyncStream<Event>.Continuation

    init() {
        (events, happened) = AsyncStream.makeStream()
    }

    var calls: [OCPPAction] { answered.withLock(\.self) }

    /// Waits for such an event; false when there are no more.
    func next(_ matches: (Event) -> Bool) async -> Bool {
        for await event in events where matches(event) { return true }
        return false
    }

    func answer(_ call: InboundCall) async -> CallAnswer {
        answered.withLock { $0.append(call.action) }
        return .result(Array("{}".utf8))
    }

    func opened(_ link: any ChargePointLink) {}

    func closed(_ reason: DisconnectReason) {
        happened.yield(Event(end: reason))
        happened.finish()
    }

    func observed(_ frame: ObservedFrame) {}
    func deviated(_ deviation: ProtocolDeviation, detail: String) { happened.yield(Event(deviation: deviation)) }
}
