import OCPP16
import OCPPJ
import Testing

@Suite("A time on the wire")
struct DateTimeTests {
    /// 2026-01-31T09:30:00Z.
    static let moment = Timestamp(milliseconds: 1_769_851_800_000)

    @Test(
        "is RFC 3339",
        arguments: [
            ("2026-01-31T09:30:00Z", 0), ("2026-01-31T09:30:00.5Z", 500), ("2026-01-31T09:30:00.123456Z", 123),
            ("2026-01-31T11:30:00+02:00", 0), ("2026-01-31T04:00:00.001-05:30", 1),
        ])
    func strict(text: String, milliseconds: Int64) {
        let time = DateTime(received: text)
        #expect(time.timestamp == Timestamp(milliseconds: Self.moment.milliseconds + milliseconds))
        #expect(time.repair == nil)
        #expect(time.isStrict)
        #expect(time.text == text)
    }

    @Test(
        "is read with a repair",
        arguments: [
            ("2026-01-31T09:30:00", DateTime.Repair.assumedUTC), ("2026-01-31 09:30:00", .assumedUTC),
            ("2026-01-31T09:30", .assumedUTC), ("2026-01-31T11:30:00+02", .shortOffset),
            ("2026-01-31T11:30:00+0200", .shortOffset), ("2026-01-31 09:30:00Z", .shortOffset),
            ("2026-01-31t09:30:00z", .shortOffset),
        ])
    func repaired(text: String, repair: DateTime.Repair) {
        let time = DateTime(received: text)
        #expect(time.timestamp == Self.moment)
        #expect(time.repair == repair)
        #expect(!time.isStrict)
    }

    @Test(
        "is kept as text when it cannot be read",
        arguments: [
            "", "now", "2026-02-30T00:00:00Z", "2026-01-31T24:30:00Z", "2026-01-31", "1769851800", "31.01.2026 09:30",
            "2026-01-31T09:30:00Z ", "0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
        ])
    func unreadable(text: String) throws {
        let time = DateTime(received: text)
        #expect(time.timestamp == nil)
        #expect(time.repair == .unreadable)
        #expect(time.text == text)
        #expect(try decode(HeartbeatResponse.self, #"{"currentTime":"\#(text)"}"#).currentTime == time)
    }

    @Test(
        "is written in UTC when it is one, and as it stands when it is not",
        arguments: [
            ("2026-01-31T09:30:00.25Z", "2026-01-31T09:30:00.25Z"),
            ("2026-01-31T11:30:00+02:00", "2026-01-31T09:30:00.000Z"),
            ("2026-01-31T11:30:00+02", "2026-01-31T11:30:00+02"), ("now", "now"),
        ])
    func written(text: String, expected: String) throws {
        let bytes = try PayloadEncoder.encode(HeartbeatResponse(currentTime: DateTime(received: text)))
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"currentTime":"\#(expected)"}"#)
    }

    @Test("is made from a moment")
    func fromTimestamp() {
        let time = DateTime(Self.moment)
        #expect(time.text == "2026-01-31T09:30:00.000Z")
        #expect(time == DateTime(received: time.text))
    }
}
