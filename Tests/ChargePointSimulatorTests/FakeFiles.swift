import Synchronization

@testable import ChargePointSimulator

/// File servers without a network: the first file is not there yet.
final class FakeFiles: FileExchange {
    private let log = Mutex<[String]>([])

    var requests: [String] { log.withLock { $0 } }

    func download(from location: String) async throws(FileExchangeFailure) -> RetrievedFile {
        let isFirst = log.withLock { log in
            log.append("GET \(location)")
            return log.count == 1
        }
        if isFirst { throw FileExchangeFailure("not yet") }
        return RetrievedFile(name: "2.0.bin", head: [], length: 10)
    }

    func upload(_ content: [UInt8], named fileName: String, to location: String) async throws(FileExchangeFailure) {
        log.withLock { $0.append("PUT \(location) \(fileName)") }
    }
}
