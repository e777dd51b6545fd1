import Certification
import Console
import Dispatch
import Foundation

/// The certification runs that are kept: a folder for each in the data directory, with what the console shows and the three reports.
/// Files are read and written on a queue of their own.
actor CertificationArchive {
    /// How many runs are kept; older ones are removed.
    private static let kept = 30

    private let directory: URL
    /// Newest first.
    private(set) var runs: [CertificationRun] = []
    private let queue = DispatchQueue(label: "certification reports")

    /// Reads what is there; what cannot be read is left alone.
    init(directory: String) async {
        self.directory = URL(filePath: directory, directoryHint: .isDirectory)
        let folder = self.directory
        runs = await Self.onQueue(queue) {
            let folders = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
            return folders.compactMap { folder -> CertificationRun? in
                guard let data = try? Data(contentsOf: folder.appending(path: "run.json")) else { return nil }
                return try? JSONDecoder().decode(CertificationRun.self, from: data)
            }.sorted { $0.startedAt > $1.startedAt }
        }
    }

    /// Keeps a run and its report.
    func keep(_ run: CertificationRun, _ report: CertificationReport?) async {
        runs.insert(run, at: 0)
        let gone = runs.dropFirst(Self.kept).map(\.id)
        runs = Array(runs.prefix(Self.kept))
        let root = directory
        await Self.onQueue(queue) {
            let folder = root.appending(path: run.id)
            // A disk that is full takes the files, not the run: the console goes on showing it until the next start.
            try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            if let report {
                try? report.json().write(to: folder.appending(path: Self.name(of: .json)), options: .atomic)
                try? Data(report.html().utf8).write(to: folder.appending(path: Self.name(of: .html)), options: .atomic)
                try? Data(report.junit().utf8).write(to: folder.appending(path: Self.name(of: .junit)), options: .atomic)
            }
            try? JSONEncoder().encode(run).write(to: folder.appending(path: "run.json"), options: .atomic)
            for id in gone { try? FileManager.default.removeItem(at: root.appending(path: id)) }
        }
    }

    /// A report of a run that is kept.
    func report(_ id: String, _ format: CertificationReportFormat) async -> [UInt8]? {
        // Only names of runs that are kept become names of files.
        guard runs.contains(where: { $0.id == id }) else { return nil }
        let file = directory.appending(path: id).appending(path: Self.name(of: format))
        return await Self.onQueue(queue) { (try? Data(contentsOf: file)).map { [UInt8]($0) } }
    }

    func remove(_ id: String) async {
        guard runs.contains(where: { $0.id == id }) else { return }
        runs.removeAll { $0.id == id }
        let folder = directory.appending(path: id)
        await Self.onQueue(queue) { try? FileManager.default.removeItem(at: folder) }
    }

    private static func name(of format: CertificationReportFormat) -> String {
        switch format {
        case .html: "report.html"
        case .json: "report.json"
        case .junit: "report.xml"
        }
    }

    /// Waits for files without holding a thread that others need.
    private static func onQueue<Result: Sendable>(_ queue: DispatchQueue, _ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}
