import OCPPJ
import Synchronization

/// A central system with a mistake: the real one, seen through a fault.
final class WrongAdmission: ConnectionAdmission {
    private let right: any ConnectionAdmission
    private let fault: Fault
    private let lateness: Duration
    /// The last request of each identity that was accepted.
    private let accepted = Mutex<[String: UpgradeRequest]>([:])

    /// - Parameter lateness: how long a late answer takes.
    init(_ right: any ConnectionAdmission, fault: Fault, lateness: Duration) {
        self.right = right
        self.fault = fault
        self.lateness = lateness
    }

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        var request = request
        if fault.acceptsAnySubprotocol { request.subprotocols = ["ocpp1.6"] }
        let connection: AdmittedConnection
        do {
            connection = try await right.decide(request)
            if let identity = request.identity { accepted.withLock { $0[identity] = request } }
        } catch {
            guard let earlier = request.identity.flatMap({ identity in accepted.withLock { $0[identity] } }),
                error.status == 401, forgives(request, becauseOf: earlier)
            else { throw error }
            connection = try await right.decide(earlier)
        }
        return AdmittedConnection(
            responder: WrongResponder(connection.responder, fault: fault, lateness: lateness), settings: connection.settings,
            subprotocol: connection.subprotocol)
    }

    private func forgives(_ request: UpgradeRequest, becauseOf earlier: UpgradeRequest) -> Bool {
        let isWeaker = Self.strength(request) < Self.strength(earlier)
        return fault.acceptsLowerProfiles && isWeaker || fault.acceptsWrongPasswords && !isWeaker
    }

    /// Plain, TLS, TLS with a certificate.
    private static func strength(_ request: UpgradeRequest) -> Int {
        guard let security = request.security else { return 0 }
        return security.clientCertificates.isEmpty ? 1 : 2
    }
}

/// One connection of it.
struct WrongResponder: CallResponder {
    private let right: any CallResponder
    private let fault: Fault
    private let lateness: Duration
    private let link = LinkBox()

    init(_ right: any CallResponder, fault: Fault, lateness: Duration) {
        self.right = right
        self.fault = fault
        self.lateness = lateness
    }

    func answer(_ call: InboundCall) async -> CallAnswer {
        if let made = fault.swallows(call) { return .result(Array(made.utf8)) }
        let answer = await right.answer(call)
        if fault.sendsUninvitedAfter == call.action { sendUninvited() }
        guard case .result(let payload) = answer, let node = try? JSONNode.parse(payload) else { return answer }
        switch fault.answers(call, node) {
        case .unchanged: return answer
        case .json(let text): return .result(Array(text.utf8))
        case .error(let error): return .failure(error)
        case .late:
            try? await Task.sleep(for: lateness)
            return answer
        }
    }

    func opened(_ link: any ChargePointLink) {
        let wrong = WrongLink(right: link, fault: fault, sendUninvited: sendUninvited)
        self.link.set(link)
        right.opened(wrong)
    }

    func closed(_ reason: DisconnectReason) { right.closed(reason) }
    func observed(_ frame: ObservedFrame) { right.observed(frame) }
    func deviated(_ deviation: ProtocolDeviation, detail: String) { right.deviated(deviation, detail: detail) }

    private func sendUninvited() {
        guard let link = link.value else { return }
        Task { _ = try? await link.call("GetConfiguration", payload: Array("{}".utf8), timeout: .seconds(5)) }
    }
}

/// Sends what it should with a mistake in it.
struct WrongLink: ChargePointLink {
    let right: any ChargePointLink
    let fault: Fault
    let sendUninvited: @Sendable () -> Void

    var connectionID: ConnectionID { right.connectionID }

    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
        var sent = payload
        if let node = try? JSONNode.parse(payload), let wrong = fault.sends(action, node) { sent = Array(wrong.utf8) }
        let reply = try await right.call(action, payload: sent, timeout: timeout)
        if fault.repeats == action {
            Task { _ = try? await right.call(action, payload: sent, timeout: timeout) }
        }
        if fault.sendsUninvitedAfter == action { sendUninvited() }
        return reply
    }

    func close(_ reason: DisconnectReason) { right.close(reason) }
    func apply(_ settings: ConnectionSettings) { right.apply(settings) }
}

/// The link of a connection, once it is open.
private final class LinkBox: Sendable {
    private let link = Mutex<(any ChargePointLink)?>(nil)

    var value: (any ChargePointLink)? { link.withLock { $0 } }
    func set(_ value: any ChargePointLink) { link.withLock { $0 = value } }
}
