import OCPP16
import OCPPJ
import Persistence
import Testing
import WebAPI

@testable import CentralSystem
@testable import Console

extension ConsoleFixture {
    static let hostile = "<b>'\"&"

    /// What a viewer's browser keeps, with a language.
    func browser(_ role: Role, language: Language) async throws -> Browser {
        var browser = try await browser(role, name: "\(role.rawValue)-\(language.rawValue)")
        browser.cookies[Preferences.languageCookie] = language.rawValue
        return browser
    }

    /// A charge point.
    func chargePoint(_ identity: String = "CP-1") async throws -> ChargePointReference {
        _ = try await centralSystem.chargePoints.create(NewChargePoint(id: identity))
        return ChargePointReference(key: try await centralSystem.chargePoints.get(identity).key, identity: identity)
    }

    /// A session as its messages make it.
    func start(
        _ chargePoint: ChargePointReference, connector: Int = 1, idTag: String = "TAG", meter: Int = 1000
    ) async throws -> Int {
        let request = StartTransaction(
            connectorId: try ConnectorId(connector), idTag: try IdToken(idTag), meterStart: meter,
            timestamp: DateTime(time.now()))
        return try await centralSystem.transactions.start(request, context(chargePoint)).transactionId
    }

    func stop(_ chargePoint: ChargePointReference, _ id: Int, meter: Int) async throws {
        let json = #"{"transactionId":\#(id),"meterStop":\#(meter),"timestamp":"\#(time.now().rfc3339)"}"#
        let payload = try JSONNode.parse(Array(json.utf8))
        let handler = StopTransactionHandler(transactions: centralSystem.transactions)
        let request = try PayloadDecoder.decode(StopTransactionHandler.Request.self, from: payload)
        _ = try await handler.handle(request, context(chargePoint, payload))
    }

    func measure(_ chargePoint: ChargePointReference, _ id: Int, register: Int) async throws {
        try await measure(chargePoint, id, samples: #"{"value":"\#(register)"}"#)
    }

    func measure(_ chargePoint: ChargePointReference, _ id: Int, connector: Int = 1, samples: String) async throws {
        let json = """
            {"connectorId":\(connector),"transactionId":\(id),"meterValue":[{"timestamp":"\(time.now().rfc3339)",\
            "sampledValue":[\(samples)]}]}
            """
        let payload = try JSONNode.parse(Array(json.utf8))
        let handler = MeterValuesHandler(meterValues: centralSystem.meterValues)
        let request = try PayloadDecoder.decode(MeterValuesHandler.Request.self, from: payload)
        _ = try await handler.handle(request, context(chargePoint, payload))
    }

    private func context(_ chargePoint: ChargePointReference, _ payload: JSONNode? = nil) throws -> CallContext {
        CallContext(
            chargePoint: chargePoint, receivedAt: time.now(), messageID: "1", payload: try payload ?? JSONNode.parse(Array("{}".utf8)),
            deviations: DeviationRecorder(chargePointKey: chargePoint.key, ledger: DeviationLedger(time: time)))
    }

    /// A session whose meter ran backwards: 800 Wh by its meter values.
    func doubtfulSession(_ chargePoint: ChargePointReference) async throws -> Int {
        let id = try await start(chargePoint)
        time.advance(seconds: 600)
        try await measure(chargePoint, id, register: 1800)
        time.advance(seconds: 60)
        try await stop(chargePoint, id, meter: 5)
        return id
    }

    /// Sends a form with the session's key.
    func send(_ uri: String, _ fields: [(name: String, value: String)], _ browser: Browser) async throws -> Answer {
        let key = try await forgeryToken(browser)
        return try await post(uri, FormText.encode(fields + [("csrf", key)]), browser)
    }

    /// A page in one language, held against the policy for pages.
    func page(_ uri: String, _ browser: Browser) async throws -> String {
        let answer = try await get(uri, browser)
        #expect(answer.status == 200, "\(uri)")
        for inline in [" style=", " onclick=", "<script>", "<b>"] { #expect(!answer.text.contains(inline), "\(uri): \(inline)") }
        return answer.text
    }
}
