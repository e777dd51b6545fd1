/// The cases that somebody asks for: `TC_044,Reservation`.
package struct CaseSelection: Sendable {
    /// A word that names nothing.
    package struct Unknown: Error, CustomStringConvertible {
        package let word: String

        /// Says what there is.
        package var description: String {
            let groups = Functionality.allCases.map(\.shortName).joined(separator: ", ")
            let ids = CertificationCase.all.map(\.id).joined(separator: ", ")
            return "There is no case “\(word)”. There are the functionalities \(groups), and the cases \(ids); the beginning of a name is enough for cases."
        }
    }

    /// In the order of the certification, each once.
    package let cases: [CertificationCase]

    /// - Parameters:
    ///   - words: ids or their beginnings, or names of functionalities, without regard to case; each may hold several with commas.
    ///     None at all means every case.
    ///   - all: what there is to choose from.
    package init(_ words: [String], of all: [CertificationCase] = CertificationCase.all) throws(Unknown) {
        let wanted = words.flatMap { $0.split(separator: ",") }.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        guard !wanted.isEmpty else {
            cases = all
            return
        }
        for word in wanted where !all.contains(where: { Self.names(word, $0) }) { throw Unknown(word: word) }
        cases = all.filter { testCase in wanted.contains { Self.names($0, testCase) } }
    }

    private static func names(_ word: String, _ testCase: CertificationCase) -> Bool {
        let word = word.lowercased()
        return testCase.id.lowercased().hasPrefix(word) || testCase.functionality.shortName.lowercased() == word
            || testCase.functionality.rawValue.lowercased().filter { $0 != " " } == word
    }
}
