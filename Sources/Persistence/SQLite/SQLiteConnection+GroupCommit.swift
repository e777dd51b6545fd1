import GRDBSQLite

extension SQLiteConnection: GroupCommitConnection {
    func begin() throws(DatabaseError) {
        latestError = nil
        needsSavepoint = false
        hasSavepoint = false
        try control.step(control.begin, pointer)
    }

    func beginBody() {
        needsSavepoint = true
        hasSavepoint = false
    }

    func keepBody() throws(DatabaseError) {
        if hasSavepoint { try control.step(control.release, pointer) }
        needsSavepoint = false
        hasSavepoint = false
    }

    func undoBody() throws(DatabaseError) {
        if hasSavepoint {
            try control.step(control.rollbackToSavepoint, pointer)
            try control.step(control.release, pointer)
        }
        needsSavepoint = false
        hasSavepoint = false
    }

    /// SQLite ends a transaction by itself when the disk is full, fails, or memory runs out.
    var lostTransaction: DatabaseError? {
        guard sqlite3_get_autocommit(pointer) != 0 else { return nil }
        return latestError ?? DatabaseError(.other, "SQLite ended the transaction by itself")
    }

    func commit() throws(DatabaseError) -> Bool {
        guard let checkpoints, let log else {
            try control.step(control.commit, pointer)
            return false
        }
        let before = log.commits
        try control.step(control.commit, pointer)
        checkpoints.committed(pagesInLog: log.pages)
        return log.commits != before
    }

    func rollBack() {
        guard sqlite3_get_autocommit(pointer) == 0 else { return }
        // Fails only where there is no transaction any more, which is what was wanted.
        try? control.step(control.rollback, pointer)
    }

    func betweenBatches() {
        checkpoints?.finishIfAsked(on: pointer)
    }
}
