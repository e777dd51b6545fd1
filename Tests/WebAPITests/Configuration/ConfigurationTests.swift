import CentralSystem
import HTTPTypes
import OCPPJ
import Synchronization
import Testing

@testable import WebAPI

@Suite("Configuration")
struct ConfigurationTests {
    static let charge = "/api/v1/charge-points/CP-1"
    static let path = "\(charge)/configuration"

    private static func connected(
        _ api: APIFixture, answering script: @escaping FakeLink.Script
    ) async throws {
        try await api.ask(.post, "/api/v1/charge-points", #"{"id":"CP-1"}"#)
        try await FakeChargePoint("CP-1", to: api, answering: script).boot()
    }

    private static let report = """
        {"configurationKey":[{"key":"HeartbeatInterval","readonly":true,"value":"often"},{"key":"NumberOfConnectors",\
        "readonly":true,"value":"2"},{"key":"Vendor Key/1","readonly":false}],"unknownKey":["Nothing"]}
        """

    @Test("what is known is shown with what the specification says")
    func shown() async throws {
        try await withAPI { api async throws in
            try await Self.connected(api) { _, _ in .success(Self.report) }
            let empty = try await api.get(Self.path)
            #expect(empty.items.isEmpty)
            #expect(empty.json["readAt"]?.kind == .null)
            let answer = try await api.ask(.post, "\(Self.path)/refresh")
            #expect(answer.status == 200)
            #expect(answer.items.compactMap { $0["key"]?.string } == ["HeartbeatInterval", "NumberOfConnectors", "Vendor Key/1"])
            #expect(answer.json["unknownKeys"]?.elements.compactMap(\.string) == ["Nothing"])
            #expect(answer.json["readAt"]?.string == api.time.now().rfc3339)
            #expect(answer.json["nextCursor"]?.kind == .null)
            let heartbeat = try #require(answer.items.first)
            #expect(heartbeat["known"]?["type"]?.string == "integer")
            #expect(heartbeat["known"]?["unit"]?.string == "seconds")
            #expect(heartbeat["warning"]?.string?.contains("integer") == true)
            #expect(heartbeat["readonlyDeviation"]?.string?.contains("read-only") == true)
            #expect(answer.items[1]["warning"]?.kind == .null)
            #expect(answer.items[2]["known"]?.kind == .null)
            #expect(try await api.get(Self.path).text == answer.text)
            let one = try await api.get("\(Self.path)/vendor%20key%2F1")
            #expect(one.json["key"]?.string == "Vendor Key/1")
            #expect(try await api.get("\(Self.path)/nothing").json["standing"]?.string == "unknown")
            #expect(try await api.get("\(Self.path)/AnyOther").problem == "not-found")
            #expect(try await api.get("/api/v1/charge-points/CP-9/configuration").problem == "charge-point-not-found")
        }
    }

    @Test("a refresh sends what is asked for, once", arguments: [
        (nil as String?, "{}"), ("{}", "{}"), (#"{"key":[]}"#, "{}"), (#"{"key":["A","b"]}"#, #"{"key":["A","b"]}"#),
    ])
    func refresh(body: String?, payload: String) async throws {
        let sent = Recorder()
        try await withAPI { api async throws in
            try await Self.connected(api) { action, payload in
                sent.note("\(action.rawValue) \(String(decoding: payload, as: UTF8.self))")
                return .success(Self.report)
            }
            #expect(try await api.ask(.post, "\(Self.path)/refresh", body).status == 200)
        }
        #expect(sent.all == ["GetConfiguration \(payload)"])
    }

    @Test("a change answers with what the charge point said, whatever it was", arguments: [
        ("Accepted", "60", false), ("Rejected", "300", false), ("NotSupported", "300", false), ("RebootRequired", "300", true),
    ])
    func change(status: String, value: String, reboot: Bool) async throws {
        try await withAPI { api async throws in
            try await Self.connected(api) { action, _ in
                .success(
                    action == "GetConfiguration"
                        ? #"{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"}]}"#
                        : #"{"status":"\#(status)"}"#)
            }
            try await api.ask(.post, "\(Self.path)/refresh")
            let answer = try await api.ask(.put, "\(Self.path)/HeartbeatInterval", #"{"value":"60"}"#)
            #expect(answer.status == 200)
            #expect(answer.json["status"]?.string == status)
            #expect(answer.json["warning"]?.kind == .null)
            let key = try #require(answer.json["configurationKey"])
            #expect(key["value"]?.string == value)
            #expect(key["rebootRequired"]?.bool == reboot)
            #expect(key["pendingValue"]?.string == (reboot ? "60" : nil))
            #expect(key["lastChange"]?["status"]?.string == status)
            #expect(key["lastChange"]?["commandId"]?.int == answer.json["commandId"]?.int)
            #expect(try await api.get(Self.path).json["rebootRequired"]?.bool == reboot)
            let history = try await api.get("\(Self.path)/history?key=heartbeatinterval").items
            #expect(history.count == (status == "Accepted" ? 1 : 0))
            #expect(history.first?["oldValue"]?.string == (status == "Accepted" ? "300" : nil))
        }
    }

    @Test("a value of the wrong type is sent and warned of; a secret is not shown")
    func warning() async throws {
        let sent = Recorder()
        try await withAPI { api async throws in
            try await Self.connected(api) { _, payload in
                sent.note(String(decoding: payload, as: UTF8.self))
                return .success(#"{"status":"Accepted"}"#)
            }
            let odd = try await api.ask(.put, "\(Self.path)/MeterValueSampleInterval", #"{"value":"now and then"}"#)
            #expect(odd.json["warning"]?.string?.contains("MeterValueSampleInterval") == true)
            let secret = try await api.ask(.put, "\(Self.path)/AuthorizationKey", #"{"value":"hush"}"#)
            #expect(secret.json["warning"]?.string?.isEmpty == false)
            #expect(secret.json["configurationKey"]?["isSecret"]?.bool == true)
            #expect(!secret.text.contains("hush"))
            #expect(try await api.get(Self.path).text.contains("hush") == false)
        }
        #expect(sent.all == [
            #"{"key":"MeterValueSampleInterval","value":"now and then"}"#, #"{"key":"AuthorizationKey","value":"hush"}"#,
        ])
    }

    @Test("without an answer the problem is that of the command, and the key shows it")
    func unanswered() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"CP-1"}"#)
            let change = try await api.ask(.put, "\(Self.path)/A", #"{"value":"1"}"#)
            #expect(change.problem == "charge-point-not-connected")
            #expect(change.json["commandId"]?.int != nil)
            #expect(try await api.get("\(Self.path)/A").json["lastChange"]?["outcome"]?.string == "notConnected")
            #expect(try await api.ask(.post, "\(Self.path)/refresh").problem == "charge-point-not-connected")
            #expect(try await api.get(Self.path).json["lastRead"]?["outcome"]?.string == "notConnected")
        }
    }

    @Test("what is no key, value or list is refused with the member", arguments: [
        ("PUT", "\(path)/\(String(repeating: "x", count: 51))", #"{"value":"1"}"#, "key"),
        ("PUT", "\(path)/A", #"{"value":1}"#, "value"), ("PUT", "\(path)/A", "{}", "value"),
        ("POST", "\(path)/refresh", #"{"key":"A"}"#, "key"), ("POST", "\(path)/refresh", #"{"key":[""]}"#, "key[0]"),
        ("POST", "\(path)/refresh", #"{"keys":["A"]}"#, "keys"),
    ])
    func refused(method: String, path: String, body: String, member: String) async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"CP-1"}"#)
            let method = try #require(HTTPRequest.Method(rawValue: method))
            let answer = try await api.ask(method, path, body)
            #expect(answer.status == 422)
            #expect(answer.json["member"]?.string == member)
        }
    }

    @Test("the keys of the specifications are listed, also by profile")
    func standardKeys() async throws {
        try await withAPI { api async throws in
            let all = try await api.get("/api/v1/configuration-keys").items
            #expect(all.count == 52)
            #expect(all.contains { $0["key"]?.string == "LightIntensity" && $0["maximum"]?.int == 100 })
            let reservation = try await api.get("/api/v1/configuration-keys?profile=Reservation").items
            #expect(reservation.compactMap { $0["key"]?.string } == ["ReserveConnectorZeroSupported"])
        }
    }
}

/// Remembers what was sent.
private final class Recorder: Sendable {
    private let notes = Mutex<[String]>([])
    var all: [String] { notes.withLock { $0 } }
    func note(_ text: String) { notes.withLock { $0.append(text) } }
}
