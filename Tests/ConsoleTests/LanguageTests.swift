import CentralSystem
import Testing

@testable import Console

@Suite("Languages of the console")
struct LanguageTests {
    @Test(
        "the first language is taken that a browser asks for and the console speaks",
        arguments: [
            (nil, "en"), ("", "en"), ("ko", "ko"), ("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("fr,en;q=0.5,ko;q=0.7", "ko"), ("de", "en"),
            ("en-US,en;q=0.9,ko;q=0.8", "en"), ("ko;q=0", "en"), (";;,,q=", "en"),
        ] as [(String?, String)])
    func preferred(header: String?, language: String) {
        #expect(Language.preferred(in: header).rawValue == language)
    }

    @Test("every page is in both languages, and says which")
    func everyPage() async throws {
        try await withConsole { console async throws in
            var english = try await console.browser(.administrator)
            english.cookies[Preferences.languageCookie] = "en"
            var korean = english
            korean.cookies[Preferences.languageCookie] = "ko"
            for path in console.console.pages.allPaths where !path.contains("{") && path != LiveEvents.path {
                let one = try await console.get(path, english)
                let other = try await console.get(path, korean)
                #expect(one.status == other.status, "\(path)")
                guard one.status == 200 else { continue }
                #expect(one.text.contains("<html lang=\"en\""), "\(path)")
                #expect(other.text.contains("<html lang=\"ko\""), "\(path)")
                let title = { (text: String) in text.split(separator: "<h1>", maxSplits: 1).last?.prefix { $0 != "<" } }
                let hangul = { (text: Substring?) in
                    text?.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) } ?? false
                }
                #expect(!hangul(title(one.text)), "\(path)")
                #expect(hangul(title(other.text)), "\(path)")
            }
        }
    }
}
