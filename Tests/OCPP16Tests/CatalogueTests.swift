import Foundation
import OCPP16
import OCPPJ
import Testing

@Suite("The catalogue")
struct CatalogueTests {
    private func validate(_ action: OCPPAction, _ json: String) throws -> String {
        let command = try #require(OCPP16Catalogue.centralSystemInitiated[action])
        return String(decoding: try command.validate(JSONNode.parse(Array(json.utf8))), as: UTF8.self)
    }

    @Test("knows 14 actions of charge points and 26 of the Central System")
    func actions() {
        #expect(OCPP16Catalogue.chargePointInitiated.count == 14)
        #expect(OCPP16Catalogue.centralSystemInitiated.count == 26)
        #expect(OCPP16Catalogue.centralSystemInitiated["Heartbeat"] == nil)
    }

    @Test("takes every payload that conforms", arguments: try Sample.all())
    func conforming(sample: Sample) throws {
        guard let command = OCPP16Catalogue.centralSystemInitiated[OCPPAction(rawValue: sample.schema)] else { return }
        let canonical = try command.validate(JSONNode.parse(Array(sample.json.utf8)))
        #expect(try object(String(decoding: canonical, as: UTF8.self)) == object(sample.json))
    }

    @Test("refuses a member that the message does not have, at every level", arguments: Sample.written)
    func unknownMembers(sample: Sample) throws {
        guard let command = OCPP16Catalogue.centralSystemInitiated[OCPPAction(rawValue: sample.schema)] else { return }
        let payload = try object(sample.json)
        let objects = [[]] + payload.memberPaths().filter { payload.value(at: $0) is NSDictionary }
        for path in objects {
            var members = try #require(payload.value(at: path) as? [String: Any])
            members["Odd"] = 1
            let altered = path.isEmpty ? members as NSDictionary : payload.replacing(path, with: members)
            let node = try JSONNode.parse(Array(JSONSerialization.data(withJSONObject: altered)))
            let expected = PayloadError(.constraint, path: path + ["Odd"], "is not a member of \(sample.schema).req")
            #expect(throws: expected) { try command.validate(node) }
        }
    }

    @Test(
        "refuses what the specification does not allow",
        arguments: [
            ("Reset", #"{"type":"Warm"}"#, "type must be one of Hard, Soft"),
            ("Reset", "{}", "type is required"),
            ("Reset", "[]", "payload must be a JSON object"),
            ("Reset", #"{"type":"Hard","type":"Soft"}"#, "type is given more than once"),
            ("GetConfiguration", #"{"key":null}"#, "key must not be null; leave it out instead"),
            ("GetConfiguration", #"{"key":"One"}"#, "key must be a list"),
            ("ChangeConfiguration", #"{"key":"HeartbeatInterval","value":300}"#, "value must be a string"),
            (
                "RemoteStopTransaction", #"{"transactionId":2147483648}"#,
                "transactionId must be from -2147483648 to 2147483647"
            ),
            ("UnlockConnector", #"{"connectorId":0}"#, "connectorId must be above 0"),
            ("TriggerMessage", #"{"requestedMessage":"Heartbeat","connectorId":0}"#, "connectorId must be above 0"),
            ("RemoteStartTransaction", #"{"idTag":"T","connectorId":0}"#, "connectorId must be above 0"),
            ("ClearChargingProfile", #"{"stackLevel":-1}"#, "stackLevel must be 0 or more"),
            (
                "GetDiagnostics", #"{"location":"here"}"#,
                "location must be a URI, for example https://example.org/files/"
            ),
            (
                "ReserveNow", #"{"connectorId":1,"expiryDate":"2026-01-31T09:30:00","idTag":"T","reservationId":1}"#,
                "expiryDate must be a date and time of RFC 3339, for example 2026-01-31T09:30:00Z"
            ),
            ("SendLocalList", #"{"listVersion":0,"updateType":"Full"}"#, "listVersion must be above 0"),
            (
                "SendLocalList", #"{"listVersion":1,"updateType":"Full","localAuthorizationList":[{"idTag":"T"}]}"#,
                "localAuthorizationList[0].idTagInfo is required in a full update"
            ),
            (
                "SendLocalList",
                #"{"listVersion":1,"updateType":"Differential","#
                    + #""localAuthorizationList":[{"idTag":"T"},{"idTag":"t"}]}"#,
                "localAuthorizationList[1].idTag stands in the list already"
            ),
        ])
    func refusals(action: String, json: String, description: String) throws {
        let failure = #expect(throws: PayloadError.self) { try validate(OCPPAction(rawValue: action), json) }
        #expect(failure?.description == description)
    }

    @Test(
        "names the member of a charging profile that does not conform",
        arguments: [
            (["stackLevel"], -1, PayloadError.Kind.constraint),
            (["validFrom"], "2026-01-31T09:30:00+02", .constraint),
            (["chargingSchedule", "chargingSchedulePeriod", "1", "limit"], 6.05, .constraint),
            (["chargingSchedule", "chargingSchedulePeriod", "0", "startPeriod"], -1, .constraint),
            (["chargingSchedule", "minChargingRate"], 0.25, .constraint),
            (["chargingSchedule", "chargingSchedulePeriod"], [Int](), .missing),
            (["recurrencyKind"], "Monthly", .constraint),
            (["transactionId"], NSNull(), .wrongType),
        ] as [([String], any Sendable, PayloadError.Kind)])
    func chargingProfile(path: [String], value: any Sendable, kind: PayloadError.Kind) throws {
        let payload = try object(#"{"connectorId":1,"csChargingProfiles":\#(Sample.chargingProfile)}"#)
        let altered = payload.replacing(["csChargingProfiles"] + path, with: value)
        let json = String(decoding: try JSONSerialization.data(withJSONObject: altered), as: UTF8.self)
        let failure = #expect(throws: PayloadError.self) { try validate("SetChargingProfile", json) }
        #expect(failure?.path == ["csChargingProfiles"] + path)
        #expect(failure?.kind == kind)
    }

    @Test("takes what an operator may send although it may not be wise")
    func unwise() throws {
        #expect(try validate("UnlockConnector", #"{"connectorId":99}"#) == #"{"connectorId":99}"#)
        #expect(try validate("RemoteStopTransaction", #"{"transactionId":-5}"#) == #"{"transactionId":-5}"#)
        #expect(try validate("ClearChargingProfile", "null") == "{}")
    }

    @Test("writes times in UTC and numbers plainly")
    func canonical() throws {
        let json =
            #"{ "retrieveDate" : "2026-01-31T11:30:00+02:00", "location": "https://example.org", "retries": 2.0 }"#
        let expected =
            #"{"location":"https://example.org","retries":2,"retrieveDate":"2026-01-31T09:30:00.000Z"}"#
        #expect(try validate("UpdateFirmware", json) == expected)
    }

    @Test(
        "checks a charge point's answer to the letter",
        arguments: [
            ("Reset", #"{"status":"Accepted"}"#, nil),
            ("Reset", #"{"status":"Maybe"}"#, "status must be one of Accepted, Rejected"),
            ("Reset", #"{"status":"Accepted","info":"x"}"#, "info is not a member of Reset.conf"),
            ("UpdateFirmware", "null", nil),
            (
                "GetInstalledCertificateIds", #"{"status":"NotFound","certificateHashData":[]}"#,
                "certificateHashData must have at least one element"
            ),
        ] as [(String, String, String?)])
    func answers(action: String, json: String, description: String?) throws {
        let command = try #require(OCPP16Catalogue.centralSystemInitiated[OCPPAction(rawValue: action)])
        #expect(try command.checkResponse(JSONNode.parse(Array(json.utf8)))?.description == description)
    }
}
