extension Unicode.Scalar {
    /// What a text from elsewhere must not bring into a page, a file or a terminal, because it changes how everything beside it
    /// is read: control characters other than tab and line breaks, what turns the direction of writing, and what is no character.
    package var isDisruptive: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F: true
        // Marks, embeddings, overrides and isolates of direction.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        case 0x2028, 0x2029, 0xFEFF: true
        case 0xFDD0...0xFDEF: true
        default: value & 0xFFFE == 0xFFFE
        }
    }
}

extension String {
    /// The text with `�` in the place of every disruptive scalar; every other character stays as it is.
    package var withoutDisruptiveScalars: String {
        guard unicodeScalars.contains(where: \.isDisruptive) else { return self }
        var result = UnicodeScalarView()
        for scalar in unicodeScalars { result.append(scalar.isDisruptive ? "\u{FFFD}" : scalar) }
        return String(result)
    }
}
