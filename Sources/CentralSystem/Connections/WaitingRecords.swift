import Synchronization

/// Records of what strangers do, which wait to be written together: an attacker can not make us sync the disk once per attempt, nor
/// fill the memory while the disk is slow.
final class WaitingRecords<Record: Sendable>: Sendable {
    private let limit: Int
    private let records = Mutex<[Record]>([])

    /// - Parameter limit: how many may wait; further ones are dropped, and counted in metrics alone.
    init(limit: Int) {
        self.limit = limit
    }

    func add(_ record: Record) {
        records.withLock { records in
            if records.count < limit { records.append(record) }
        }
    }

    /// Hands over what waits. When it cannot be written it waits for the next time, the newest of it when there is too much.
    func write(_ write: ([Record]) async throws -> Void) async throws {
        let batch = records.withLock { records in
            defer { records = [] }
            return records
        }
        guard !batch.isEmpty else { return }
        do {
            try await write(batch)
        } catch {
            records.withLock { $0 = Array((batch + $0).suffix(limit)) }
            throw error
        }
    }
}
