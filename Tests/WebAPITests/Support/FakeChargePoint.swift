import CentralSystem
import OCPPJ
import Synchronization

/// A charge point on the other end of a connection that needs no socket.
final class FakeChargePoint: Sendable {
    let id: String
    let link: FakeLink
    private let responder: any CallResponder
    private let time: any TimeSource

    /// Connects.
    init(_ id: String, to api: APIFixture, answering: @escaping FakeLink.Script = { _, _ in .success("{}") }) async throws {
        self.id = id
        time = api.time
        link = FakeLink(time: api.time, script: answering)
        let connection = try await api.centralSystem.admission.decide(
            UpgradeRequest(
                target: "/ocpp/\(id)", identity: id, authorization: nil, subprotocols: ["ocpp1.6"],
                remoteAddress: "10.0.0.7:51123", receivedAt: api.time.now()))
        responder = connection.responder
        responder.opened(link)
    }

    func close() {
        responder.closed(.connectionLost)
    }

    /// Sends a CALL.
    /// - Returns: the payload of the CALLRESULT.
    @discardableResult
    func send(_ action: OCPPAction, _ payload: String, id: String = "1") async throws -> JSONNode {
        let call = InboundCall(
            messageID: id, action: action, payload: try JSONNode.parse(Array(payload.utf8)), receivedAt: time.now())
        responder.observed(
            ObservedFrame(
                direction: .received, kind: .call, time: time.now(), messageID: id, action: action,
                text: Array(#"[2,"\#(id)","\#(action)",\#(payload)]"#.utf8)))
        switch await responder.answer(call) {
        case .result(let result): return try JSONNode.parse(result)
        case .failure(let error): throw error
        }
    }

    @discardableResult
    func boot() async throws -> JSONNode {
        try await send(
            "BootNotification", #"{"chargePointVendor":"Vendor","chargePointModel":"Model","firmwareVersion":"1.0"}"#)
    }
}

/// A link whose answers are scripted.
struct FakeLink: ChargePointLink {
    /// Gives the answer's payload, or why there is none.
    typealias Script = @Sendable (OCPPAction, [UInt8]) async -> Result<String, CallFailure>

    let connectionID = ConnectionID(value: 1)
    let time: any TimeSource
    let script: Script

    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
        let sentAt = time.now()
        let text = try await script(action, payload).get()
        do {
            return CallReply(
                messageID: "m", payload: try JSONNode.parse(Array(text.utf8)), sentAt: sentAt, answeredAt: time.now())
        } catch {
            throw CallFailure(.invalidAnswer, action: action)
        }
    }

    func close(_ reason: DisconnectReason) {}
    func apply(_ settings: ConnectionSettings) {}
}
