import Logging
import NIOPosix
import OCPPJ
import OCPPTransport
import Synchronization

@testable import Certification

/// As much of a Central System as the cases of the optional profiles need, and its operator. It does what it is asked to, but for
/// its fault.
final class ProfileCentralSystem: ConnectionAdmission, CentralSystemDriver {
    let name = "test double"
    private let fault: ProfileFault
    private let idTags: TestIdTags
    private let connections = Mutex<[String: Connection]>([:])
    private let transactions = Atomic(0)
    /// The last status of connector 1.
    private let status = Mutex("")

    init(_ fault: ProfileFault, idTags: TestIdTags) {
        self.fault = fault
        self.idTags = idTags
    }

    /// Listens on a port of its own while `body` runs.
    ///
    /// - Parameter body: is given where charge points connect to.
    func listening<Outcome>(_ body: (String) async throws -> Outcome) async throws -> Outcome {
        let listener = OCPPListener(
            configuration: OCPPListenerConfiguration(host: "127.0.0.1", port: 0), admission: self, time: SystemTime(),
            group: MultiThreadedEventLoopGroup.singleton, logger: Logger(label: "test"))
        return try await body("ws://127.0.0.1:\(try await listener.start())/ocpp")
    }

    // MARK: The wire

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        let connection = Connection { [self] call in answer(call) }
        connections.withLock { $0[request.identity ?? ""] = connection }
        return AdmittedConnection(responder: connection, settings: ConnectionSettings(), subprotocol: "ocpp1.6")
    }

    private func answer(_ call: InboundCall) -> CallAnswer {
        if call.action == "StatusNotification", call.payload["connectorId"]?.int == 1 {
            status.withLock { $0 = call.payload["status"]?.string ?? "" }
        }
        let text = fault.answers(call.action, String(decoding: call.payload.text, as: UTF8.self), confirmation(of: call))
        guard let text else { return .failure(CallError(.internalError, "the test wants it so")) }
        return .result(Array(text.utf8))
    }

    private func confirmation(of call: InboundCall) -> String {
        switch call.action.rawValue {
        case "BootNotification": #"{"status":"Accepted","currentTime":"2026-01-31T09:30:00Z","interval":300}"#
        case "Heartbeat": #"{"currentTime":"2026-01-31T09:30:00Z"}"#
        case "Authorize":
            [idTags.child, idTags.sibling].contains(call.payload["idTag"]?.string)
                ? #"{"idTagInfo":{"status":"Accepted","parentIdTag":"\#(idTags.parent)"}}"#
                : #"{"idTagInfo":{"status":"Accepted"}}"#
        case "StartTransaction":
            #"{"transactionId":\#(transactions.wrappingAdd(1, ordering: .relaxed).newValue),"idTagInfo":{"status":"Accepted"}}"#
        default: "{}"
        }
    }

    // MARK: The operator

    func system() async throws(DriverFailure) -> SystemUnderTest {
        SystemUnderTest(vendor: "Tests", name: "Test double", version: "1")
    }

    func provision(_ provision: Provision) async throws(DriverFailure) {}

    func perform(_ request: OperatorRequest, on identity: String) async throws(DriverFailure) -> OperatorOutcome {
        if let refusal = fault.refuses(request.action, status.withLock { $0 }) { throw .refused(refusal) }
        guard let link = await connections.withLock({ $0[identity] })?.link() else { throw .refused("not connected") }
        let reply: CallReply
        do {
            let payload = fault.sends(request.action, request.payload)
            reply = try await link.call(request.action, payload: Array(payload.utf8), timeout: .seconds(60))
        } catch {
            return OperatorOutcome(status: error.code.rawValue)
        }
        let shown = fault.shows(request.action, String(decoding: reply.payload.text, as: UTF8.self))
        let status = (try? JSONNode.parse(Array(shown.utf8)))?["status"]?.string
        if fault.isTalkative(request.action) {
            _ = try? await link.call("GetConfiguration", payload: Array("{}".utf8), timeout: .milliseconds(1))
        }
        return OperatorOutcome(status: status, payload: shown)
    }

    func looks(for fact: Fact) async throws(DriverFailure) -> FactAnswer {
        fault.hidesFacts ? .denied("something else") : .confirmed
    }
}

/// One connection of a charge point.
private final class Connection: CallResponder {
    private let answering: @Sendable (InboundCall) -> CallAnswer
    private let current = Mutex<(any ChargePointLink)?>(nil)
    /// Ends when the connection is open.
    private let opening: AsyncStream<Never>
    private let opener: AsyncStream<Never>.Continuation

    init(answering: @escaping @Sendable (InboundCall) -> CallAnswer) {
        self.answering = answering
        (opening, opener) = AsyncStream.makeStream()
    }

    /// Waits until the connection is open.
    func link() async -> (any ChargePointLink)? {
        for await _ in opening {}
        return current.withLock { $0 }
    }

    func answer(_ call: InboundCall) async -> CallAnswer { answering(call) }

    func opened(_ link: any ChargePointLink) {
        current.withLock { $0 = link }
        opener.finish()
    }

    func closed(_ reason: DisconnectReason) {}
    func observed(_ frame: ObservedFrame) {}
    func deviated(_ deviation: ProtocolDeviation, detail: String) {}
}
