/// One connection, lent to a closure of `Database.write` or `Database.read` and good only inside it.
///
/// SQL is portable: placeholders `$1`, `$2`, … (in any order, any number of times), `RETURNING`, `ON CONFLICT`; times as
/// integer milliseconds UTC in `BIGINT` columns, JSON as `TEXT`, truth as 0 and 1, fractions as `DOUBLE PRECISION`. Prepared
/// statements are kept by their text, so hand in constant texts and put whatever varies into the arguments.
package protocol SQLConnection {
    /// Carries out one statement.
    ///
    /// - Returns: how many rows an INSERT, UPDATE or DELETE changed; 0 for anything else.
    /// - Throws: `DatabaseError`.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// All rows of a query, or of a change with RETURNING.
    ///
    /// - Throws: `DatabaseError`.
    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]

    /// The first row, nil when there is none. A query is not run further than that row; a change is carried out to its end.
    ///
    /// - Throws: `DatabaseError`.
    func row(_ sql: String, _ arguments: [SQLValue]) throws -> SQLRow?
}

extension SQLConnection {
    @discardableResult
    package func execute(_ sql: String) throws -> Int {
        try execute(sql, [])
    }

    package func rows(_ sql: String) throws -> [SQLRow] {
        try rows(sql, [])
    }

    package func row(_ sql: String) throws -> SQLRow? {
        try row(sql, [])
    }
}
