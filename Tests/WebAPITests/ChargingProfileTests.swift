import CentralSystem
import HTTPTypes
import OCPPJ
import Synchronization
import Testing

@testable import WebAPI

@Suite("Charging profiles")
struct ChargingProfileTests {
    static let path = "/api/v1/charge-points/A/charging-profiles"
    static let schedulePath = "/api/v1/charge-points/A/composite-schedule"

    /// What charge point A was sent.
    final class Inbox: Sendable {
        private let frames = Mutex<[(action: OCPPAction, payload: String)]>([])
        func add(_ action: OCPPAction, _ payload: [UInt8]) {
            frames.withLock { $0.append((action, String(decoding: payload, as: UTF8.self))) }
        }
        var last: String { frames.withLock { $0.last?.payload ?? "" } }
        var count: Int { frames.withLock { $0.count } }
    }

    /// Registers charge point A and connects it; it answers `Accepted` unless told otherwise.
    private func withChargePoint(
        answering script: @escaping FakeLink.Script = { _, _ in .success(#"{"status":"Accepted"}"#) },
        _ test: @Sendable (APIFixture, FakeChargePoint, Inbox) async throws -> Void
    ) async throws {
        try await withAPI { api async throws in
            let inbox = Inbox()
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            try await api.ask(.post, "/api/v1/id-tags", #"{"idTag":"TAG"}"#)
            let peer = try await FakeChargePoint("A", to: api) { action, payload in
                inbox.add(action, payload)
                return await script(action, payload)
            }
            try await test(api, peer, inbox)
            peer.close()
        }
    }

    private static func profile(_ purpose: String, _ members: String = "", limit: String = "6.0") -> String {
        """
        {\(members)"chargingProfilePurpose":"\(purpose)","chargingProfileKind":"Relative","chargingSchedule":\
        {"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":\(limit)}]}}
        """
    }

    @discardableResult
    private func install(
        _ api: APIFixture, _ connector: Int, _ profile: String
    ) async throws -> APIFixture.Answer {
        try await api.ask(.post, Self.path, #"{"connectorId":\#(connector),"chargingProfile":\#(profile)}"#)
    }

    private func start(_ peer: FakeChargePoint, _ api: APIFixture) async throws -> Int {
        let answer = try await peer.send(
            "StartTransaction", #"{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"\#(api.time.now().rfc3339)"}"#)
        return try #require(answer["transactionId"]?.int)
    }

    @Test("three purposes are installed and cleared as TC_067 demands")
    func clearing() async throws {
        try await withChargePoint { api, peer, inbox async throws in
            let transaction = try await start(peer, api)
            var ids: [Int] = []
            for (connector, purpose) in [(0, "ChargePointMaxProfile"), (1, "TxDefaultProfile"), (1, "TxProfile")] {
                let answer = try await install(api, connector, Self.profile(purpose, #""stackLevel":2,"#))
                #expect(answer.status == 201)
                #expect(answer.json["state"]?.string == "installed")
                #expect(answer.json["warnings"]?.elements.isEmpty == true)
                #expect(answer.json["stackLevel"]?.int == 2)
                let sent = try JSONNode.parse(Array(inbox.last.utf8))["csChargingProfiles"]
                #expect(sent?["transactionId"]?.int == (purpose == "TxProfile" ? transaction : nil))
                ids.append(try #require(sent?["chargingProfileId"]?.int))
                let location = try #require(answer.headers[.location])
                #expect(try await api.get(location).json["chargingProfileId"]?.int == ids.last)
            }
            #expect(Set(ids).count == 3)
            func left() async throws -> [Int] {
                try await api.get("\(Self.path)?state=installed").items.compactMap { $0["chargingProfileId"]?.int }.sorted()
            }
            #expect(try await left() == ids)
            let steps: [(body: String, left: [Int])] = [
                (#"{"id":\#(ids[0])}"#, [ids[1], ids[2]]),
                (#"{"connectorId":1,"chargingProfilePurpose":"TxDefaultProfile","stackLevel":2}"#, [ids[2]]),
                ("{}", []),
            ]
            for step in steps {
                let answer = try await api.ask(.post, "\(Self.path)/clear", step.body)
                #expect(answer.status == 200)
                #expect(answer.json["status"]?.string == "Accepted")
                #expect(answer.json["chargingProfileIds"]?.elements.count == 1)
                #expect(inbox.last == step.body)
                #expect(try await left() == step.left)
            }
            #expect(try await api.get("\(Self.path)/clear").items.count == 3)
            #expect(try await api.get(Self.path).items.isEmpty)
            #expect(try await api.get("\(Self.path)?history=true").items.count == 3)
            #expect(try await api.get("\(Self.path)?history=true&connectorId=0").items.count == 1)
        }
    }

    @Test("a profile is sent as it is given")
    func verbatim() async throws {
        try await withChargePoint { api, _, inbox async throws in
            let profile = """
                {"chargingProfileId":9,"stackLevel":1,"chargingProfilePurpose":"TxDefaultProfile",\
                "chargingProfileKind":"Absolute","validFrom":"2026-09-21T00:00:00.000Z","validTo":"2026-09-23T00:00:00.000Z",\
                "chargingSchedule":{"duration":86400,"startSchedule":"2026-09-21T00:00:00.000Z","chargingRateUnit":"W",\
                "chargingSchedulePeriod":[{"startPeriod":0,"limit":6000.0,"numberPhases":3}]}}
                """
            let answer = try await install(api, 2, profile)
            #expect(inbox.last == #"{"connectorId":2,"csChargingProfiles":\#(profile)}"#)
            #expect(answer.text.contains(#""chargingProfile":\#(profile)"#))
            #expect(answer.json["source"]?.string == "SetChargingProfile")
        }
    }

    @Test("a refusal is a result", arguments: ["Rejected", "NotSupported"])
    func refused(status: String) async throws {
        try await withChargePoint(answering: { _, _ in .success(#"{"status":"\#(status)"}"#) }) { api, _, _ async throws in
            let answer = try await install(api, 1, Self.profile("TxDefaultProfile"))
            #expect(answer.status == 201)
            #expect(answer.json["state"]?.string == "refused")
            #expect(answer.json["status"]?.string == status)
            #expect(try await api.get(Self.path).items.isEmpty)
        }
    }

    @Test("no answer is the command's problem, and the record tells of it")
    func unanswered() async throws {
        try await withChargePoint(answering: { action, _ in .failure(CallFailure(.timedOut, action: action)) }) { api, _, _ async throws in
            #expect(try await install(api, 1, Self.profile("TxDefaultProfile")).problem == "command-timed-out")
            #expect(try await api.ask(.post, "\(Self.path)/clear").problem == "command-timed-out")
            let asked = try await api.ask(.post, Self.schedulePath, #"{"connectorId":1,"duration":60}"#)
            #expect(asked.problem == "command-timed-out")
            #expect(try await api.get("\(Self.path)?state=unanswered").items.count == 1)
            #expect(try await api.get("\(Self.path)/clear").items.first?["state"]?.string == "unanswered")
            #expect(try await api.get("\(Self.schedulePath)/reports").items.first?["state"]?.string == "unanswered")
        }
    }

    @Test("what is wrong with a request is told, and nothing is sent")
    func wrong() async throws {
        try await withChargePoint { api, _, inbox async throws in
            func member(_ body: String) async throws -> String? {
                try await api.ask(.post, Self.path, body).json["member"]?.string
            }
            let good = Self.profile("TxDefaultProfile")
            #expect(try await member("{}") == "connectorId")
            #expect(try await member(#"{"connectorId":1}"#) == "chargingProfile")
            #expect(try await member(#"{"connectorId":1,"templateName":"t","chargingProfile":\#(good)}"#) == "templateName")
            #expect(try await member(#"{"connectorId":1,"templateName":"t"}"#) == "templateName")
            #expect(try await member(#"{"connectorId":-1,"chargingProfile":\#(good)}"#) == "connectorId")
            #expect(
                try await member(#"{"connectorId":1,"chargingProfile":\#(Self.profile("TxProfile", limit: "6.25"))}"#)
                    == "chargingProfile.chargingSchedule.chargingSchedulePeriod[0].limit")
            #expect(try await api.ask(.post, "\(Self.path)/clear", #"{"chargingProfileId":1}"#).json["member"]?.string == "chargingProfileId")
            #expect(try await api.ask(.post, "\(Self.path)/clear", #"{"id":null}"#).json["member"]?.string == "id")
            #expect(try await api.get("\(Self.path)/7").problem == "not-found")
            #expect(try await api.get("\(Self.path)/x").problem == "not-found")
            #expect(try await api.get("/api/v1/charge-points/B/charging-profiles").problem == "charge-point-not-found")
            #expect(try await api.get("/api/v1/charge-points/B/composite-schedule").problem == "charge-point-not-found")
            #expect(try await api.ask(.post, "/api/v1/charge-points/B/charging-profiles/clear").problem == "charge-point-not-found")
            #expect(inbox.count == 0)
        }
    }

    @Test("templates are made, shown, installed and removed")
    func templates() async throws {
        try await withChargePoint { api, _, inbox async throws in
            let body = """
                {"name":"evening","chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute","stackLevel":3,\
                "validForSeconds":7200,"chargingSchedule":{"chargingRateUnit":"A",\
                "chargingSchedulePeriod":[{"startPeriod":0,"limit":6.0,"numberPhases":1}]}}
                """
            let made = try await api.ask(.post, "/api/v1/charging-profiles", body)
            #expect(made.status == 201)
            #expect(made.headers[.location] == "/api/v1/charging-profiles/evening")
            #expect(made.json["warnings"]?.elements.isEmpty == true)
            #expect(try await api.ask(.post, "/api/v1/charging-profiles", body).problem == "conflict")
            #expect(try await api.get("/api/v1/charging-profiles").items.count == 1)
            let answer = try await api.ask(.post, Self.path, #"{"connectorId":1,"templateName":"evening"}"#)
            #expect(answer.json["templateName"]?.string == "evening")
            #expect(
                inbox.last == """
                    {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":3,\
                    "chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute",\
                    "validFrom":"2026-09-21T14:13:20.000Z","validTo":"2026-09-21T16:13:20.000Z","chargingSchedule":\
                    {"duration":7200,"startSchedule":"2026-09-21T14:13:20.000Z","chargingRateUnit":"A",\
                    "chargingSchedulePeriod":[{"startPeriod":0,"limit":6.0,"numberPhases":1}]}}}
                    """)
            let replaced = try await api.ask(.put, "/api/v1/charging-profiles/evening", body)
            #expect(replaced.status == 200)
            #expect(try await api.ask(.put, "/api/v1/charging-profiles/other", body).json["member"]?.string == "name")
            let bad = body.replacing("6.0", with: "6.05")
            #expect(
                try await api.ask(.put, "/api/v1/charging-profiles/evening", bad).json["member"]?.string
                    == "chargingSchedule.chargingSchedulePeriod[0].limit")
            #expect(try await api.ask(.delete, "/api/v1/charging-profiles/evening").status == 204)
            #expect(try await api.get("/api/v1/charging-profiles/evening").problem == "not-found")
        }
    }

    @Test("a template for many charge points is a bulk operation")
    func bulk() async throws {
        try await withChargePoint { api, _, inbox async throws in
            let path = "/api/v1/charging-profiles/slow/install"
            let body = #"{"connectorId":0,"target":{"chargePoints":["A"]}}"#
            #expect(try await api.ask(.post, path, body).problem == "not-found")
            try await api.ask(.put, "/api/v1/charging-profiles/slow", Self.profile("TxDefaultProfile"))
            #expect(try await api.ask(.post, path, #"{"connectorId":0}"#).json["member"]?.string == "target")
            let made = try await api.ask(.post, path, body)
            #expect(made.status == 202)
            #expect(made.json["kind"]?.string == "chargingProfileTemplate")
            #expect(inbox.count == 0)
        }
    }

    @Test("a composite schedule of very many periods is cut, and says where")
    func longCompositeSchedule() async throws {
        try await withChargePoint { api, _, _ async throws in
            let periods = (0..<1000).map { #"{"startPeriod":\#($0 * 60),"limit":\#(6 + $0 % 2).0}"# }.joined(separator: ",")
            try await install(
                api, 0,
                """
                {"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"ChargePointMaxProfile",\
                "chargingProfileKind":"Recurring","recurrencyKind":"Daily","chargingSchedule":{\
                "startSchedule":"2026-01-01T00:00:00Z","chargingRateUnit":"A","chargingSchedulePeriod":[\(periods)]}}
                """)
            let path = "\(Self.schedulePath)?at=2026-02-01T00:00:00Z&duration="
            let week = try await api.get("\(path)604800").json
            #expect(week["periods"]?.elements.count == 5000)
            #expect(week["truncatedAt"]?.string == week["periods"]?.elements.last?["end"]?.string)
            let day = try await api.get("\(path)86400").json
            #expect(day["periods"]?.elements.count == 1000)
            #expect(day["truncatedAt"]?.kind == .null)
        }
    }

    @Test("the composite schedule is computed and explained")
    func compositeSchedule() async throws {
        try await withChargePoint { api, peer, inbox async throws in
            try await install(api, 0, Self.profile("ChargePointMaxProfile", limit: "32.0"))
            try await install(api, 0, Self.profile("TxDefaultProfile", limit: "16.0"))
            let transaction = try await start(peer, api)
            try await install(api, 1, Self.profile("TxProfile", limit: "10.0"))
            let sent = inbox.count
            let answer = try await api.get("\(Self.schedulePath)?connectorId=1&duration=3600")
            #expect(answer.json["transactionId"]?.int == transaction)
            #expect(answer.json["duration"]?.int == 3600)
            let period = try #require(answer.json["periods"]?.elements.first)
            #expect(period["limit"]?.double == 10)
            #expect(period["profile"]?["chargingProfilePurpose"]?.string == "TxProfile")
            #expect(period["explanation"]?.string?.hasPrefix("10 A because TxProfile 3, level 0") == true)
            #expect(period["considered"]?.elements.count == 3)
            let watts = try await api.get("\(Self.schedulePath)?connectorId=1&duration=60&chargingRateUnit=W&voltage=100&phases=1")
            #expect(watts.json["periods"]?.elements.first?["limit"]?.double == 1000)
            let later = try await api.get("\(Self.schedulePath)?connectorId=1&at=2026-12-24T18:00:00Z")
            #expect(later.json["start"]?.string == "2026-12-24T18:00:00.000Z")
            #expect(later.json["duration"]?.int == 86_400)
            #expect(try await api.get(Self.schedulePath).json["connectorId"]?.int == 0)
            #expect(try await api.get("\(Self.schedulePath)?duration=99999999").problem == "invalid-request")
            #expect(inbox.count == sent, "nothing is sent to compute")
        }
    }

    @Test("the charge point's schedule is shown beside the computed one")
    func comparison() async throws {
        let schedule = """
            {"status":"Accepted","connectorId":1,"scheduleStart":"2026-09-21T14:13:20Z","chargingSchedule":{"duration":3600,\
            "chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":10.0},{"startPeriod":600,"limit":16.0}]}}
            """
        try await withChargePoint(answering: { action, _ in
            .success(action == "GetCompositeSchedule" ? schedule : #"{"status":"Accepted"}"#)
        }) { api, _, inbox async throws in
            try await install(api, 1, Self.profile("TxDefaultProfile", limit: "10.0"))
            let question = #"{"connectorId":1,"duration":3600,"chargingRateUnit":"A"}"#
            let answer = try await api.ask(.post, Self.schedulePath, question)
            #expect(answer.status == 200)
            #expect(inbox.last == question)
            #expect(answer.json["reported"]?["chargingSchedule"]?["chargingSchedulePeriod"]?.elements.count == 2)
            #expect(answer.json["reported"]?["scheduleStart"]?.string == "2026-09-21T14:13:20Z")
            #expect(answer.json["computed"]?["periods"]?.elements.count == 1)
            #expect(answer.json["agrees"]?.bool == false)
            let difference = try #require(answer.json["differences"]?.elements.first)
            #expect(difference["kind"]?.string == "higher")
            #expect(difference["computedLimit"]?.double == 10)
            #expect(difference["reportedLimit"]?.double == 16)
            #expect(difference["start"]?.string == "2026-09-21T14:23:20.000Z")
            #expect(try await api.get("\(Self.schedulePath)/reports").items.count == 1)
        }
    }
}
