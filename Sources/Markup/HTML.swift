/// A piece of a page of HTML. What is put into it by string interpolation is escaped by itself:
///
/// ```swift
/// let row: HTML = "<td title='\(title)'>\(name)</td>"
/// ```
///
/// The letters of the literal are taken as they stand; `name` and `title` may be anything, from anybody, also between quotes of
/// an attribute. They may not stand for a name of an element or an attribute, nor inside `<script>` or `<style>`, nor be a URL of
/// a link that was not checked.
package struct HTML: Hashable, Sendable {
    /// The markup, ready to be sent.
    package private(set) var text: String

    /// Nothing at all.
    package static let empty: HTML = ""

    private init(markup: String) {
        text = markup
    }

    /// Markup that does not come from outside and cannot be a literal, such as a style sheet.
    ///
    /// - Parameter markup: taken as it stands. Never a text from elsewhere.
    package static func trusted(_ markup: StaticString) -> HTML {
        HTML(markup: markup.description)
    }

    package static func += (left: inout HTML, right: HTML) {
        left.text += right.text
    }

    package static func + (left: HTML, right: HTML) -> HTML {
        HTML(markup: left.text + right.text)
    }

    /// The same text as the content of an element or of an attribute between quotes.
    ///
    /// Disruptive scalars are replaced, see `Unicode.Scalar.isDisruptive`.
    package static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case _ where scalar.isDisruptive: result.unicodeScalars.append("\u{FFFD}")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) {
        self.init(markup: value)
    }

    package init(stringInterpolation: StringInterpolation) {
        self.init(markup: stringInterpolation.markup)
    }

    /// Collects a literal and what is put into it.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ literal: String) {
            markup += literal
        }

        /// Text: escaped.
        package mutating func appendInterpolation(_ text: String) {
            markup += HTML.escaped(text)
        }

        /// A part of a text: escaped.
        package mutating func appendInterpolation(_ text: Substring) {
            markup += HTML.escaped(text)
        }

        package mutating func appendInterpolation(_ number: some BinaryInteger) {
            markup += String(number)
        }

        /// Markup: as it is.
        package mutating func appendInterpolation(_ html: HTML) {
            markup += html.text
        }

        /// Pieces of markup, one after the other.
        package mutating func appendInterpolation(_ pieces: some Sequence<HTML>) {
            for piece in pieces { markup += piece.text }
        }

        /// Markup, where there is some.
        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { markup += html.text }
        }
    }
}
