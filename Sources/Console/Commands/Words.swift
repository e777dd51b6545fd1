/// A text in every language of the console, for descriptions that are made once.
struct Words: Hashable, Sendable {
    let english: String
    let korean: String

    init(_ english: String, _ korean: String) {
        self.english = english
        self.korean = korean
    }

    func callAsFunction(_ language: Language) -> String { language(english, korean) }
}
