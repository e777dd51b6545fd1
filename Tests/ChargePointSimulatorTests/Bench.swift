import OCPP16
import OCPPJ

@testable import ChargePointSimulator

/// A charge point's behaviour on a bench: time passes when the test says so, and a Central System answers at once.
struct Bench {
    var behaviour: ChargePointBehaviour
    var now = morning
    private(set) var sent: [(at: Timestamp, message: OutgoingMessage)] = []
    /// The same as it went over the wire.
    private(set) var calls: [OutgoingCall] = []
    private(set) var closes: [DisconnectReason] = []
    private(set) var losses: [LinkLoss] = []
    private(set) var applied: [ConnectionSettings] = []
    /// How each connection was to be made.
    private(set) var accesses: [CentralSystemAccess] = []
    var connects: Int { accesses.count }
    /// What was to be transferred.
    private(set) var transfers: [FileTransfer] = []
    /// How transfers end; nil for those whose end the test tells itself.
    var files: ((FileTransfer) -> FileTransferResult?)?
    /// Whether the Central System can be reached.
    var isReachable = true
    /// What is in the way of a connection that is made so; nil for nothing.
    var obstacle: ((CentralSystemAccess) -> ConnectObstacle?)?
    /// The requests for certificates that were made.
    private(set) var signingRequests: [SigningRequest] = []
    /// Another answer than the usual one.
    var answer: ((OutgoingMessage) throws -> Result<JSONNode, CallFailure>?)?
    private var transactions = 0

    init(_ profile: ChargePointProfile) {
        behaviour = ChargePointBehaviour(profile: profile, now: morning, connectAt: morning)
    }

    var messages: [OutgoingMessage] { sent.map(\.message) }
    var summaries: [String] { messages.map(\.summary) }

    mutating func forget() { sent = [] }
    mutating func forgetAllButLast() { sent = sent.suffix(1) }

    /// Lets everything happen that happens without time going by.
    mutating func settle() throws {
        behaviour.advance(to: now)
        while let action = behaviour.nextAction(at: now) {
            switch action {
            case .connect(let access):
                accesses.append(access)
                if let obstacle = isReachable ? obstacle?(access) : .unreachable {
                    behaviour.connectFailed("no connection", obstacle, at: now)
                } else {
                    _ = behaviour.connected(at: now)
                }
            case .makeSigningRequest(let order):
                let request = try order.carryOut()
                signingRequests.append(request)
                behaviour.signingRequestMade(order.number, .success(request), at: now)
            case .send(let call):
                sent.append((now, call.message))
                calls.append(call)
                behaviour.answered(call.number, try reply(to: call.message), at: now)
            case .close(let reason): closes.append(reason)
            case .lose(let loss): losses.append(loss)
            case .transfer(let transfer):
                transfers.append(transfer)
                if let result = files?(transfer) { behaviour.transferred(transfer.number, result, at: now) }
            case .apply(let settings): applied.append(settings)
            }
            behaviour.advance(to: now)
        }
    }

    /// Lets time go by, from one due thing to the next.
    mutating func run(seconds: Double) throws {
        let end = now.later(bySeconds: seconds)
        try settle()
        while let due = behaviour.wakeAt, due <= end {
            guard due > now else { throw Stuck(at: now) }
            now = due
            try settle()
        }
        now = end
        try settle()
    }

    struct Stuck: Error { let at: Timestamp }

    /// Lets time go by until such a message is sent.
    mutating func run(atMost seconds: Double = 100_000, until matches: (OutgoingMessage) -> Bool) throws -> Bool {
        let end = now.later(bySeconds: seconds)
        var seen = sent.count
        try settle()
        while true {
            if sent[seen...].contains(where: { matches($0.message) }) { return true }
            seen = sent.count
            guard let due = behaviour.wakeAt, due <= end else { return false }
            guard due > now else { throw Stuck(at: now) }
            now = due
            try settle()
        }
    }

    /// The link breaks.
    mutating func disconnect() throws {
        isReachable = false
        behaviour.disconnected(at: now)
        try settle()
    }

    /// The Central System sends a CALL; what follows from it happens once the answer is out.
    mutating func command<Request: OCPPRequest>(_ request: Request) throws -> Request.Response {
        let answer = behaviour.answer(Request.action, try node(request), at: now)
        let before = sent.count
        try settle()
        guard sent.count == before else { throw Overtaken() }
        behaviour.answerSent()
        try settle()
        switch answer {
        case .result(let payload): return try PayloadDecoder.decode(Request.Response.self, from: JSONNode.parse(payload))
        case .failure(let error): throw error
        }
    }

    /// Something was sent ahead of the answer to a command.
    struct Overtaken: Error {}

    private mutating func reply(to message: OutgoingMessage) throws -> Result<JSONNode, CallFailure> {
        if let special = try answer?(message) { return special }
        switch message {
        case .bootNotification: return .success(try bootAnswer(.accepted, interval: 300))
        case .heartbeat: return .success(try node(HeartbeatResponse(currentTime: DateTime(now))))
        case .authorize: return .success(try node(AuthorizeResponse(idTagInfo: IdTagInfo(status: .accepted))))
        case .transaction(.start):
            transactions += 1
            return .success(
                try node(StartTransactionResponse(idTagInfo: IdTagInfo(status: .accepted), transactionId: transactions)))
        case .signCertificate: return .success(try node(SignCertificateResponse(status: .accepted)))
        default: return .success(try node("{}"))
        }
    }

    func bootAnswer(_ status: RegistrationStatus, interval: Int) throws -> JSONNode {
        try node(BootNotificationResponse(status: status, currentTime: DateTime(now), interval: Seconds(interval)))
    }
}
