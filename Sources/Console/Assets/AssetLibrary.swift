import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// The files that pages need in the browser: our own, which are part of the program, and Bootstrap and Chart.js, which the system's
/// packages bring. Read once, at start.
package struct AssetLibrary: Sendable {
    static let path = "/assets/"
    static let bootstrap = "bootstrap.css"
    static let chart = "chart.js"
    /// Copying, and choosing all of a list.
    static let tools = "tools.js"

    /// Where Debian and Ubuntu put scripts for browsers.
    package static let systemDirectories = ["/usr/share/javascript", "/usr/share/nodejs", "/usr/local/share/javascript"]

    /// What comes from packages of the system, and under which names it is found there.
    private static let foreign: [(name: String, package: String, files: [String])] = [
        (bootstrap, "libjs-bootstrap5", ["bootstrap5/css/bootstrap.min.css", "bootstrap/dist/css/bootstrap.min.css"]),
        (chart, "libjs-chart.js", ["chart.js/chart.min.js", "chart.js/Chart.min.js", "chart.js/dist/chart.min.js"]),
    ]

    private let assets: [String: Asset]

    /// - Parameter directories: where Bootstrap and Chart.js are looked for, in this order. What is missing is told in the log; pages
    ///   work without, but are no pleasure to look at.
    init(directories: [String], logger: Logger) {
        var assets: [String: Asset] = [:]
        for asset in Self.own { assets[asset.name] = asset }
        for (name, package, files) in Self.foreign {
            let candidates = directories.flatMap { directory in files.map { "\(directory)/\($0)" } }
            if let bytes = candidates.lazy.compactMap({ FileManager.default.contents(atPath: $0) }).first {
                assets[name] = Asset(name, Self.withoutSourceMap([UInt8](bytes)))
            } else {
                logger.warning(
                    "A part of the console is missing: install the package and start again; until then, pages are plain",
                    metadata: ["file": "\(name)", "package": "\(package)", "directories": "\(directories.joined(separator: " "))"])
            }
        }
        self.assets = assets
    }

    private static let own = [
        Asset("console.css", PackageResources.console_css), Asset("frame.css", PackageResources.frame_css),
        Asset("console.js", PackageResources.console_js),
        Asset("live.js", PackageResources.live_js), Asset("charts.js", PackageResources.charts_js),
        Asset(tools, PackageResources.tools_js),
    ]

    /// Browsers would ask for the map, which is not served.
    private static func withoutSourceMap(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let start = text.range(of: "sourceMappingURL=", options: .backwards)?.lowerBound,
            let line = text[..<start].lastIndex(of: "\n")
        else { return bytes }
        return Array(text[..<line].utf8)
    }

    /// The address of a file; nil when it is missing.
    func url(_ name: String) -> String? { assets[name]?.url }

    /// Answers requests below `/assets/`; nil for all others.
    func answer(_ request: Request) -> Response? {
        guard request.uri.path.hasPrefix(Self.path), request.method == .get || request.method == .head else { return nil }
        guard let asset = assets[String(request.uri.path.dropFirst(Self.path.count))] else {
            return Response(status: .notFound, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"])
        }
        return asset.answer(request)
    }
}
