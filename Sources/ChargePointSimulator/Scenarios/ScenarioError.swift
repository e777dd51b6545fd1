/// A scenario that cannot be: which member, what is wrong with it, what is allowed.
package struct ScenarioError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, when the scenario comes from one.
    package var file: String?
    /// The line in it, from 1 on.
    package var line: Int?
    /// The member as a path: `fleets[0].drivers.stay`; empty for the scenario as a whole.
    package let member: String
    /// What is wrong, and what is allowed.
    package let problem: String

    init(_ member: String, _ problem: String, line: Int? = nil) {
        self.member = member
        self.problem = problem
        self.line = line
    }

    init(_ member: String, _ value: String, allowed: String, line: Int? = nil) {
        self.init(member, "is \"\(value)\"; allowed: \(allowed)", line: line)
    }

    package var description: String {
        let place = [file, line.map { "line \($0)" }].compactMap(\.self).joined(separator: ", ")
        let subject = member.isEmpty ? "the scenario" : member
        return (place.isEmpty ? "" : place + ": ") + "\(subject) \(problem)"
    }
}
