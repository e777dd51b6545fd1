import OCPP16
import OCPPJ
import Testing

@Suite("Types")
struct TypeTests {
    @Test("an idTag is the same in any case")
    func caseInsensitive() throws {
        let upper = try IdToken("ABC-É-1")
        let lower = try IdToken("abc-é-1")
        #expect(upper == lower)
        #expect(upper.hashValue == lower.hashValue)
        #expect(upper.key == lower.key)
        #expect(upper.text == "ABC-É-1")
        #expect(try upper != IdToken("ABC-É-2"))
        #expect(try CiString<50>("HeartbeatInterval") == CiString<50>("HEARTBEATINTERVAL"))
        #expect(try BoundedString<50>("a") != BoundedString<50>("A"))
    }

    @Test("an empty text is within every limit")
    func empty() throws {
        #expect(try IdToken("").text.isEmpty)
    }

    @Test(
        "a limit of power or current has at most one decimal digit",
        arguments: [
            (6, true), (6.0, true), (6.1, true), (0.3, true), (8.1, true), (22080.7, true), (6.05, false),
            (6.100001, false), (-1.5, true), (.nan, false), (.infinity, false), (0.1 + 0.2, false),
        ] as [(Double, Bool)])
    func chargingRate(value: Double, isAllowed: Bool) {
        #expect((ChargingRate(value).limitFailure == nil) == isAllowed)
    }

    @Test("a whole limit is written with its decimal digit")
    func wholeChargingRate() throws {
        let period = ChargingSchedulePeriod(startPeriod: 0, limit: 6000)
        let json = String(decoding: try PayloadEncoder.encode(period), as: UTF8.self)
        #expect(json == #"{"startPeriod":0,"limit":6000.0}"#)
    }

    @Test(
        "a URI has a scheme and no spaces",
        arguments: [
            ("https://example.org/a%20b?c=d#e", true), ("ftp://u:p@[::1]:21/x", true), ("mailto:a@b", true),
            ("example.org/x", false), ("https:", false), ("://x", false), ("1a:x", false), ("https://a b", false),
            ("https://é", false), ("", false),
        ])
    func uri(text: String, isAllowed: Bool) {
        #expect((AnyURI(text).limitFailure == nil) == isAllowed)
    }

    @Test("a connector's number and a length of time are 0 or more", arguments: [-1, Int(Int32.max) + 1])
    func outOfRange(number: Int) {
        #expect(throws: PayloadError(.constraint, "must be from 0 to 2147483647")) { try ConnectorId(number) }
        #expect(throws: PayloadError(.constraint, "must be from 0 to 2147483647")) { try Seconds(number) }
    }

    @Test("connectors are in order of their numbers, the charge point first")
    func connectors() {
        #expect(ConnectorId.chargePoint < 1)
        #expect(ConnectorId.chargePoint.value == 0)
    }

    @Test("an empty list of certificates is left out, which the schema demands")
    func noCertificates() throws {
        let response = GetInstalledCertificateIdsResponse(status: .notFound, certificateHashData: [])
        #expect(String(decoding: try PayloadEncoder.encode(response), as: UTF8.self) == #"{"status":"NotFound"}"#)
    }
}
