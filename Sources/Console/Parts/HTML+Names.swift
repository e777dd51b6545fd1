import Markup

extension HTML {
    /// The name of an attribute, from this program's own constants: letters and `-`; anything else becomes nothing.
    static func name(_ text: String) -> HTML {
        text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") } ? "\(text)" : ""
    }
}
