import WebAPI

/// All pages, by their paths.
struct PageTable: Sendable {
    private let pages: [(pattern: [Substring], page: any ConsolePage)]
    private let paths: Set<String>

    /// - Throws: `PageTableError` when two pages are at one path, or a page calls an operation that does not exist.
    init(_ pages: [any ConsolePage], operations: OperationCaller) throws {
        var seen: Set<String> = []
        for page in pages {
            let path = type(of: page).path
            guard seen.insert(path).inserted else { throw PageTableError("two pages are at \(path)") }
            for name in type(of: page).operations where !operations.has(name) {
                throw PageTableError("the page at \(path) calls \(name), which is no operation of the API")
            }
        }
        paths = seen
        // Where a page's path is without a parameter, it goes before those that have one there.
        self.pages = pages.map { (type(of: $0).path.split(separator: "/"), $0) }
            .sorted { Self.order($0.0) < Self.order($1.0) }
    }

    private static func order(_ pattern: [Substring]) -> String {
        pattern.map { $0.hasPrefix("{") ? "1" : "0" }.joined()
    }

    /// Whether there is a page with exactly this path, without parameters.
    func has(_ path: String) -> Bool { paths.contains(path) }

    /// The paths of all pages.
    var allPaths: [String] { paths.sorted() }

    /// The page at a path, and the parameters in it, decoded; nil when there is none.
    func page(at path: String) -> (page: any ConsolePage, parameters: [String: String])? {
        let segments = path.split(separator: "/", omittingEmptySubsequences: true)
        for (pattern, page) in pages where pattern.count == segments.count {
            if let parameters = Self.match(pattern, segments) { return (page, parameters) }
        }
        return nil
    }

    private static func match(_ pattern: [Substring], _ segments: [Substring]) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (expected, given) in zip(pattern, segments) {
            if expected.hasPrefix("{") {
                guard let value = LocalPath.decoded(given) else { return nil }
                parameters[String(expected.dropFirst().dropLast())] = value
            } else if expected != given {
                return nil
            }
        }
        return parameters
    }
}

/// A mistake in the program's own pages.
struct PageTableError: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
