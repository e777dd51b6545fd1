import Testing

@testable import Certification

@Suite("Digits of times")
struct TimeDigitsTests {
    @Test(
        "times from the test's charge point have 0, 3 and 6 digits after the second in turn",
        arguments: zip(0..<3, ["2026-01-31T09:30:00Z", "2026-01-31T09:30:00.250Z", "2026-01-31T09:30:00.250000Z"]))
    func digits(number: Int, expected: String) {
        let text = TimeDigits.rewritten(#"{"timestamp":"2026-01-31T09:30:00.250Z","meterStart":1}"#, messageNumber: number)
        #expect(text == #"{"timestamp":"\#(expected)","meterStart":1}"#)
    }
}
