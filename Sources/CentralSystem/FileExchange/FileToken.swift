/// The part of an address that makes it unguessable: 160 random bits in hexadecimal.
package enum FileToken {
    /// In characters.
    package static let length = 40

    static func generate() -> String { random(bytes: length / 2) }

    /// Random bytes in hexadecimal.
    package static func random(bytes count: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return Hexadecimal.encode((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// The token at the beginning of a path component. Some charge points append the name of a file without a slash.
    ///
    /// - Returns: nil for what cannot be one.
    package static func parse(_ component: some StringProtocol) -> String? {
        let text = component.prefix(length).lowercased()
        let isToken = text.utf8.count == length && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return isToken ? text : nil
    }
}
