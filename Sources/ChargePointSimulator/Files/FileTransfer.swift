/// A file that is to be retrieved or delivered.
struct FileTransfer: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case download
        case upload([UInt8], fileName: String)
    }

    /// Tells it from all other transfers of the charge point.
    let number: Int
    let kind: Kind
    let location: String
}

/// How a transfer ended.
enum FileTransferResult: Hashable, Sendable {
    case retrieved(RetrievedFile)
    case delivered
    case failed(String)
}

extension FileTransfer {
    /// Carries it out.
    func perform(with files: any FileExchange) async -> FileTransferResult {
        do throws(FileExchangeFailure) {
            switch kind {
            case .download: return .retrieved(try await files.download(from: location))
            case .upload(let content, let fileName):
                try await files.upload(content, named: fileName, to: location)
                return .delivered
            }
        } catch {
            return .failed(error.description)
        }
    }
}
