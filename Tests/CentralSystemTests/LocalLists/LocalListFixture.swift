import OCPP16
import OCPPJ
import Synchronization

@testable import CentralSystem

/// A Central System with a connected charge point CP-1 whose answers to SendLocalList are written down beforehand, and the idTags
/// A, B (of the group FLEET), C (blocked, of the group FLEET) and D (expires in an hour).
final class LocalListFixture: Sendable {
    let central: CentralSystemFixture
    let station: Station
    /// The answers to come; then Accepted.
    private let script = Mutex<[String]>([])
    private let version = Mutex(0)
    private let keys = Mutex<[String: Int]>([:])

    var system: CentralSystem { central.system }
    var lists: LocalListService { central.system.localLists }

    init(_ settings: CentralSystemSettings = CentralSystemSettings()) async throws {
        central = try await CentralSystemFixture(settings)
        try await central.register()
        station = try await central.connect()
        let fleet = try IdToken("FLEET")
        try await tag("A")
        try await tag("B", IdTagValues(parentIdTag: fleet))
        try await tag("C", IdTagValues(status: .blocked, parentIdTag: IdToken("fleet")))
        try await tag("D", IdTagValues(expiryDate: CentralSystemFixture.morning.advanced(bySeconds: 3600)))
        station.link.answer { [weak self] action throws(CallFailure) in
            try self?.reply(to: action) ?? "{}"
        }
    }

    private func reply(to action: OCPPAction) throws(CallFailure) -> String {
        switch action {
        case "GetLocalListVersion":
            return #"{"listVersion":\#(version.withLock { $0 })}"#
        case "GetConfiguration":
            let list = keys.withLock { $0 }.map { #"{"key":"\#($0.key)","readonly":true,"value":"\#($0.value)"}"# }
            return #"{"configurationKey":[\#(list.joined(separator: ","))]}"#
        default:
            let answer = script.withLock { $0.isEmpty ? "Accepted" : $0.removeFirst() }
            if answer == "timeout" { throw CallFailure(.timedOut, action: action) }
            if answer == "error" { throw CallFailure(.callError, action: action) }
            return #"{"status":"\#(answer)"}"#
        }
    }

    func tag(_ text: String, _ values: IdTagValues = IdTagValues()) async throws {
        _ = try await system.idTags.put(try IdToken(text), values)
    }

    /// The next answers to SendLocalList.
    func answer(_ statuses: String...) { script.withLock { $0 = statuses } }

    /// The answer to GetLocalListVersion.
    func report(version: Int) { self.version.withLock { $0 = version } }

    /// Lets the charge point tell its configuration.
    func configure(_ values: [String: Int]) async throws {
        keys.withLock { $0 = values }
        try await command("GetConfiguration", "{}")
        sentSoFar.withLock { $0 = station.link.calls.count }
    }

    @discardableResult
    func define(_ idTags: String...) async throws -> LocalList {
        try await lists.define(LocalListSelection(idTags: try idTags.map { try IdToken($0) }), for: "CP-1").list
    }

    @discardableResult
    func send(_ type: UpdateType? = nil, _ idTags: [String]? = nil) async throws -> LocalListSending {
        try await lists.send(
            LocalListOrder(updateType: type, idTags: try idTags?.map { try IdToken($0) }), to: "CP-1", requestedBy: "test")
    }

    @discardableResult
    func command(_ action: OCPPAction, _ json: String) async throws -> Command {
        try await system.commands.send(
            action, payload: try JSONNode.parse(Array(json.utf8)), to: "CP-1", requestedBy: "generic")
    }

    func list() async throws -> LocalList { try await lists.get("CP-1") }

    private let sentSoFar = Mutex(0)

    /// What was sent since the last look: `Full 1 A,B`, `Differential 2 +C,-A`, `GetLocalListVersion`.
    func sent() throws -> [String] {
        let calls = station.link.calls
        let first = sentSoFar.withLock { count in
            defer { count = calls.count }
            return count
        }
        return try calls[first...].map { call in
            guard call.action == "SendLocalList" else { return call.action.rawValue }
            let request = try PayloadDecoder.decode(
                SendLocalList.self, from: try JSONNode.parse(Array(call.payload.utf8)))
            let entries = (request.localAuthorizationList ?? []).map { entry in
                let sign = request.updateType == .full ? "" : entry.idTagInfo == nil ? "-" : "+"
                return sign + entry.idTag.text
            }
            return "\(request.updateType.rawValue) \(request.listVersion) \(entries.joined(separator: ","))"
        }
    }
}

extension LocalList {
    var heldTags: [String]? { held?.map(\.idTag.text) }
    var desiredTags: [String]? { desired?.map(\.idTag.text) }
}
