import OCPPJ

/// The services' words in Korean, by the pattern of the English phrase. `{0}` and `{1}` name values whose order differs.
///
/// A phrase that comes as such is found by its pattern. What is stored is a text; it is recognised by the same patterns. What nobody
/// knows, such as the words of a charge point, stays as it is.
enum KoreanPhrases {
    static let all: [(english: String, korean: String)] = [
        checks, refusals, actors, transport, certificates, connections, handshakes, files, sessions, metering, reservations, profiles,
        configuration,
    ].flatMap { $0.map { (english: $0.key, korean: $0.value) } }

    private static let byPattern = Dictionary(all, uniquingKeysWith: { first, _ in first })

    /// The patterns with values in them, those that say most first: `{}: {}` says less than what has words.
    private static let recognisable = all.map { PhrasePattern($0.english, $0.korean) }
        .filter { $0.places > 0 && $0.letters >= 6 }
        .sorted { ($0.letters, $0.places) > ($1.letters, $1.places) }

    /// In bytes.
    private static let longest = 2000

    private static let actorPatterns = actors.map { PhrasePattern($0.key, $0.value) }

    /// Nil for a phrase that has no Korean words.
    static func text(of phrase: Phrase) -> String? {
        // Data reads the same in all languages, but it may be one of the stored texts.
        if phrase.pattern == "{}", case .text(let text)? = phrase.values.first { return self.text(of: text) }
        guard let korean = byPattern[phrase.pattern] else { return text(of: phrase.text) }
        return Phrase.fill(korean, with: phrase.values.map { value in
            switch value {
            case .text(let text): text
            case .phrase(let phrase): text(of: phrase) ?? phrase.text
            }
        })
    }

    /// The one who asked for something; nil for the name of a user or a token.
    static func text(ofActor name: String) -> String? {
        for pattern in actorPatterns {
            if let values = pattern.values(in: name) { return Phrase.fill(pattern.korean, with: values) }
        }
        return nil
    }

    /// What a service stored as a text; nil when it is none of the services' phrases.
    static func text(of stored: String) -> String? {
        // Nothing of a service is that long; what a charge point says may be.
        guard stored.utf8.count <= longest else { return nil }
        if let korean = recognised(stored) { return korean }
        // A member, and what is wrong with it.
        if let space = stored.firstIndex(of: " "), stored[..<space].utf8.allSatisfy(\.isOfMemberName),
            let reason = recognised(String(stored[stored.index(after: space)...])) {
            return "\(stored[..<space]): \(reason)"
        }
        // Several, one after the other.
        let parts = stored.split(separator: "; ").map { recognised(String($0)) }
        if parts.count > 1, !parts.contains(nil) { return parts.compactMap { $0 }.joined(separator: "; ") }
        // An operator's own words, or a page's.
        return stored.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) } ? stored : nil
    }

    private static func recognised(_ stored: String) -> String? {
        if let korean = byPattern[stored] { return korean }
        for pattern in recognisable {
            guard let values = pattern.values(in: stored) else { continue }
            return Phrase.fill(pattern.korean, with: values.map { text(of: $0) ?? $0 })
        }
        return nil
    }
}

extension UInt8 {
    /// Whether it may stand in the name of a member: `meterValue[0].sampledValue`.
    fileprivate var isOfMemberName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: self == UInt8(ascii: ".") || self == UInt8(ascii: "[") || self == UInt8(ascii: "]")
        }
    }
}

/// A pattern with places for values, to find them again in a text.
private struct PhrasePattern: Sendable {
    let korean: String
    /// How many values it has.
    let places: Int
    /// How many letters of its own it has.
    let letters: Int
    private let pieces: [String]
    /// In bytes, without values.
    private let length: Int

    init(_ english: String, _ korean: String) {
        self.korean = korean
        pieces = english.split(separator: "{}", omittingEmptySubsequences: false).map(String.init)
        places = pieces.count - 1
        length = pieces.reduce(0) { $0 + $1.utf8.count }
        letters = english.count { $0.isLetter }
    }

    /// Nil when the text does not follow the pattern. A value is as short as it can be, and the last one takes the rest.
    func values(in text: String) -> [String]? {
        guard let first = pieces.first, let last = pieces.last, text.utf8.count >= length, text.utf8.starts(with: first.utf8) else {
            return nil
        }
        if places == 0 { return text == first ? [] : nil }
        var values: [String] = []
        var rest = text.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() {
            guard let found = piece.isEmpty ? rest.startIndex..<rest.startIndex : rest.firstRange(of: piece) else { return nil }
            values.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        guard rest.utf8.count >= last.utf8.count, rest.utf8.suffix(last.utf8.count).elementsEqual(last.utf8) else { return nil }
        return values + [String(rest.dropLast(last.count))]
    }
}
