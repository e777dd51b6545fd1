import Testing

@testable import stationmaster

@Suite("Lines of the log")
struct LogLinesTests {
    @Test("a stranger's text makes no line of its own and moves no cursor", arguments: [
        ("plain\n", "plain\n"), ("no end", "no end\n"), ("", "\n"), ("\n", "\n"),
        ("vendor=A\n2026-11-26T00:00:00+0000 info stationmaster: forged\n", "vendor=A\\n2026-11-26T00:00:00+0000 info stationmaster: forged\n"),
        ("a\r\nb\tc\n", "a\\r\\nb\\tc\n"), ("\u{1B}[2J\u{9B}31m\u{7F}\u{0}\n", "\\u{1b}[2J\\u{9b}31m\\u{7f}\\u{0}\n"),
        ("a\u{2028}b\u{2029}c\u{85}d\n", "a\\u{2028}b\\u{2029}c\\u{85}d\n"), ("\u{202E}gpj.exe\u{200B}\n", "\\u{202e}gpj.exe\\u{200b}\n"),
        ("Ladesäule 充電 ⚡\n", "Ladesäule 充電 ⚡\n"),
    ])
    func escapes(text: String, line: String) {
        #expect(LogLines.line(text) == line)
    }

    @Test("a line is escaped once: what is escaped already stays")
    func escapedOnce() {
        let once = LogLines.line("a\nb\u{1B}")
        #expect(LogLines.line(once) == once)
    }
}
