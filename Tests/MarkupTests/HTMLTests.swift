import Testing

@testable import Markup

@Suite("HTML")
struct HTMLTests {
    @Test(
        "text is escaped wherever it is put into a page",
        arguments: zip(
            ["<script>alert(1)</script>", "\" onmouseover=\"x", "' x='", "&lt;", "a & b", "Zürich ⚡"],
            [
                "&lt;script&gt;alert(1)&lt;/script&gt;", "&quot; onmouseover=&quot;x", "&#39; x=&#39;", "&amp;lt;", "a &amp; b",
                "Zürich ⚡",
            ]))
    func escapes(text: String, expected: String) {
        let html: HTML = "<p title=\"\(text)\">\(text)</p>"
        #expect(html.text == "<p title=\"\(expected)\">\(expected)</p>")
    }

    @Test("markup stays markup, and its pieces follow one another")
    func nests() {
        let item: HTML = "<li>\("a<b")</li>"
        let missing: HTML? = nil
        let list: HTML = "<ul>\([item, item])\(missing)\(item)</ul>\(42)"
        #expect(list.text == "<ul><li>a&lt;b</li><li>a&lt;b</li><li>a&lt;b</li></ul>42")
        #expect((item + item).text == "<li>a&lt;b</li><li>a&lt;b</li>")
    }

    @Test("a part of a text is escaped as well")
    func substring() {
        let html: HTML = "\("x<y".dropFirst())"
        #expect(html.text == "&lt;y")
    }

    @Test(
        "what changes how its neighbours are read is replaced",
        arguments: ["\u{0}", "\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{FFFE}", "\u{FEFF}"])
    func disruptive(scalar: String) {
        #expect(HTML.escaped("a\(scalar)b") == "a\u{FFFD}b")
        #expect("a\(scalar)b".withoutDisruptiveScalars == "a\u{FFFD}b")
    }

    @Test("tabs, line breaks and joined characters stay as they are")
    func harmless() {
        let text = "a\tb\r\nc 👩‍🔧 é"
        #expect(HTML.escaped(text) == text)
        #expect(text.withoutDisruptiveScalars == text)
    }
}
