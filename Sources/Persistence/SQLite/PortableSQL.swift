/// Portable SQL as SQLite understands it.
enum PortableSQL {
    /// `sql` with its placeholders `$1`, `$2`, … as `?1`, `?2`, …
    ///
    /// SQLite reads `$1` as a name and numbers names in the order in which they appear, so that `$2` before `$1` would swap
    /// the two. Quoted text, quoted names and comments stay as they are.
    static func withNumberedPlaceholders(_ sql: String) -> [UInt8] {
        var output: [UInt8] = []
        let input = Array(sql.utf8)
        output.reserveCapacity(input.count)
        var index = 0
        while index < input.count {
            let byte = input[index]
            let next = index + 1 < input.count ? input[index + 1] : 0
            let end: Int
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                end = endOfRun(in: input, after: index + 1) { position in input[position] == byte ? 1 : nil }
            case UInt8(ascii: "-") where next == byte:
                end = endOfRun(in: input, after: index + 2) { position in input[position] == UInt8(ascii: "\n") ? 1 : nil }
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
                end = endOfRun(in: input, after: index + 2) { position in
                    let isEnd = input[position] == UInt8(ascii: "*") && position + 1 < input.count
                        && input[position + 1] == UInt8(ascii: "/")
                    return isEnd ? 2 : nil
                }
            case UInt8(ascii: "$") where isDigit(next) && !(index > 0 && isNamePart(input[index - 1])):
                output.append(UInt8(ascii: "?"))
                index += 1
                continue
            default:
                end = index + 1
            }
            output.append(contentsOf: input[index..<end])
            index = end
        }
        return output
    }

    /// The first word of a statement in capitals, after blanks and comments. Tells a transaction command from the rest.
    static func firstWord(of sql: String) -> String {
        var rest = Substring(sql).drop { $0.isWhitespace }
        while true {
            if rest.hasPrefix("--") {
                rest = rest.drop { !$0.isNewline }.drop { $0.isWhitespace }
            } else if rest.hasPrefix("/*"), let end = rest.firstRange(of: "*/") {
                rest = rest[end.upperBound...].drop { $0.isWhitespace }
            } else {
                return rest.prefix { $0.isLetter }.uppercased()
            }
        }
    }

    private static func endOfRun(in input: [UInt8], after start: Int, _ endLength: (Int) -> Int?) -> Int {
        var position = start
        while position < input.count {
            if let length = endLength(position) { return position + length }
            position += 1
        }
        return input.count
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
            || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
}
