import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("What is made of a charge point's time")
struct TimestampCorrectionTests {
    /// 2026-09-21T14:13:20Z
    static let receivedAt = Timestamp(milliseconds: 1_790_000_000_000)

    @Test(
        "is corrected only where it must be",
        arguments: [
            ("2026-09-21T14:13:00Z", "2026-09-21T14:13:00.000Z", TimestampCorrection.Kind?.none),
            ("2026-09-21T14:13:00.123456Z", "2026-09-21T14:13:00.123Z", nil),
            ("2026-09-21T16:13:00+02:00", "2026-09-21T14:13:00.000Z", nil),
            ("2019-03-01T00:00:00Z", "2019-03-01T00:00:00.000Z", nil),
            ("2026-09-21T14:18:20Z", "2026-09-21T14:18:20.000Z", nil),
            ("2026-09-21T14:18:21Z", "2026-09-21T14:13:20.000Z", .future),
            ("2026-09-21T16:13:00Z", "2026-09-21T14:13:20.000Z", .future),
            ("2026-09-21T14:13:00", "2026-09-21T14:13:00.000Z", .assumedUTC),
            ("2026-09-21T16:13:00+02", "2026-09-21T14:13:00.000Z", .shortOffset),
            ("1970-01-01T00:12:00Z", "2026-09-21T14:13:20.000Z", .unsetClock),
            ("2014-12-31T23:59:59Z", "2026-09-21T14:13:20.000Z", .unsetClock),
            ("yesterday", "2026-09-21T14:13:20.000Z", .unreadable),
            ("", "2026-09-21T14:13:20.000Z", .unreadable),
        ])
    func corrects(sent: String, corrected: String, kind: TimestampCorrection.Kind?) {
        let correction = TimestampCorrection(DateTime(received: sent), receivedAt: Self.receivedAt)
        #expect(correction.timestamp.rfc3339 == corrected)
        #expect(correction.kind == kind)
        #expect((correction.flag("timestamp", sent: sent, at: Self.receivedAt) == nil) == (kind == nil))
    }

    @Test("is the time of receipt when none was sent")
    func missing() {
        let correction = TimestampCorrection(nil, receivedAt: Self.receivedAt)
        #expect(correction.timestamp == Self.receivedAt)
        #expect(correction.kind == .unreadable)
        #expect(!correction.isTrusted)
    }
}
