import Markup

/// Text for XML 1.0.
enum XMLText {
    /// The text as the content of an element or as the value of an attribute between quotes.
    ///
    /// What XML 1.0 cannot hold, and what would disturb its reader, becomes `�` (XML 1.0, section 2.2). Tabs and line breaks in
    /// attributes are written as references, because they would be read as spaces.
    static func escaped(_ text: String, inAttribute: Bool = false) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            // Also because of `]]>`, which may not stand in content.
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\r": result += "&#13;"
            case "\n" where inAttribute: result += "&#10;"
            case "\t" where inAttribute: result += "&#9;"
            case _ where scalar.isDisruptive: result.unicodeScalars.append("\u{FFFD}")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A start tag's attributes, each with a space before it.
    static func attributes(_ attributes: [(name: String, value: String)]) -> String {
        attributes.map { " \($0.name)=\"\(escaped($0.value, inAttribute: true))\"" }.joined()
    }
}
