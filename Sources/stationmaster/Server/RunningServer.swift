import Console
import Foundation
import NIOCore
import NIOPosix
import OCPPJ
import Synchronization
import WebAPI

/// What the console shows of this process.
final class RunningServer: ServerInformation {
    private struct Ports {
        var api: Int?
        var files: Int?
    }

    let version = ProgramVersion.current
    let build: ServerBuild
    let startedAt: Timestamp
    let settings: [ServerSetting]
    let settingsFile: String?

    private let configuration: ServerConfiguration
    private let addresses: Addresses
    private let ports = Mutex(Ports())

    init(_ configuration: ServerConfiguration, _ addresses: Addresses, startedAt: Timestamp) {
        self.configuration = configuration
        self.addresses = addresses
        self.startedAt = startedAt
        settings = configuration.settings
        settingsFile = configuration.settingsFile
        build = .ofThisProgram()
    }

    /// The API listens on this port.
    func announce(apiPort: Int) { ports.withLock { $0.api = apiPort } }

    /// The listener for files is bound to this port.
    func announce(filesPort: Int) { ports.withLock { $0.files = filesPort } }

    var listeners: [ServerListener] {
        let (api, files) = ports.withLock { ($0.api, $0.files) }
        var all = [ServerListener(.ocpp, bound: addresses.boundURL, reachedAt: addresses.publicURL)]
        if let bound = addresses.boundTLSURL { all.append(ServerListener(.ocppWithTLS, bound: bound, reachedAt: addresses.publicTLSURL)) }
        let host = configuration.api.host
        let scheme = configuration.api.tls == nil ? "http" : "https"
        all.append(ServerListener(
            .api, bound: "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(api ?? configuration.api.port)", reachedAt: nil))
        if let files {
            all.append(ServerListener(
                .files, bound: addresses.boundFilesURL(port: files), reachedAt: addresses.publicFilesURL(port: files)))
        }
        return all
    }

    /// Disks may take their time, so a thread asks that may wait.
    func storage() async -> ServerStorage {
        let directory = configuration.dataDirectory
        let read = try? await NIOThreadPool.singleton.runIfActive { Self.storage(in: directory) }
        return read ?? ServerStorage(directory: directory, databaseBytes: nil, freeBytes: nil)
    }

    private static func storage(in directory: String) -> ServerStorage {
        let files = FileManager.default
        let sizes = ["", "-wal"].compactMap { ending -> Int? in
            number(try? files.attributesOfItem(atPath: "\(directory)/stationmaster.sqlite\(ending)")[.size])
        }
        return ServerStorage(
            directory: URL(filePath: directory).standardizedFileURL.path(percentEncoded: false),
            databaseBytes: sizes.isEmpty ? nil : sizes.reduce(0, +), freeBytes: number(try? files.attributesOfFileSystem(forPath: directory)[.systemFreeSize]))
    }

    /// Foundation gives numbers as one kind or another.
    private static func number(_ value: Any?) -> Int? {
        switch value {
        case let number as any BinaryInteger: Int(clamping: number)
        case let number as NSNumber: number.intValue
        default: nil
        }
    }
}

extension ServerBuild {
    /// How this program was made, by what the compiler left in it and the file says.
    static func ofThisProgram() -> ServerBuild {
        let attributes = try? FileManager.default.attributesOfItem(atPath: Bundle.main.executablePath ?? "/proc/self/exe")
        let madeAt = (attributes?[.modificationDate] as? Date).map { Timestamp(milliseconds: Int64($0.timeIntervalSince1970 * 1000)) }
        return ServerBuild(
            mode: mode, compiler: compiler, madeAt: madeAt, platform: "\(system), \(architecture)", processors: System.coreCount)
    }

    private static var mode: String {
        #if DEBUG
            "debug"
        #else
            "release"
        #endif
    }

    private static var compiler: String {
        #if compiler(>=6.4)
            "Swift 6.4 or later"
        #elseif compiler(>=6.3)
            "Swift 6.3"
        #else
            "Swift 6.2"
        #endif
    }

    private static var architecture: String {
        #if arch(x86_64)
            "x86_64"
        #elseif arch(arm64)
            "arm64"
        #else
            "another architecture"
        #endif
    }

    /// The name of the system as it gives it to people.
    private static var system: String {
        let release = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
        let line = release.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        let name = line.map { $0.dropFirst("PRETTY_NAME=".count).replacing("\"", with: "") } ?? ""
        return name.isEmpty ? ProcessInfo.processInfo.operatingSystemVersionString : String(name)
    }
}
