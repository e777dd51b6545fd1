import Foundation
package import Logging
import OCPPJ

/// The folder of the data directory that holds keys: readable by its owner alone.
///
/// A file gets its name only when it is whole and on disk. Rights that are too wide are taken away with a warning, because a key
/// whose file was copied by a careless tool is better mended than a reason not to start; what belongs to another user is refused.
package struct CertificateDirectory: Sendable {
    package let path: String
    let logger: Logger

    /// Makes the folder where it is missing.
    ///
    /// - Throws: `CertificateFault`.
    package init(_ path: String, logger: Logger) throws(CertificateFault) {
        self.path = path
        self.logger = logger
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw Self.failure("cannot make the folder", path) }
        try mendRights(of: path, allowed: 0o700)
    }

    /// A file's text; nil when there is none of this name.
    ///
    /// - Throws: `CertificateFault` when it cannot be read, or belongs to somebody else.
    func read(_ name: String) throws(CertificateFault) -> String? {
        let file = "\(path)/\(name)"
        guard access(file, F_OK) == 0 else { return nil }
        try mendRights(of: file, allowed: 0o600)
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { throw Self.failure("cannot read", file) }
        return text
    }

    /// Writes a file, whole and safe on disk when this returns; takes the place of one with the same name.
    ///
    /// - Throws: `CertificateFault`.
    func write(_ text: String, to name: String) throws(CertificateFault) {
        let file = "\(path)/\(name)"
        let fresh = "\(file).new"
        // What a stop in the middle has left.
        unlink(fresh)
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure("cannot make", fresh) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure("cannot write", fresh) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0, rename(fresh, file) == 0 else { throw Self.failure("cannot write", file) }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Self.failure("cannot open", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw Self.failure("cannot write", path) }
    }

    private func mendRights(of file: String, allowed: mode_t) throws(CertificateFault) {
        var facts = stat()
        guard lstat(file, &facts) == 0 else { throw Self.failure("cannot look at", file) }
        let kind = facts.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFDIR else { throw CertificateFault("\(file) is neither a file nor a folder") }
        guard facts.st_uid == geteuid() else {
            throw CertificateFault("\(file) belongs to another user; keys are read only from files of our own")
        }
        guard facts.st_mode & 0o777 & ~allowed != 0 else { return }
        guard chmod(file, allowed) == 0 else { throw Self.failure("cannot take rights away from", file) }
        logger.warning("A file with keys could be read by others; its rights are mended", metadata: ["file": "\(file)"])
    }

    private static func failure(_ what: String, _ file: String) -> CertificateFault {
        CertificateFault("\(what) \(file): \(String(cString: strerror(errno)))")
    }
}
