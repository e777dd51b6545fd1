import OCPPJ
import Testing

@testable import Certification

@Suite("What Stationmaster is told")
struct StationmasterProvisionTests {
    @Test("passwords go as text where they are one, else as hexadecimal digits", arguments: [
        (Array("abcdefghijklmnop".utf8), "abcdefghijklmnop"),
        (Array("secret:with colon 12".utf8), "secret:with colon 12"),
        ([UInt8](repeating: 0x0A, count: 16), String(repeating: "0a", count: 16)),
        ([UInt8](repeating: 0xFF, count: 20), String(repeating: "ff", count: 20)),
        (Array(String(repeating: "0a", count: 16).utf8), String(repeating: "0a", count: 16)),
        (Array("Geheim-äöü".utf8), "Geheim-äöü"),
    ])
    func passwords(bytes: [UInt8], text: String) throws {
        #expect(try StationmasterDriver.text(ofPassword: bytes) == text)
    }

    @Test("bytes that it cannot be told are not made up", arguments: [[], [0xFF], [UInt8](repeating: 65, count: 129)])
    func impossible(bytes: [UInt8]) {
        #expect(throws: DriverFailure.self) { try StationmasterDriver.text(ofPassword: bytes) }
    }

    @Test("a charge point is left alone, and has what the test gives it")
    func chargePoint() throws {
        let body = try StationmasterDriver.body(
            ProvisionedChargePoint(
                identity: "CP", securityProfile: 3, password: nil, serialNumber: #"SN "1""#, heartbeatIntervalSeconds: 1))
        let node = try JSONNode.parse(Array(body.utf8))
        #expect(node["registrationStatus"]?.string == "Accepted")
        #expect(node["securityProfile"]?.int == 3)
        #expect(node["password"]?.kind == .null)
        #expect(node["serialNumber"]?.string == #"SN "1""#)
        #expect(node["settings"]?["heartbeatIntervalSeconds"]?.int == 1)
        #expect(node["settings"]?["automation"]?.bool == false)
    }

    @Test("idTags", arguments: [
        (ProvisionedIdTag("T", .accepted), #"{"status":"Accepted","expiryDate":null,"parentIdTag":null,"note":"Of stationmaster certify"}"#),
        (ProvisionedIdTag("T", .blocked, parentIdTag: "P"), #"{"status":"Blocked","expiryDate":null,"parentIdTag":"P","note":"Of stationmaster certify"}"#),
        (ProvisionedIdTag("T", .expired), #"{"status":"Accepted","expiryDate":"2020-01-01T00:00:00Z","parentIdTag":null,"note":"Of stationmaster certify"}"#),
        (ProvisionedIdTag("T", .expiredByStatus), #"{"status":"Expired","expiryDate":null,"parentIdTag":null,"note":"Of stationmaster certify"}"#),
    ])
    func idTags(idTag: ProvisionedIdTag, body: String) {
        #expect(StationmasterDriver.body(idTag) == body)
    }

    @Test("only a password that the central system chooses has a path of its own", arguments: [
        ("ChangeConfiguration", #"{"key":"AuthorizationKey"}"#, ["value"], true),
        ("ChangeConfiguration", #"{"key":"authorizationkey"}"#, ["value"], true),
        ("ChangeConfiguration", #"{"key":"AuthorizationKey","value":"00"}"#, [String](), false),
        ("ChangeConfiguration", #"{"key":"SecurityProfile"}"#, ["value"], false),
        ("Reset", #"{"key":"AuthorizationKey"}"#, ["value"], false),
    ])
    func passwordChange(action: String, payload: String, free: [String], isOne: Bool) {
        let request = OperatorRequest(OCPPAction(rawValue: action), payload: payload, chosenByCentralSystem: Set(free))
        #expect(StationmasterDriver.isPasswordChange(request) == isOne)
    }

    @Test("parts of paths are percent-encoded")
    func encoded() {
        #expect(StationmasterAPI.encoded("CP 1/Ä-._~") == "CP%201%2F%C3%84-._~")
    }
}
