/// The few words in which databases differ. Everything else that stores say is understood by all of them.
package struct SQLDialect: Sendable, Hashable {
    /// The database's name, for messages.
    package let name: String
    /// Type and constraint of a primary key that the database counts up itself and never gives out twice, even after the newest
    /// row was deleted. For numbers that leave the house, such as transaction ids.
    package let identityColumn: String
    /// The same for keys that nobody outside ever sees: cheaper, but the key of a deleted newest row may come back.
    package let internalIdentityColumn: String
    /// Type of a column that holds bytes.
    package let blobType: String

    package static let sqlite = SQLDialect(
        name: "SQLite",
        identityColumn: "INTEGER PRIMARY KEY AUTOINCREMENT",
        internalIdentityColumn: "INTEGER PRIMARY KEY",
        blobType: "BLOB"
    )
}
