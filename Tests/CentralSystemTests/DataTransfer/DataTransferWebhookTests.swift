import Foundation
import Logging
import OCPP16
import OCPPJ
import Persistence
import Synchronization
import Testing

@testable import CentralSystem

/// Software of an operator that answers as it is told.
private final class ScriptedWebhook: DataTransferWebhook {
    private let answer: Result<String, WebhookFailure>
    private let taken = Mutex<[WebhookMessage]>([])
    var messages: [WebhookMessage] { taken.withLock { $0 } }

    init(_ answer: Result<String, WebhookFailure>) { self.answer = answer }

    func post(_ message: WebhookMessage) async throws(WebhookFailure) -> [UInt8] {
        taken.withLock { $0.append(message) }
        return Array(try answer.get().utf8)
    }

    func refusal(of url: String) async -> Phrase? { nil }
}

@Suite("Data transfers that are handed on")
struct DataTransferWebhookTests {
    private func send(
        _ answer: Result<String, WebhookFailure>, messageIds: [String]? = nil, status: RegistrationStatus = .accepted,
        payload: String = #"{"vendorId":"com.ACME","messageId":"Tariff","data":"{\"a\":1}"}"#
    ) async throws -> (answer: CallAnswer, posts: [WebhookMessage], record: DataTransferRecord?) {
        let fixture = try await CentralSystemFixture()
        let webhook = ScriptedWebhook(answer)
        let system = try await CentralSystem(
            database: fixture.database, time: fixture.time, settings: CentralSystemSettings(), logger: Logger(label: "test"),
            webhook: webhook)
        try await fixture.register("CP-1", status)
        _ = try await system.dataTransfers.createVendor(
            try CiString("com.acme"),
            DataTransferVendorValues(messageIds: messageIds, url: "https://example.com/hook", timeoutSeconds: 3, secret: "a secret"))
        let responder = try await system.admission.decide(
            UpgradeRequest(
                target: "/ocpp/CP-1", identity: "CP-1", authorization: nil, subprotocols: ["ocpp1.6"],
                remoteAddress: "10.0.0.7:1", receivedAt: fixture.time.now())
        ).responder
        let station = Station(responder: responder, link: FakeLink(), time: fixture.time)
        responder.opened(station.link)
        let reply = try await station.ask("DataTransfer", payload)
        let record = try await system.dataTransfers.list(chargePointKey: try await fixture.key()).items.first
        return (reply, webhook.messages, record)
    }

    private func result(_ json: String) -> CallAnswer { .result(Array(json.utf8)) }

    @Test("a registered vendor's message is posted, and the answer is passed on")
    func accepted() async throws {
        let sent = try await send(.success(#"{"status":"Accepted","data":"thanks"}"#))
        #expect(sent.answer == result(#"{"status":"Accepted","data":"thanks"}"#))
        let post = try #require(sent.posts.first)
        #expect(post.url == "https://example.com/hook")
        #expect(post.secret == "a secret")
        #expect(post.timeout == .seconds(3))
        #expect(String(decoding: post.body, as: UTF8.self) == """
            {"chargePointId":"CP-1","vendorId":"com.ACME","messageId":"Tariff","data":"{\\"a\\":1}",\
            "receivedAt":"\(CentralSystemFixture.morning.rfc3339)"}
            """)
        #expect(sent.record?.status == "Accepted")
        #expect(sent.record?.answerData == "thanks")
        #expect(sent.record?.direction == .received)
    }

    @Test("what is no answer becomes Rejected, with the reason", arguments: [
        (Result<String, WebhookFailure>.success("no json"), "no JSON object"), (.success("[]"), "no JSON object"),
        (.success(#"{"status":"Fine"}"#), "no status"), (.success("{}"), "no status"),
        (.failure(WebhookFailure("HTTP status 500")), "HTTP status 500"),
    ])
    func failures(answer: Result<String, WebhookFailure>, reason: String) async throws {
        let sent = try await send(answer)
        #expect(sent.answer == result(#"{"status":"Rejected"}"#))
        #expect(sent.record?.status == "Rejected")
        #expect(sent.record?.reason?.contains(reason) == true)
    }

    @Test("data that is no string is passed on as its text", arguments: [
        (#"{"status":"Rejected","data":{"a": [1]}}"#, #"{"status":"Rejected","data":"{\"a\": [1]}"}"#),
        (#"{"status":"Accepted","data":null}"#, #"{"status":"Accepted"}"#),
    ])
    func data(answer: String, expected: String) async throws {
        #expect(try await send(.success(answer)).answer == result(expected))
    }

    @Test("messages beyond the list are unknown, and so is a message without an id", arguments: [
        (#"{"vendorId":"com.acme","messageId":"TARIFF"}"#, "Accepted"), (#"{"vendorId":"com.acme","messageId":"x"}"#, "UnknownMessageId"),
        (#"{"vendorId":"com.acme"}"#, "UnknownMessageId"), (#"{"vendorId":"other"}"#, "UnknownVendorId"),
    ])
    func messageIds(payload: String, status: String) async throws {
        let sent = try await send(.success(#"{"status":"Accepted"}"#), messageIds: ["Tariff"], payload: payload)
        #expect(sent.answer == result(#"{"status":"\#(status)"}"#))
        #expect(sent.posts.isEmpty == (status != "Accepted"))
    }

    @Test("a charge point that waits for acceptance does not reach the operator's software")
    func stranger() async throws {
        let sent = try await send(.success(#"{"status":"Accepted"}"#), status: .pending)
        #expect(sent.answer == result(#"{"status":"UnknownVendorId"}"#))
        #expect(sent.posts.isEmpty)
    }

    @Test("a vendor's values have bounds", arguments: [
        (DataTransferVendorValues(url: "ftp://example.com"), "url"), (DataTransferVendorValues(url: "https://"), "url"),
        (DataTransferVendorValues(url: "https://me:pw@example.com/"), "url"),
        (DataTransferVendorValues(url: "https://example.com", timeoutSeconds: 9), "timeoutSeconds"),
        (DataTransferVendorValues(messageIds: [""], url: "https://example.com"), "messageIds"),
        (DataTransferVendorValues(url: "https://example.com", secret: "short"), "secret"),
    ])
    func bounds(values: DataTransferVendorValues, member: String) async throws {
        let fixture = try await CentralSystemFixture()
        let error = await #expect(throws: CentralSystemError.self) {
            try await fixture.system.dataTransfers.createVendor(try CiString("V"), values)
        }
        #expect(error?.member == member)
    }

    @Test("a DataTransfer to a charge point is listed with what came of it", arguments: [
        (#"{"status":"Accepted","data":"D"}"#, "Accepted" as String?, "D" as String?),
        (#"{"status":"UnknownVendorId"}"#, "UnknownVendorId", nil), (#"{"status":"?"}"#, nil, nil),
    ])
    func outbound(answer: String, status: String?, data: String?) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        station.link.answer { _ in answer }
        let command = try await fixture.system.commands.send(
            DataTransfer(vendorId: try CiString("V"), messageId: try CiString("M"), data: "out"), to: "CP-1", requestedBy: "test")
        _ = try await station.ask("DataTransfer", #"{"vendorId":"V"}"#)
        let records = try await fixture.system.dataTransfers.list(chargePointKey: try await fixture.key()).items
        #expect(records.map(\.direction) == [.received, .sent])
        #expect(records[1].commandId == command.id)
        #expect(records[1].data == "out")
        #expect(records[1].status == status)
        #expect(records[1].answerData == data)
        #expect((records[1].reason == nil) == (status != nil))
    }
}
