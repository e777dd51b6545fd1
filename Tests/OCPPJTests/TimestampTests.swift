import Testing

@testable import OCPPJ

@Suite("Timestamps")
struct TimestampTests {
    @Test("RFC 3339 is read with any fraction and any offset", arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-11-22T18:58:29.123Z", 1_795_373_909_123),
        ("2026-11-22T18:58:29.123456Z", 1_795_373_909_123),
        ("2026-11-22T18:58:29.5Z", 1_795_373_909_500),
        ("2026-11-22T20:58:29.123+02:00", 1_795_373_909_123),
        ("2026-11-22T13:28:29.123-05:30", 1_795_373_909_123),
        ("2024-02-29T23:59:60Z", 1_709_251_200_000),
        ("1969-12-31T23:59:59.999Z", -1),
    ] as [(String, Int64)])
    func reads(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test("what is not RFC 3339 is refused", arguments: [
        "", "2026", "2026-11-22", "2026-11-22T18:58:29", "2026-11-22T18:58:29+02", "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T18:58:29.Z", "2026-11-22 18:58:29Z", "2026-11-22T18:58:29Zx",
        "yesterday", "2026-11-22T18:58:29,5Z", "0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
    ])
    func refuses(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("what is written is read back as the same moment", arguments: [
        0, 1, -1, 1_795_373_909_123, 951_782_400_000, 4_102_444_799_999, -62_167_219_200_000, 253_402_300_799_999,
    ] as [Int64])
    func roundTrips(milliseconds: Int64) {
        let timestamp = Timestamp(milliseconds: milliseconds)
        #expect(Timestamp(rfc3339: timestamp.rfc3339) == timestamp)
    }

    @Test("moments that no four digits can name are written as the nearest", arguments: [Int64.min, .max])
    func clamps(milliseconds: Int64) {
        #expect(Timestamp(rfc3339: Timestamp(milliseconds: milliseconds).rfc3339) != nil)
    }

    @Test("every day of four centuries has its own date")
    func calendar() {
        for day in Int64(-20_000)...Int64(126_000) {
            let (year, month, dayOfMonth) = CivilDate.from(days: day)
            #expect(CivilDate.days(year: year, month: month, day: dayOfMonth) == day)
        }
    }

    @Test("odd times are taken apart rather than refused", arguments: [
        ("2026-11-22T18:58:29", DateTimeParts.Zone.missing, false),
        ("2026-11-22T18:58:29+02", .offset(minutes: 120), true),
        ("2026-11-22T18:58:29+0230", .offset(minutes: 150), true),
        ("2026-11-22 18:58:29Z", .offset(minutes: 0), true),
        ("2026-11-22T18:58Z", .offset(minutes: 0), true),
    ] as [(String, DateTimeParts.Zone, Bool)])
    func parts(text: String, zone: DateTimeParts.Zone, departs: Bool) throws {
        let parts = try #require(DateTimeParts(text))
        #expect(parts.zone == zone)
        #expect(parts.departsFromRFC3339 == departs)
    }
}
