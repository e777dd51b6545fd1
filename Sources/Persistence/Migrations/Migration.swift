/// One step of the schema: forward only, done once, all or nothing.
///
/// A migration that was released is never edited; a mistake in it is mended by the next one.
package struct Migration: Sendable {
    /// Its place in the order; unique. Recorded in the database once it is done.
    package let number: Int
    /// What it does, in a few words.
    package let name: String
    /// Its statements, one each. Statements get no arguments.
    package let statements: @Sendable (SQLDialect) -> [String]

    package init(_ number: Int, _ name: String, _ statements: @escaping @Sendable (SQLDialect) -> [String]) {
        self.number = number
        self.name = name
        self.statements = statements
    }
}
