import Logging
import NIOCore
import NIOPosix
import OCPPJ
import OCPPTransport
import Synchronization

@testable import Certification

/// A Central System that lets everybody in and answers the few messages of a background load; behind a real socket.
final class SimpleCentralSystem: ConnectionAdmission, CallResponder {
    private let refused: String?
    private let counts = Mutex<[String: Int]>([:])

    /// - Parameter refused: charge points whose identity contains this are not let in.
    init(refused: String? = nil) {
        self.refused = refused
    }

    /// Starts it, and returns the URL for charge points.
    func start() async throws -> String {
        let listener = OCPPListener(
            configuration: OCPPListenerConfiguration(host: "127.0.0.1", port: 0), admission: self, time: SystemTime(),
            group: MultiThreadedEventLoopGroup.singleton, logger: Logger(label: "test"))
        return "ws://127.0.0.1:\(try await listener.start())/ocpp"
    }

    /// How many messages there were of each action.
    var received: [String: Int] { counts.withLock { $0 } }

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        if let refused, request.identity?.contains(refused) == true { throw AdmissionRefusal(status: 403, reason: "not here") }
        return AdmittedConnection(responder: self, settings: ConnectionSettings(), subprotocol: "ocpp1.6")
    }

    func answer(_ call: InboundCall) async -> CallAnswer {
        counts.withLock { $0["\(call.action)", default: 0] += 1 }
        let accepted = #""idTagInfo":{"status":"Accepted"}"#
        let answer =
            switch call.action {
            case "Heartbeat": #"{"currentTime":"2026-11-26T18:30:05.000Z"}"#
            case "Authorize": "{\(accepted)}"
            case "StartTransaction": "{\"transactionId\":7,\(accepted)}"
            default: "{}"
            }
        return .result(Array(answer.utf8))
    }

    func opened(_ link: any ChargePointLink) {}
    func closed(_ reason: DisconnectReason) {}
    func observed(_ frame: ObservedFrame) {}
    func deviated(_ deviation: ProtocolDeviation, detail: String) {}
}

/// An operator who writes down what he was asked to make known.
final class WritingDriver: CentralSystemDriver {
    private let log = Mutex<[Provision]>([])

    let name = "a list"

    var provisions: [Provision] { log.withLock { $0 } }

    func system() async throws(DriverFailure) -> SystemUnderTest {
        SystemUnderTest(vendor: "Example", name: "Simple", version: "1")
    }

    func provision(_ provision: Provision) async throws(DriverFailure) {
        log.withLock { $0.append(provision) }
    }

    func perform(_ request: OperatorRequest, on identity: String) async throws(DriverFailure) -> OperatorOutcome {
        throw .unsupported("do anything")
    }

    func looks(for fact: Fact) async throws(DriverFailure) -> FactAnswer { .notVisible("nobody looks") }
}
