/// What group commit needs of a database driver: one connection, used by the writer's thread alone.
protocol GroupCommitConnection: SQLConnection {
    /// Begins the transaction that a batch shares, with the right to write.
    func begin() throws(DatabaseError)

    /// A body is about to run. When it writes, everything from here on must be possible to undo by itself.
    func beginBody()

    /// The body succeeded.
    func keepBody() throws(DatabaseError)

    /// The body failed: undoes what was written since `beginBody`.
    func undoBody() throws(DatabaseError)

    /// Why the database gave up the transaction by itself, nil while the transaction stands.
    var lostTransaction: DatabaseError? { get }

    /// Makes the transaction durable.
    ///
    /// - Returns: whether that cost a flush of the disk; a transaction that changed nothing costs none.
    func commit() throws(DatabaseError) -> Bool

    /// Ends the transaction without a trace. Harmless when there is none.
    func rollBack()

    /// Called when the callers of a batch have gone on: the time for housekeeping.
    func betweenBatches()
}
