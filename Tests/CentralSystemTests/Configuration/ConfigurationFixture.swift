import OCPP16
import OCPPJ
import Synchronization
import Testing

@testable import CentralSystem

/// A charge point that is connected, and whose answers about its configuration the test writes.
struct ConfigurationFixture: Sendable {
    let central: CentralSystemFixture
    let link: ConfigurationLink
    let responder: any CallResponder

    init(
        _ settings: CentralSystemSettings = CentralSystemSettings(), of chargePoint: ChargePointSettings = ChargePointSettings(),
        _ status: RegistrationStatus = .accepted
    ) async throws {
        central = try await CentralSystemFixture(settings)
        try await central.register("CP-1", status, settings: chargePoint)
        link = ConfigurationLink(time: central.time)
        responder = try await central.knock("CP-1").responder
        responder.opened(link)
    }

    var configurations: ConfigurationService { central.system.configurations }
    var templates: ConfigurationTemplateService { central.system.configurationTemplates }

    /// Sends GetConfiguration as an operator does with the generic command.
    @discardableResult
    func read(_ payload: String = "{}", answer: String) async throws -> ChargePointConfiguration {
        link.script { _, _ in .success(answer) }
        try await send("GetConfiguration", payload)
        return try await known()
    }

    /// Sends ChangeConfiguration as an operator does with the generic command.
    @discardableResult
    func change(_ key: String, _ value: String, _ status: String) async throws -> ConfigurationEntry? {
        link.script { _, _ in .success(#"{"status":"\#(status)"}"#) }
        try await send("ChangeConfiguration", #"{"key":"\#(key)","value":"\#(value)"}"#)
        return try await entry(key)
    }

    @discardableResult
    func send(_ action: OCPPAction, _ payload: String) async throws -> Command {
        central.time.advance(seconds: 1)
        return try await central.system.commands.send(
            action, payload: try JSONNode.parse(Array(payload.utf8)), to: "CP-1", requestedBy: "test")
    }

    func boot(_ payload: String = Station.boot) async throws {
        central.time.advance(seconds: 60)
        let answer = await responder.answer(
            InboundCall(
                messageID: "boot", action: "BootNotification", payload: try JSONNode.parse(Array(payload.utf8)),
                receivedAt: central.time.now()))
        guard case .result = answer else { throw CallError(.genericError, "the boot was refused") }
    }

    func known() async throws -> ChargePointConfiguration { try await configurations.configuration(of: "CP-1") }
    func entry(_ key: String) async throws -> ConfigurationEntry? { try await known().entry(ConfigurationKeyName(key)) }

    /// Newest first: `changed Key: old > new (cause)`.
    func history(_ key: String? = nil) async throws -> [String] {
        try await configurations.changes(of: key.map(ConfigurationKeyName.init), chargePoint: "CP-1").items.map {
            "\($0.kind) \($0.name): \($0.oldValue ?? "-") > \($0.newValue ?? "-") (\($0.cause.rawValue))"
        }
    }

    /// An answer to GetConfiguration.
    static func report(_ keys: [(String, String?)], readonly: Bool = false, unknown: [String] = []) -> String {
        let keys = keys.map { key, value in
            #"{"key":"\#(key)","readonly":\#(readonly)"# + (value.map { #","value":"\#($0)"}"# } ?? "}")
        }
        let unknown = unknown.map { #""\#($0)""# }
        return #"{"configurationKey":[\#(keys.joined(separator: ","))],"unknownKey":[\#(unknown.joined(separator: ","))]}"#
    }
}

/// A connection whose charge point answers as a script says, at the time that it is.
final class ConfigurationLink: ChargePointLink {
    typealias Script = @Sendable (OCPPAction, String) -> Result<String, CallFailure>

    let connectionID = ConnectionID(value: 1_000_000)
    private let time: ManualTime
    private let state = Mutex<(script: Script, calls: [String])>(({ _, _ in .success(#"{"status":"Accepted"}"#) }, []))

    init(time: ManualTime) {
        self.time = time
    }

    /// Everything that was sent: `Action payload`.
    var calls: [String] { state.withLock { $0.calls } }

    func script(_ script: @escaping Script) {
        state.withLock { $0.script = script }
    }

    func forgetCalls() {
        state.withLock { $0.calls = [] }
    }

    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
        let text = String(decoding: payload, as: UTF8.self)
        let script = state.withLock { state in
            state.calls.append("\(action.rawValue) \(text)")
            return state.script
        }
        let sentAt = time.now()
        let answer = try script(action, text).get()
        guard let node = try? JSONNode.parse(Array(answer.utf8)) else { throw CallFailure(.invalidAnswer, action: action) }
        return CallReply(messageID: "1", payload: node, sentAt: sentAt, answeredAt: time.now())
    }

    func close(_ reason: DisconnectReason) {}
    func apply(_ settings: ConnectionSettings) {}
}
