import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Configuration templates")
struct ConfigurationTemplateTests {
    private static let vendor = TargetSelection.filter(vendor: "vendor")

    private static func values(
        _ settings: [(String, String)], for selection: TargetSelection? = vendor
    ) -> ConfigurationTemplateValues {
        ConfigurationTemplateValues(
            selection: selection, values: settings.map { ConfigurationSetting(ConfigurationKeyName($0.0), $0.1) })
    }

    private static func kinds(_ drift: ConfigurationDrift?) -> [String] {
        (drift?.keys ?? []).map { "\($0.setting.name) \($0.kind)" }
    }

    @Test("are created, replaced, listed and removed")
    func life() async throws {
        let fixture = try await ConfigurationFixture()
        let created = try await fixture.templates.create("b", Self.values([("Z", "1"), ("A", "2")]))
        #expect(created.values.map(\.name.text) == ["Z", "A"], "the order is kept")
        #expect(try await fixture.templates.get("b") == created)
        await #expect(throws: ConfigurationTemplateError.exists("b")) {
            _ = try await fixture.templates.create("b", Self.values([("Z", "1")]))
        }
        fixture.central.time.advance(seconds: 1)
        let replaced = try await fixture.templates.put("b", Self.values([("Q", "1")], for: nil))
        #expect(!replaced.isNew)
        #expect(replaced.template.createdAt == created.createdAt)
        #expect(try await fixture.templates.get("b").values.map(\.name.text) == ["Q"])
        #expect(try await fixture.templates.put("a", Self.values([("Q", "1")])).isNew)
        let page = try await fixture.templates.list(PageRequest(limit: 1))
        #expect(page.items.map(\.name) == ["a"])
        #expect(try await fixture.templates.list(PageRequest(cursor: page.nextCursor)).items.map(\.name) == ["b"])
        try await fixture.templates.delete("b")
        await #expect(throws: ConfigurationTemplateError.unknown("b")) { _ = try await fixture.templates.get("b") }
        await #expect(throws: ConfigurationTemplateError.unknown("b")) { try await fixture.templates.delete("b") }
    }

    @Test("those that depart are found among many that do not, a part at a time")
    func departures() async throws {
        let fixture = try await ConfigurationFixture()
        let system = fixture.central.system
        _ = try await fixture.templates.create("t", Self.values([("A", "true"), ("B", "2")], for: .filter(group: "north")))
        for number in 1...7 { _ = try await system.chargePoints.create(NewChargePoint(id: "N-\(number)", group: "north")) }
        // Two and five have another value, three has one that waits for a reboot; nothing is known of seven.
        try await fixture.central.database.write { connection in
            for number in 1...6 {
                for (name, value) in [("a", "true"), ("b", [2, 5].contains(number) ? "9" : "2")] {
                    try connection.execute(
                        """
                        INSERT INTO configuration_entries (charge_point_key, name_key, name, standing, value, is_assumed, updated_at, pending_since,
                            pending_value, pending_command_id, pending_requested_by)
                        SELECT key, $2, upper($2), 'held', $3, 0, 1, $4, $5, 1, 'test' FROM charge_points WHERE id = $1
                        """,
                        [
                            .text("N-\(number)"), .text(name), .text(value), number == 3 ? .integer(1) : .null,
                            number == 3 ? .text("another") : .null,
                        ])
                }
            }
        }
        let all = try await fixture.templates.departures(from: "t")
        #expect(all.drifts.items.map(\.chargePoint.identity) == ["N-2", "N-3", "N-5", "N-7"])
        #expect(all.looked == 7 && all.drifts.nextCursor == nil)
        var seen: [String] = []
        var cursor: String?
        repeat {
            let part = try await fixture.templates.departures(from: "t", PageRequest(limit: 2, cursor: cursor))
            seen += part.drifts.items.map(\.chargePoint.identity)
            cursor = part.drifts.nextCursor
        } while cursor != nil
        #expect(seen == ["N-2", "N-3", "N-5", "N-7"])
    }

    @Test("are refused with the member at fault", arguments: [
        ("", [("A", "1")], "name"), ("n", [], "values"), ("n", [("", "1")], "values."),
        ("n", [("A", "1"), ("a", "2")], "values.a"), ("n", [("AUTHORIZATIONKEY", "x")], "values.AUTHORIZATIONKEY"),
        ("n", [("A", String(repeating: "x", count: 501))], "values.A"),
    ])
    func refused(name: String, settings: [(String, String)], member: String) async throws {
        let fixture = try await ConfigurationFixture()
        let error = await #expect(throws: ConfigurationTemplateError.self) {
            _ = try await fixture.templates.put(name, Self.values(settings))
        }
        #expect(error?.code == .invalidMember)
        #expect(error?.member == member)
    }

    @Test("warn of what the specification does not allow")
    func warnings() async throws {
        let fixture = try await ConfigurationFixture()
        let template = try await fixture.templates.create(
            "t", Self.values([("HeartbeatInterval", "often"), ("NumberOfConnectors", "2"), ("Vendor.Key", "")]))
        #expect(template.warnings.count == 2)
    }

    @Test("drift tells apart what differs, waits, is missing, unknown or was never read")
    func drift() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.boot()
        _ = try await fixture.templates.create(
            "t", Self.values([
                ("HeartbeatInterval", "60"), ("LocalPreAuthorize", "true"), ("StopTxnSampledData", "SoC,Voltage"),
                ("Waiting", "1"), ("Gone", "1"), ("Stranger", "1"), ("WillDiffer", "1"),
            ]))
        #expect(
            Self.kinds(try await fixture.templates.drift(ofChargePoint: "CP-1").first).allSatisfy { $0.hasSuffix("neverRead") })
        try await fixture.read(
            answer: ConfigurationFixture.report(
                [
                    ("heartbeatinterval", "300"), ("LocalPreAuthorize", "TRUE"), ("StopTxnSampledData", "Voltage, SoC"),
                    ("Waiting", "0"), ("WillDiffer", "1"),
                ], unknown: ["Stranger"]))
        try await fixture.change("Waiting", "1", "RebootRequired")
        try await fixture.change("WillDiffer", "0", "RebootRequired")
        let drift = try await fixture.templates.drift(of: "t")
        #expect(drift.items.count == 1)
        #expect(Self.kinds(drift.items.first) == [
            "HeartbeatInterval differs", "Waiting pendingReboot", "Gone missing", "Stranger unknown", "WillDiffer differs",
        ])
        #expect(drift.items.first?.keys.first?.actual == "300")
    }

    @Test("are for the charge points that match", arguments: [
        (TargetSelection.filter(vendor: "VENDOR", model: "model"), true), (.filter(model: "Other"), false),
        (.filter(firmwareVersion: "1.0"), true), (.filter(vendor: "Vendor", group: "north"), true), (.filter(group: "North"), false),
    ])
    func matching(selection: TargetSelection, matches: Bool) async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.boot(#"{"chargePointVendor":"Vendor","chargePointModel":"Model","firmwareVersion":"1.0"}"#)
        _ = try await fixture.central.system.chargePoints.update("CP-1", ChargePointChanges(group: "north"))
        _ = try await fixture.templates.create("t", Self.values([("A", "1")], for: selection))
        #expect(try await fixture.templates.drift(ofChargePoint: "CP-1").isEmpty == !matches)
        #expect(try await fixture.templates.drift(of: "t").items.isEmpty == !matches)
    }

    @Test("without a selection are for nobody by themselves")
    func noTarget() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.boot()
        _ = try await fixture.templates.create("t", Self.values([("A", "1")], for: nil))
        #expect(try await fixture.templates.drift(ofChargePoint: "CP-1").isEmpty)
        await #expect(throws: ConfigurationTemplateError.noTarget("t")) { _ = try await fixture.templates.drift(of: "t") }
    }

    @Test("are applied by sending what departs, one key after another, whatever is answered")
    func apply() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: ConfigurationFixture.report([("A", "1"), ("B", "0")]))
        try await fixture.change("Waiting", "1", "RebootRequired")
        _ = try await fixture.templates.create(
            "t", Self.values([("A", "1"), ("B", "1"), ("Waiting", "1"), ("Odd", "1"), ("C", "1"), ("D", "1")], for: nil))
        fixture.link.forgetCalls()
        fixture.link.script { action, payload in
            if payload.contains("Odd") { return .failure(CallFailure(.callError, action: action, error: CallError(.genericError, ""))) }
            return .success(#"{"status":"\#(payload.contains("C") ? "Rejected" : payload.contains("D") ? "RebootRequired" : "Accepted")"}"#)
        }
        let result = try await fixture.templates.apply("t", to: "CP-1", requestedBy: "test")
        #expect(fixture.link.calls == ["B", "Odd", "C", "D"].map { #"ChangeConfiguration {"key":"\#($0)","value":"1"}"# })
        #expect(result.keys.map(\.status) == ["Accepted", nil, "Rejected", "RebootRequired"])
        #expect(!result.succeeded)
        #expect(result.isRebootRequired)
        let drift = try await fixture.templates.drift(of: "t", to: "CP-1")
        #expect(Self.kinds(drift) == ["Waiting pendingReboot", "Odd missing", "C missing", "D pendingReboot"])
    }

    @Test("are not pushed on when the charge point stops answering")
    func stops() async throws {
        let fixture = try await ConfigurationFixture()
        _ = try await fixture.templates.create("t", Self.values([("A", "1"), ("B", "1"), ("C", "1")], for: nil))
        fixture.link.script { action, payload in
            payload.contains("B") ? .failure(CallFailure(.timedOut, action: action)) : .success(#"{"status":"Accepted"}"#)
        }
        let result = try await fixture.templates.apply("t", to: "CP-1", requestedBy: "test")
        #expect(result.keys.map { $0.command?.outcome } == [.answered, .timedOut, nil])
        #expect(fixture.link.calls.count == 2)
    }

    @Test("are applied in bulk with one result that tells of each key", arguments: [
        ("Accepted", true, BulkOutcome.answered), ("accepted", true, .answered), ("Rejected", false, .answered),
        ("RebootRequired", true, .answered),
    ])
    func bulk(status: String, succeeds: Bool, outcome: BulkOutcome) async throws {
        let fixture = try await ConfigurationFixture()
        let executor = ConfigurationTemplateExecutor(templates: fixture.templates)
        let parameters = try ConfigurationTemplateExecutor.parameters(template: "t")
        await #expect(throws: ConfigurationTemplateError.unknown("t")) { try await executor.check(parameters) }
        _ = try await fixture.templates.create("t", Self.values([("A", "1"), ("B", "1")], for: nil))
        try await executor.check(parameters)
        fixture.link.script { _, payload in .success(#"{"status":"\#(payload.contains("A") ? status : "Accepted")"}"#) }
        let chargePoint = try await fixture.central.system.chargePoints.get("CP-1").reference
        let result = try await executor.perform(parameters, on: chargePoint, requestedBy: "test", sending: { _, _ in })
        #expect(result.outcome == outcome)
        #expect(result.succeeded == succeeds)
        #expect(result.status == (status == "accepted" ? "Accepted" : status), "of those that went well, the last")
        #expect(result.text == "A: \(status); B: Accepted")
        fixture.link.forgetCalls()
        let again = try await executor.perform(parameters, on: chargePoint, requestedBy: "test", sending: { _, _ in })
        #expect(fixture.link.calls.count == (status == "Rejected" ? 1 : 0), "what is in force or waits is not sent again")
        #expect(again.succeeded == succeeds)
        #expect(again.text == (status == "Rejected" ? "A: Rejected" : "nothing to change"))
    }
}

extension ConfigurationTemplateService {
    /// How far one charge point is from a template that need not be for it.
    fileprivate func drift(of name: String, to identity: String) async throws -> ConfigurationDrift {
        try await database.read { connection in
            let key = try ConfigurationService.key(of: identity, in: connection)
            let template = try Self.find(name, in: connection)
            return try Self.drift(of: ChargePointReference(key: key, identity: identity), from: template, in: connection)
        }
    }
}
