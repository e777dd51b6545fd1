import OCPP16
import OCPPJ
import Synchronization
import Testing

@testable import CentralSystem

/// A connection that answers as it is told, by the clock of the test.
final class ScriptedLink: ChargePointLink {
    typealias Script = @Sendable (OCPPAction, String) async -> Result<String, CallFailure>

    let connectionID = ConnectionID(value: 4711)
    private let time: ManualTime
    private let state = Mutex<(script: Script, calls: [(action: OCPPAction, payload: String)])>(
        ({ _, _ in .success(#"{"status":"Accepted"}"#) }, []))

    init(time: ManualTime) {
        self.time = time
    }

    var calls: [(action: OCPPAction, payload: String)] { state.withLock { $0.calls } }
    var lastPayload: String { calls.last?.payload ?? "" }

    func script(_ script: @escaping Script) {
        state.withLock { $0.script = script }
    }

    func answer(_ json: String) {
        script { _, _ in .success(json) }
    }

    func fail(_ code: CallFailure.Code) {
        script { action, _ in .failure(CallFailure(code, action: action)) }
    }

    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
        let text = String(decoding: payload, as: UTF8.self)
        let script = state.withLock { state in
            state.calls.append((action, text))
            return state.script
        }
        let sentAt = time.now()
        let answer = try await script(action, text).get()
        guard let node = try? JSONNode.parse(Array(answer.utf8)) else { throw CallFailure(.invalidAnswer, action: action) }
        return CallReply(messageID: "m", payload: node, sentAt: sentAt, answeredAt: time.now())
    }

    func close(_ reason: DisconnectReason) {}
    func apply(_ settings: ConnectionSettings) {}
}

/// A Central System with one connected charge point, `CP-1`, and the idTag `TAG`.
struct SmartChargingFixture: Sendable {
    let central: CentralSystemFixture
    let link: ScriptedLink
    private let responder: any CallResponder

    var system: CentralSystem { central.system }
    var service: ChargingProfileService { central.system.chargingProfiles }
    var time: ManualTime { central.time }

    init() async throws {
        central = try await CentralSystemFixture()
        try await central.register()
        _ = try await central.system.idTags.create(try IdToken("TAG"), IdTagValues())
        _ = try await central.system.idTags.create(try IdToken("OTHER"), IdTagValues())
        link = ScriptedLink(time: central.time)
        responder = try await central.knock("CP-1").responder
        responder.opened(link)
    }

    /// Sends a CALL of the charge point.
    @discardableResult
    func tell(_ action: OCPPAction, _ json: String) async throws -> JSONNode {
        let payload = try JSONNode.parse(Array(json.utf8))
        let call = InboundCall(
            messageID: "\(time.now().milliseconds)-\(json)", action: action, payload: payload, receivedAt: time.now())
        switch await responder.answer(call) {
        case .result(let bytes): return try JSONNode.parse(bytes)
        case .failure(let error): throw error
        }
    }

    func start(connector: Int = 1, idTag: String = "TAG") async throws -> Int {
        let answer = try await tell(
            "StartTransaction",
            #"{"connectorId":\#(connector),"idTag":"\#(idTag)","meterStart":0,"timestamp":"\#(time.now().rfc3339)"}"#)
        return try #require(answer["transactionId"]?.int)
    }

    func stop(_ id: Int) async throws {
        try await tell("StopTransaction", #"{"transactionId":\#(id),"meterStop":10,"timestamp":"\#(time.now().rfc3339)"}"#)
    }

    /// Sends a request through the generic endpoint's service.
    @discardableResult
    func send(_ action: OCPPAction, _ json: String) async throws -> Command {
        try await system.commands.send(
            action, payload: try JSONNode.parse(Array(json.utf8)), to: "CP-1", requestedBy: "test")
    }

    /// Sends SetChargingProfile through the generic endpoint's service.
    @discardableResult
    func set(
        _ id: Int, connector: Int = 1, _ purpose: String = "TxDefaultProfile", level: Int = 0, transaction: Int? = nil
    ) async throws -> Command {
        let payload = #"{"connectorId":\#(connector),"csChargingProfiles":\#(Self.profile(id, purpose, level: level, transaction: transaction))}"#
        return try await send("SetChargingProfile", payload)
    }

    static func profile(
        _ id: Int, _ purpose: String = "TxDefaultProfile", level: Int = 0, transaction: Int? = nil, limit: String = "16.0"
    ) -> String {
        let transactionId = transaction.map { #""transactionId":\#($0),"# } ?? ""
        return """
            {"chargingProfileId":\(id),\(transactionId)"stackLevel":\(level),"chargingProfilePurpose":"\(purpose)",\
            "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A",\
            "chargingSchedulePeriod":[{"startPeriod":0,"limit":\(limit)}]}}
            """
    }

    /// All records, oldest first.
    func records() async throws -> [ChargingProfileRecord] {
        try await service.list(chargePoint: "CP-1", ChargingProfileFilter(), PageRequest(limit: 1000)).items.reversed()
    }

    /// chargingProfileId to state of the newest record with that id.
    func states() async throws -> [Int: ChargingProfileState] {
        Dictionary(try await records().map { ($0.profile.chargingProfileId, $0.state) }, uniquingKeysWith: { $1 })
    }

    /// The ids of what is installed, in order.
    func installed() async throws -> [Int] {
        try await records().filter { $0.state == .installed }.map(\.profile.chargingProfileId).sorted()
    }

    func newest() async throws -> ChargingProfileRecord {
        try #require(try await records().last)
    }
}
