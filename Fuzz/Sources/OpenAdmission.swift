import OCPPJ
import Synchronization

/// Admits whoever has an identity, and refuses others in the way that the central system does.
struct OpenAdmission: ConnectionAdmission {
    let responder: CountingResponder

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        guard request.identity != nil else { throw AdmissionRefusal(status: 404, reason: "no identity") }
        if request.authorization == "no" { throw AdmissionRefusal(status: 401, reason: "the password is wrong") }
        return AdmittedConnection(
            responder: responder, settings: ConnectionSettings(pingIntervalSeconds: 0, silenceLimitSeconds: 0),
            subprotocol: request.subprotocols == nil ? nil : "ocpp1.6")
    }
}

/// Answers every CALL with `{}`, and counts.
final class CountingResponder: CallResponder {
    private struct State {
        var opened = 0
        var closed = 0
        var isBusy = false
    }

    private let state = Mutex(State())

    var opened: Int { state.withLock(\.opened) }
    var closed: Int { state.withLock(\.closed) }
    var isBusy: Bool { state.withLock(\.isBusy) }

    func answer(_ call: InboundCall) async -> CallAnswer {
        state.withLock {
            expect(!$0.isBusy, "one CALL is answered at a time")
            $0.isBusy = true
        }
        // As every real answer does, this one waits for something.
        await Task.yield()
        state.withLock { $0.isBusy = false }
        return call.payload.kind == .array ? .failure(CallError(.formationViolation, "no object")) : .result(Array("{}".utf8))
    }

    func opened(_ link: any ChargePointLink) { state.withLock { $0.opened += 1 } }
    func closed(_ reason: DisconnectReason) { state.withLock { $0.closed += 1 } }

    func observed(_ frame: ObservedFrame) {
        expect(frame.direction == .received || (try? Frame.decode(frame.text)) != nil, "what is sent is a frame")
    }

    func deviated(_ deviation: ProtocolDeviation, detail: String) {}
}
