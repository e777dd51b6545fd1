import Logging
import NIOCore
import NIOPosix
import OCPPJ
import Synchronization
import Testing

@testable import OCPPTransport

/// Both ends of real sockets on loopback.
@Suite("Listener and client", .timeLimit(.minutes(10)))
struct ListenerTests {
    @Test("a CALL is answered in either direction")
    func callsBothWays() async throws {
        try await withListener { url, server, client in
            let link = try await client.connect(to: url + "/CP-1", responder: TestResponder())
            let reply = try await link.call("Heartbeat", payload: Array("{}".utf8), timeout: .seconds(120))
            #expect(reply.payload["echo"]?.string == "Heartbeat")
            let back = try await server.link.call("Reset", payload: Array("{}".utf8), timeout: .seconds(120))
            #expect(back.payload["echo"]?.string == "Reset")
        }
    }

    @Test("a refusal is an HTTP status with its reason, not an upgrade", arguments: [404, 401, 400])
    func refuses(status: Int) async throws {
        try await withListener(refusal: AdmissionRefusal(status: status, reason: "go away")) { url, _, client in
            let failure = await #expect(throws: ConnectFailure.self) {
                try await client.connect(to: url + "/CP-1", responder: TestResponder())
            }
            let challenge = status == 401 ? "Basic realm=\"OCPP\", charset=\"UTF-8\"" : nil
            #expect(failure == .refused(status: status, reason: "go away", challenge: challenge))
        }
    }

    @Test("the outstanding CALL and the waiting ones fail when the connection is lost")
    func disconnected() async throws {
        try await withListener { url, server, client in
            let silent = TestResponder(isSilent: true)
            let link = try await client.connect(to: url + "/CP-1", responder: silent)
            let serverLink = try server.link
            let failures = await withTaskGroup(of: CallFailure.Code?.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        do throws(CallFailure) {
                            _ = try await serverLink.call("Reset", payload: Array("{}".utf8), timeout: .seconds(30))
                            return nil
                        } catch {
                            return error.code
                        }
                    }
                }
                await silent.waitForCall()
                link.close(.closedByOperator("test"))
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(failures.count == 3)
            #expect(failures.allSatisfy { $0 == .disconnected })
            silent.release()
        }
    }

    @Test("a taken port is reported with its number")
    func portTaken() async throws {
        try await withListener { url, _, _ in
            let port = try #require(WebSocketURL(url)?.port)
            let second = OCPPListener(
                configuration: OCPPListenerConfiguration(host: "127.0.0.1", port: port), admission: TestAdmission(),
                time: SystemTime(), group: MultiThreadedEventLoopGroup.singleton, logger: Logger(label: "test"))
            let error = await #expect(throws: ListenError.self) { try await second.start() }
            #expect(error?.port == port)
        }
    }

    private func withListener(
        refusal: AdmissionRefusal? = nil,
        _ body: (String, TestAdmission, OCPPClient) async throws -> Void
    ) async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let admission = TestAdmission(refusal: refusal)
        let listener = OCPPListener(
            configuration: OCPPListenerConfiguration(host: "127.0.0.1", port: 0), admission: admission, time: SystemTime(),
            group: group, logger: Logger(label: "test"))
        let port = try await listener.start()
        try await body("ws://127.0.0.1:\(port)/ocpp", admission, OCPPClient(group: group, time: SystemTime()))
    }
}

private final class TestAdmission: ConnectionAdmission {
    private let refusal: AdmissionRefusal?
    private let responder = TestResponder()

    init(refusal: AdmissionRefusal? = nil) {
        self.refusal = refusal
    }

    /// The server's side of the connection.
    var link: any ChargePointLink {
        get throws { try #require(responder.link) }
    }

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        if let refusal { throw refusal }
        return AdmittedConnection(responder: responder, settings: ConnectionSettings(), subprotocol: "ocpp1.6")
    }
}

/// Answers every CALL with its action's name, or not at all.
private final class TestResponder: CallResponder {
    private struct State {
        var link: (any ChargePointLink)?
        var gate: CheckedContinuation<Void, Never>?
        var isReleased = false
    }

    private let state = Mutex(State())
    private let isSilent: Bool
    private let called: AsyncStream<Void>
    private let callArrived: AsyncStream<Void>.Continuation

    init(isSilent: Bool = false) {
        self.isSilent = isSilent
        (called, callArrived) = AsyncStream.makeStream()
    }

    var link: (any ChargePointLink)? { state.withLock { $0.link } }

    func waitForCall() async {
        for await _ in called { return }
    }

    func release() {
        let gate = state.withLock { state in
            state.isReleased = true
            return state.gate.take()
        }
        gate?.resume()
    }

    func answer(_ call: InboundCall) async -> CallAnswer {
        callArrived.yield()
        if isSilent {
            await withCheckedContinuation { continuation in
                let isReleased = state.withLock { state in
                    if !state.isReleased { state.gate = continuation }
                    return state.isReleased
                }
                if isReleased { continuation.resume() }
            }
        }
        return .result(Array(#"{"echo":"\#(call.action)"}"#.utf8))
    }

    func opened(_ link: any ChargePointLink) { state.withLock { $0.link = link } }
    func closed(_ reason: DisconnectReason) {}
    func observed(_ frame: ObservedFrame) {}
    func deviated(_ deviation: ProtocolDeviation, detail: String) {}
}
