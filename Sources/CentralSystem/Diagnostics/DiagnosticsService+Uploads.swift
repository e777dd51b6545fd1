import OCPPJ
import Persistence

extension DiagnosticsService {
    /// What an address leads to.
    package enum FoundUpload: Sendable {
        /// It takes a file, of so many bytes at most.
        case open(maximumBytes: Int)
        /// It was good once; the text says why it is not any more.
        case gone(String)
    }

    /// - Returns: nil for an address that was never given to anybody.
    package func find(token: String) async throws -> FoundUpload? {
        let now = time.now()
        guard let job = try await database.read({ try DiagnosticsJobStore.find(token: token, in: $0) }) else { return nil }
        if let reason = job.addressEnded(at: now) { return .gone(reason) }
        return .open(maximumBytes: settings.maximumUploadBytes)
    }

    /// Keeps a file whose content is on disk. The first one that comes to an address is the one; when it cannot be kept, the file
    /// goes.
    ///
    /// - Parameters:
    ///   - name: what the charge point calls it.
    ///   - peer: the address it came from.
    /// - Returns: why it was not taken; nil when it was.
    package func receive(_ file: ReceivedFile, name: String?, token: String, from peer: String) async throws -> String? {
        let now = time.now()
        let refusal: String?
        do {
            refusal = try await database.write { connection in
                guard var job = try DiagnosticsJobStore.find(token: token, in: connection) else {
                    return "the request was deleted"
                }
                if let reason = job.addressEnded(at: now) { return reason }
                let upload = DiagnosticsUpload(file: file, name: name, receivedAt: now, receivedFrom: peer)
                job.life.received(upload)
                try DiagnosticsJobStore.save(job, in: connection)
                return nil
            }
        } catch {
            await files.discard(file.storedName, from: .diagnostics, failures: failures)
            throw error
        }
        if refusal != nil { await files.discard(file.storedName, from: .diagnostics, failures: failures) }
        do {
            try await prune()
        } catch {
            failures.report("Old diagnostics could not be removed", error)
        }
        return refusal
    }

    /// Removes files that are too old, too many, or too large together, the oldest first. Their requests stay.
    package func prune() async throws {
        let now = time.now()
        let settings = settings
        let removed = try await database.write { connection in
            var jobs: [DiagnosticsJob] = []
            if settings.diagnosticsDays > 0 {
                let limit = now.advanced(bySeconds: -86_400 * settings.diagnosticsDays)
                jobs = try DiagnosticsJobStore.files(before: limit, after: 0, limit: Self.chunk, in: connection)
            }
            if jobs.isEmpty { jobs = try Self.surplus(settings, in: connection) }
            for var job in jobs {
                job.life.upload?.removedAt = now
                try DiagnosticsJobStore.save(job, in: connection)
            }
            return jobs
        }
        for job in removed {
            guard let upload = job.life.upload else { continue }
            await files.discard(upload.file.storedName, from: .diagnostics, failures: failures)
        }
        if !removed.isEmpty { try await prune() }
    }

    /// Files that are removed in one write.
    private static let chunk = 200

    /// The files beyond the number and the bytes that are kept.
    private static func surplus(
        _ settings: FileExchangeSettings, in connection: any SQLConnection
    ) throws -> [DiagnosticsJob] {
        if settings.diagnosticsFiles > 0 {
            let surplus = try DiagnosticsJobStore.files(
                before: nil, after: settings.diagnosticsFiles, limit: chunk, in: connection)
            if !surplus.isEmpty { return surplus }
        }
        guard settings.diagnosticsBytes > 0 else { return [] }
        var bytes: Int64 = 0
        var position = 0
        while true {
            let jobs = try DiagnosticsJobStore.files(before: nil, after: position, limit: chunk, in: connection)
            for (index, job) in jobs.enumerated() {
                bytes += job.life.upload?.file.sizeBytes ?? 0
                // The newest file stays, however large it is: it has just been asked for.
                if bytes > Int64(settings.diagnosticsBytes), position + index > 0 { return Array(jobs[index...]) }
            }
            if jobs.count < chunk { return [] }
            position += chunk
        }
    }
}
