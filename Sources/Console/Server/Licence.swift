/// A part that Stationmaster is made with, and under which licence.
struct Licence: Hashable, Sendable {
    /// As the package calls itself.
    let name: String
    let licence: String
    let author: String

    private init(_ name: String, _ licence: String, _ author: String) {
        self.name = name
        self.licence = licence
        self.author = author
    }

    private static let apache = "Apache-2.0"
    private static let swiftRuntime = "Apache-2.0 with Runtime Library Exception"

    /// The packages of Package.resolved that are built in, and what Debian brings.
    static let all: [Licence] = [
        .init("async-http-client", apache, "Swift Server Workgroup"),
        .init("grdb.swift", "MIT", "Gwendal Roué"),
        .init("hummingbird", apache, "The Hummingbird authors"),
        .init("swift-algorithms", swiftRuntime, "Apple"),
        .init("swift-argument-parser", swiftRuntime, "Apple"),
        .init("swift-asn1", apache, "Apple"),
        .init("swift-async-algorithms", swiftRuntime, "Apple"),
        .init("swift-atomics", swiftRuntime, "Apple"),
        .init("swift-certificates", apache, "Apple"),
        .init("swift-collections", swiftRuntime, "Apple"),
        .init("swift-configuration", apache, "Apple"),
        .init("swift-crypto", "Apache-2.0, BoringSSL included", "Apple, Google"),
        .init("swift-distributed-tracing", apache, "Apple"),
        .init("swift-http-structured-headers", apache, "Apple"),
        .init("swift-http-types", apache, "Apple"),
        .init("swift-log", apache, "Apple"),
        .init("swift-metrics", apache, "Apple"),
        .init("swift-nio", apache, "Apple"),
        .init("swift-nio-extras", apache, "Apple"),
        .init("swift-nio-http2", apache, "Apple"),
        .init("swift-nio-ssl", "Apache-2.0, BoringSSL included", "Apple, Google"),
        .init("swift-nio-transport-services", apache, "Apple"),
        .init("swift-numerics", swiftRuntime, "Apple"),
        .init("swift-service-context", apache, "Apple"),
        .init("swift-service-lifecycle", apache, "Swift Server Workgroup"),
        .init("swift-system", swiftRuntime, "Apple"),
        .init("yams", "MIT", "JP Simard"),
        .init("Swift", swiftRuntime, "Apple and the Swift project authors"),
        .init("SQLite", "public domain", "D. Richard Hipp"),
        .init("zlib", "Zlib", "Jean-loup Gailly and Mark Adler"),
        .init("Bootstrap", "MIT", "The Bootstrap authors and Twitter"),
        .init("Chart.js", "MIT", "The Chart.js contributors"),
    ]
}
