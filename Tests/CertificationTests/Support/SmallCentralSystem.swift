import OCPPJ
import Synchronization

@testable import Certification

/// As much of a Central System as the cases of Core need, with its operator. Faults are switched on one by one.
///
/// It speaks through the raw peer and writes its JSON by hand.
final class SmallCentralSystem: CentralSystemDriver {
    struct Transaction: Sendable {
        let connectorId: Int
        let idTag: String
        var stopReason: String?
        var isOpen = true
    }

    private struct State {
        var sessions: [String: RawPeer.Session] = [:]
        var transactions: [Int: Transaction] = [:]
        var lastNumber = 0
        var keys: [String: JSONNode] = [:]
        var waiting: [String: CheckedContinuation<JSONNode, Never>] = [:]
    }

    let name = "test double"
    private let faults: Set<Fault>
    private let tags = TestConfiguration().idTags
    private let state = Mutex(State())

    init(_ faults: Set<Fault> = []) {
        self.faults = faults
    }

    /// The transactions that are open.
    var openTransactions: [Int] { state.withLock { $0.transactions.filter(\.value.isOpen).keys.sorted() } }

    // MARK: The wire

    func connected(_ session: RawPeer.Session) {
        state.withLock { $0.sessions[session.identity] = session }
    }

    func received(_ text: String, on session: RawPeer.Session) {
        guard let frame = try? Frame.decode(Array(text.utf8)) else { return }
        switch frame {
        case .call(let messageID, let action, let payload):
            if let answer = answer(action, payload) { session.send(#"[3,"\#(messageID)",\#(answer)]"#) }
            if faults.contains(.asksAfterFault), payload["status"]?.string == "Faulted" {
                session.send(#"[2,"uninvited","TriggerMessage",{"requestedMessage":"StatusNotification"}]"#)
            }
        case .callResult(let messageID, let payload):
            state.withLock { $0.waiting.removeValue(forKey: messageID) }?.resume(returning: payload)
        case .callError: break
        }
    }

    private func answer(_ action: OCPPAction, _ payload: JSONNode) -> String? {
        switch action.rawValue {
        case "BootNotification":
            let interval = faults.contains(.noInterval) ? 0 : 1
            return #"{"status":"Accepted","currentTime":"2026-01-31T09:30:00Z","interval":\#(interval)}"#
        case "Heartbeat": return #"{"currentTime":"2026-01-31T09:30:00Z"}"#
        case "Authorize": return #"{"idTagInfo":{"status":"\#(status(of: payload["idTag"]?.string))"}}"#
        case "StartTransaction": return start(payload)
        case "StopTransaction": return stop(payload)
        case "DataTransfer": return faults.contains(.takesAnyData) ? #"{"status":"Accepted"}"# : #"{"status":"UnknownVendorId"}"#
        default: return "{}"
        }
    }

    private func status(of idTag: String?) -> String {
        switch idTag {
        case tags.unknown: faults.contains(.acceptsUnknown) ? "Accepted" : "Invalid"
        case tags.blocked: "Blocked"
        case tags.expired: faults.contains(.takesExpiredForInvalid) ? "Invalid" : "Expired"
        case tags.expiredByStatus: "Expired"
        default: "Accepted"
        }
    }

    private func start(_ payload: JSONNode) -> String {
        let idTag = payload["idTag"]?.string ?? ""
        let status = status(of: idTag)
        let number = state.withLock { state in
            state.lastNumber += 1
            if !faults.contains(.dropsTransactions) {
                state.transactions[state.lastNumber] = Transaction(
                    connectorId: payload["connectorId"]?.int ?? 0, idTag: idTag)
            }
            return state.lastNumber
        }
        let answered = faults.contains(.noNumberForInvalid) && status == "Invalid" ? 0 : number
        return #"{"transactionId":\#(answered),"idTagInfo":{"status":"\#(status)"}}"#
    }

    private func stop(_ payload: JSONNode) -> String {
        let number = payload["transactionId"]?.int ?? 0
        if !faults.contains(.neverCloses) {
            state.withLock { state in
                state.transactions[number]?.isOpen = false
                state.transactions[number]?.stopReason = payload["reason"]?.string
            }
        }
        guard let idTag = payload["idTag"]?.string, !faults.contains(.neverTellsAtStop) else { return "{}" }
        return #"{"idTagInfo":{"status":"\#(status(of: idTag))"}}"#
    }

    // MARK: The operator

    func system() async throws(DriverFailure) -> SystemUnderTest {
        SystemUnderTest(vendor: "Tests", name: "Small central system", version: "1")
    }

    func provision(_ provision: Provision) async throws(DriverFailure) {
        guard case .idTag(let idTag) = provision, idTag.state == .expiredByStatus else { return }
        if faults.contains(.hasNoExpiredStatus) { throw .unsupported("give an idTag the status Expired") }
    }

    func perform(_ request: OperatorRequest, on identity: String) async throws(DriverFailure) -> OperatorOutcome {
        guard let session = state.withLock({ $0.sessions[identity] }) else { throw .refused("\(identity) is not connected") }
        if faults.contains(.knowsConnectors), request.payload == #"{"connectorId":99}"# {
            throw .refused("there is no connector 99")
        }
        var payload = request.payload
        if faults.contains(.resetsSoftly) { payload = payload.replacing("Hard", with: "Soft") }
        if faults.contains(.alwaysNamesConnector), request.action == "RemoteStartTransaction", !payload.contains("connectorId") {
            payload = payload.replacing("}", with: #","connectorId":1}"#)
        }
        let answer = await call(request.action, payload, on: session)
        let status = answer["status"]?.string
        if faults.contains(.asksAgain), status == "NotSupported", request.action == "ChangeConfiguration" {
            session.send(#"[2,"again","ChangeConfiguration",\#(payload)]"#)
        }
        if faults.contains(.believesInRemoteStarts), status == "Accepted", request.action == "RemoteStartTransaction" {
            state.withLock { state in
                state.lastNumber += 1
                state.transactions[state.lastNumber] = Transaction(connectorId: 1, idTag: "")
            }
        }
        for key in answer["configurationKey"]?.elements ?? [] {
            state.withLock { $0.keys[key["key"]?.string ?? ""] = key }
        }
        return OperatorOutcome(
            status: faults.contains(.hidesRejections) && status == "Rejected" ? "Accepted" : status,
            payload: String(decoding: answer.text, as: UTF8.self))
    }

    private func call(_ action: OCPPAction, _ payload: String, on session: RawPeer.Session) async -> JSONNode {
        await withCheckedContinuation { continuation in
            let messageID = state.withLock { state in
                state.lastNumber += 1
                let messageID = "operator-\(state.lastNumber)"
                state.waiting[messageID] = continuation
                return messageID
            }
            session.send(#"[2,"\#(messageID)","\#(action)",\#(payload)]"#)
        }
    }

    func openTransactions(on connectorId: Int, of identity: String) async throws(DriverFailure) -> Int? {
        if faults.contains(.showsNoTransactions) { return nil }
        return state.withLock { $0.transactions.values.count { $0.isOpen && $0.connectorId == connectorId } }
    }

    func looks(for fact: Fact) async throws(DriverFailure) -> FactAnswer {
        if faults.contains(.showsNoTransactions), case .transaction = fact { return .notVisible("it has no list of transactions") }
        return state.withLock { state in
            switch fact {
            case .transaction(_, let number, let idTag, let isOpen, let stopReason):
                guard let found = state.transactions[number] else { return .denied("no transaction \(number)") }
                let isAsWanted =
                    found.idTag == idTag && found.isOpen == isOpen && (stopReason == nil || found.stopReason == stopReason)
                return isAsWanted ? .confirmed : .denied("another transaction \(number)")
            case .openTransactions(_, let connectorId, let count):
                let found = state.transactions.values.count { $0.isOpen && $0.connectorId == connectorId }
                return found == count ? .confirmed : .denied("\(found) open transactions on connector \(connectorId)")
            case .configurationKey(_, let key, let value, let readonly):
                guard let found = state.keys[key] else { return .denied("no configuration key \(key)") }
                return found["value"]?.string == value && found["readonly"]?.bool == readonly
                    ? .confirmed : .denied("another value of \(key)")
            default: return .notVisible("the double does not show it")
            }
        }
    }
}

extension SmallCentralSystem {
    /// What it does wrong.
    enum Fault: Hashable, Sendable {
        case noInterval
        case acceptsUnknown
        case takesExpiredForInvalid
        /// No fault: not every Central System has it.
        case hasNoExpiredStatus
        /// No fault: the operator has no way to see them.
        case showsNoTransactions
        case dropsTransactions
        case neverCloses
        /// transactionId 0 for an idTag that may not charge.
        case noNumberForInvalid
        /// StopTransaction.conf never has idTagInfo.
        case neverTellsAtStop
        case takesAnyData
        /// Every Reset is a soft one.
        case resetsSoftly
        /// RemoteStartTransaction always has a connectorId.
        case alwaysNamesConnector
        /// Refuses what is about a connector that it has not heard of.
        case knowsConnectors
        /// Sends ChangeConfiguration once more when it is not supported.
        case asksAgain
        /// An accepted remote start is a transaction already.
        case believesInRemoteStarts
        case hidesRejections
        /// Sends a TriggerMessage when a connector is faulted.
        case asksAfterFault
    }
}
