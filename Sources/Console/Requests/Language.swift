/// The languages that the console speaks. The words of OCPP itself (Available, idTag, StartTransaction) are the same in all of
/// them.
package enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case korean = "ko"

    /// The text in this language. Both stand side by side, so that a missing translation does not compile.
    func callAsFunction(_ english: String, _ korean: String) -> String {
        switch self {
        case .english: english
        case .korean: korean
        }
    }

    /// What the language calls itself.
    var ownName: String { self("English", "한국어") }

    /// The first of the languages that a browser asks for (RFC 9110, section 12.5.4) which the console speaks; English when it
    /// speaks none.
    static func preferred(in header: String?) -> Language {
        var best: (language: Language, weight: Double)?
        for part in (header ?? "").prefix(500).split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.trimmingPrefix { $0 == " " } }
            guard let range = pieces.first, let language = Language(rawValue: range.prefix(2).lowercased()) else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? .english
    }
}
