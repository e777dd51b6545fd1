import OCPP16
import OCPPJ
import Synchronization

@testable import ChargePointSimulator

/// A clock that tests move. Whoever sleeps wakes when the time has come, without any time going by.
final class TestClock: TimeSource {
    private struct State {
        var now = morning
        var sleepers: [Int: (until: Timestamp, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    func now() -> Timestamp { state.withLock { $0.now } }

    func sleep(_ duration: Duration) async throws {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                state.withLock { state in
                    guard !Task.isCancelled else {
                        continuation.resume(throwing: CancellationError())
                        return
                    }
                    let (seconds, attoseconds) = duration.components
                    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
                    let until = Timestamp(milliseconds: state.now.milliseconds + max(1, milliseconds))
                    state.sleepers[number] = (until, continuation)
                }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: number) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    func advance(milliseconds: Int64) {
        let woken = state.withLock { state in
            state.now.milliseconds += milliseconds
            let now = state.now
            let due = state.sleepers.filter { $0.value.until <= now }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Lets time go by, half a second at a time, until something is so.
    ///
    /// - Returns: false when it is not so within a very long time.
    func run(until holds: () async -> Bool) async -> Bool {
        for _ in 0..<20_000 {
            for _ in 0..<20 {
                if await holds() { return true }
                await Task.yield()
            }
            advance(milliseconds: 500)
        }
        return false
    }
}

/// A Central System without a network, that accepts everything.
final class FakeCentralSystem: Sendable {
    struct State {
        var calls: [FakeCall] = []
        var actions: [OCPPAction] { calls.map(\.action) }
        var links: [FakeLink] = []
        var closed: [DisconnectReason] = []
        var transactions = 0
        var refusals = 0
    }

    let state = Mutex(State())
    private let clock: TestClock

    init(clock: TestClock) {
        self.clock = clock
    }

    struct Refused: Error {}

    var actions: [OCPPAction] { state.withLock { $0.actions } }
    var closed: [DisconnectReason] { state.withLock { $0.closed } }

    /// Refuses the next attempts to connect.
    func refuse(next count: Int) { state.withLock { $0.refusals = count } }

    var links: [FakeLink] { state.withLock { $0.links } }

    /// What was sent of one kind, in order.
    func decoded<Request: OCPPRequest>(_ type: Request.Type, from identity: String? = nil) -> [Request] {
        state.withLock(\.calls).filter { $0.action == Request.action && (identity ?? $0.identity) == $0.identity }.compactMap {
            try? PayloadDecoder.decode(type, from: JSONNode.parse($0.payload))
        }
    }

    func connect(_ responder: any CallResponder, identity: String = "") throws -> FakeLink {
        try state.withLock { state in
            guard state.refusals == 0 else {
                state.refusals -= 1
                throw Refused()
            }
            let link = FakeLink(
                number: UInt64(state.links.count + 1), identity: identity, responder: responder, centralSystem: self)
            state.links.append(link)
            return link
        }
    }

    func answer(_ call: FakeCall) throws -> [UInt8] {
        let action = call.action
        let transaction = state.withLock { state in
            state.calls.append(call)
            if action == StartTransaction.action { state.transactions += 1 }
            return state.transactions
        }
        let accepted = IdTagInfo(status: .accepted)
        return switch action {
        case BootNotification.action:
            try PayloadEncoder.encode(
                BootNotificationResponse(status: .accepted, currentTime: DateTime(clock.now()), interval: 60))
        case Heartbeat.action: try PayloadEncoder.encode(HeartbeatResponse(currentTime: DateTime(clock.now())))
        case Authorize.action: try PayloadEncoder.encode(AuthorizeResponse(idTagInfo: accepted))
        case StartTransaction.action:
            try PayloadEncoder.encode(StartTransactionResponse(idTagInfo: accepted, transactionId: transaction))
        case SignCertificate.action: try PayloadEncoder.encode(SignCertificateResponse(status: .accepted))
        default: Array("{}".utf8)
        }
    }
}

/// What a charge point sent.
struct FakeCall: Hashable, Sendable {
    let identity: String
    let action: OCPPAction
    let payload: [UInt8]
}

final class FakeLink: ChargePointLink {
    let connectionID: ConnectionID
    private let identity: String
    private let responder: any CallResponder
    private let centralSystem: FakeCentralSystem
    private let isOpen = Mutex(true)

    init(number: UInt64, identity: String, responder: any CallResponder, centralSystem: FakeCentralSystem) {
        connectionID = ConnectionID(value: number)
        self.identity = identity
        self.responder = responder
        self.centralSystem = centralSystem
    }

    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
        guard isOpen.withLock(\.self) else { throw CallFailure(.disconnected, action: action) }
        do {
            let answer = try JSONNode.parse(centralSystem.answer(FakeCall(identity: identity, action: action, payload: payload)))
            return CallReply(messageID: "1", payload: answer, sentAt: morning, answeredAt: morning)
        } catch {
            throw CallFailure(.invalidAnswer, action: action, detail: "\(error)")
        }
    }

    func close(_ reason: DisconnectReason) {
        guard isOpen.withLock({ open in defer { open = false }; return open }) else { return }
        centralSystem.state.withLock { $0.closed.append(reason) }
        responder.closed(reason)
    }

    func apply(_ settings: ConnectionSettings) {}

    /// The network takes the connection away.
    func breakDown() {
        guard isOpen.withLock({ open in defer { open = false }; return open }) else { return }
        responder.closed(.connectionLost)
    }

    /// The Central System sends a CALL over this connection.
    func command<Request: OCPPRequest>(_ request: Request) async throws -> Request.Response {
        let call = InboundCall(
            messageID: "c", action: Request.action, payload: try node(request), receivedAt: morning)
        let answer = await responder.answer(call)
        let frame = ObservedFrame(
            direction: .sent, kind: .callResult, time: morning, messageID: "c", action: Request.action, text: [])
        responder.observed(frame)
        switch answer {
        case .result(let payload): return try PayloadDecoder.decode(Request.Response.self, from: JSONNode.parse(payload))
        case .failure(let error): throw error
        }
    }
}
