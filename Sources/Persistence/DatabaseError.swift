/// Why the database did not do what it was asked. Match on `code`; show `message` to people.
///
/// It holds the text of the statement but never its arguments: those may be idTags or passwords.
package struct DatabaseError: Error, Hashable, Sendable {
    package enum Code: String, Sendable {
        /// There is no room left. Nothing was stored; writing works again by itself when there is room.
        case full
        /// The data directory or a file in it cannot be written.
        case notWritable
        /// Another server uses this data directory.
        case inUse
        /// Another process held the database for too long.
        case busy
        /// The file is damaged, or no database at all.
        case corrupt
        /// The database was written by a newer program than this one.
        case newerThanThisProgram
        /// A rule of the schema (unique, not null, foreign key, check) refused the change.
        case constraint
        /// The database was closed.
        case closed
        /// The statement is wrong or does what it may not: a mistake in the program.
        case statement
        /// A column is missing or holds another type than was asked for: a mistake in the program.
        case column
        /// Reading or writing the disk failed.
        case inputOutput
        /// Anything else; `message` tells.
        case other
    }

    package var code: Code
    /// What happened and what to try, for people.
    package var message: String
    /// The statement, without its arguments.
    package var sql: String?
    /// The database's own code (SQLite: the extended result code).
    package var engineCode: Int32?

    package init(_ code: Code, _ message: String, sql: String? = nil, engineCode: Int32? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
        self.engineCode = engineCode
    }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        var text = "\(code.rawValue): \(message)"
        if let sql { text += " [\(sql)]" }
        if let engineCode { text += " (code \(engineCode))" }
        return text
    }
}
