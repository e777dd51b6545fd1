import Testing

@testable import OCPPJ

@Suite("Phrases")
struct PhraseTests {
    @Test("a phrase reads as what was written, and remembers its pattern")
    func pattern() {
        let id = "CP-1"
        let reason: Phrase = "must be from \(1) to \(10)"
        let phrase: Phrase = "\(id) \(reason)"
        #expect(phrase.text == "CP-1 must be from 1 to 10")
        #expect(phrase.pattern == "{} {}")
        guard case .phrase(let inner)? = phrase.values.last else {
            Issue.record("the reason is a phrase of its own")
            return
        }
        #expect(inner.pattern == "must be from {} to {}")
    }

    @Test("phrases that read alike are equal")
    func equality() {
        let least = 1
        #expect(("at least \(least)" as Phrase) == "at least 1")
        #expect(("at least \(least)" as Phrase).hashValue == ("at least 1" as Phrase).hashValue)
        #expect(("at least \(least)" as Phrase) != "at least 2")
    }

    @Test(
        "values are put where the pattern has braces",
        arguments: [
            ("{1} before {0}", "b before a"), ("{} and {}", "a and b"), ("no value", "no value"), ("{7}!", "!"), ("open {", "open {"),
            ("", ""),
        ])
    func filling(pattern: String, text: String) {
        #expect(Phrase.fill(pattern, with: ["a", "b"]) == text)
    }

    @Test("values may hold braces themselves")
    func braces() {
        let name = "{0}{}"
        #expect(("name \(name)!" as Phrase).text == "name {0}{}!")
    }

    @Test("what a phrase is about can be called by another name")
    func subject() {
        let phrase: Phrase = "\("csChargingProfiles.stackLevel") \("must be 0 or more" as Phrase)"
        #expect(phrase.replacingSubject("csChargingProfiles.stackLevel", with: "stackLevel").text == "stackLevel must be 0 or more")
        #expect(phrase.replacingSubject("another", with: "stackLevel") == phrase)
    }
}
