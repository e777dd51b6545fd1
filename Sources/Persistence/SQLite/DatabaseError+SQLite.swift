import Foundation
import GRDB
import GRDBSQLite

extension DatabaseError {
    /// What the last call on `connection` failed with.
    init(sqlite connection: OpaquePointer, sql: String? = nil) {
        self.init(
            resultCode: sqlite3_extended_errcode(connection),
            systemError: sqlite3_system_errno(connection),
            detail: String(cString: sqlite3_errmsg(connection)),
            sql: sql
        )
    }

    /// - Parameters:
    ///   - resultCode: SQLite's extended result code.
    ///   - systemError: the `errno` behind it, 0 when there is none.
    ///   - detail: SQLite's own words.
    init(resultCode: Int32, systemError: Int32, detail: String, sql: String? = nil) {
        let code = Code(resultCode: resultCode, systemError: systemError)
        var message = detail
        switch code {
        case .full: message += "; free some room on the disk of the database, writing then works again by itself"
        case .busy: message += "; another process holds the database, such as a backup or the sqlite3 shell"
        case .corrupt: message += "; restore the latest backup"
        case .notWritable: message += "; check the owner and permissions of the data directory and the files in it"
        case .inputOutput where systemError != 0: message += " (\(String(cString: strerror(systemError))))"
        default: break
        }
        self.init(code, message, sql: sql, engineCode: resultCode)
    }
}

extension DatabaseError.Code {
    fileprivate init(resultCode: Int32, systemError: Int32) {
        switch resultCode & 0xFF {
        case SQLITE_FULL: self = .full
        case SQLITE_IOERR, SQLITE_CANTOPEN:
            switch systemError {
            case ENOSPC, EDQUOT: self = .full
            case EACCES, EPERM, EROFS: self = .notWritable
            default: self = .inputOutput
            }
        case SQLITE_READONLY, SQLITE_PERM: self = .notWritable
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt
        case SQLITE_CONSTRAINT: self = .constraint
        case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH: self = .statement
        default: self = .other
        }
    }
}
