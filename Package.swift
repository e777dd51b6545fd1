// swift-tools-version: 6.2

import PackageDescription

/// Every target is compiled in the Swift 6 language mode (complete concurrency checking) with the features that make
/// imports and existentials explicit.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    // warnings
]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")

let package = Package(
    name: "stationmaster",
    products: [
        .executable(name: "stationmaster", targets: ["stationmaster"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON", "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The rooms of DESIGN.md, ground floor first: a target imports only targets above it.
        .target(name: "Markup", swiftSettings: strict),
        .target(name: "OCPPJ", swiftSettings: strict),
        .target(name: "OCPP16", dependencies: ["OCPPJ"], swiftSettings: strict),
        .target(name: "ChargingSchedules", dependencies: ["OCPPJ", "OCPP16"], swiftSettings: strict),
        .target(
            name: "Persistence",
            dependencies: [
                logging,
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "CentralSystem",
            dependencies: [
                "OCPPJ", "OCPP16", "ChargingSchedules", "Persistence", logging, lifecycle, crypto, cryptoExtras,
                x509, asn1,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "OCPPTransport",
            dependencies: [
                "OCPPJ", logging, lifecycle, nioCore, nioPosix, nioSSL, x509, asn1,
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "WebAPI",
            dependencies: [
                "CentralSystem", "OCPPJ", "OCPP16", "ChargingSchedules", "Persistence", logging, lifecycle, crypto, nioCore,
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "_NIOFileSystem", package: "swift-nio"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                nioSSL,
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "Console",
            dependencies: [
                "Markup", "CentralSystem", "WebAPI", "OCPP16", "OCPPJ", "ChargingSchedules", "CZlib", logging, lifecycle, crypto,
                nioCore,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            resources: [
                .embedInCode("Assets/Files/console.css"), .embedInCode("Assets/Files/frame.css"), .embedInCode("Assets/Files/console.js"),
                .embedInCode("Assets/Files/live.js"), .embedInCode("Assets/Files/charts.js"),
                .embedInCode("Assets/Files/tools.js"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "ChargePointSimulator",
            dependencies: [
                "OCPPJ", "OCPP16", "ChargingSchedules", "OCPPTransport", logging, lifecycle, nioCore,
                crypto, cryptoExtras, x509, asn1,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                nioSSL,
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Certification",
            dependencies: [
                "Markup", "OCPPJ", "OCPP16", "OCPPTransport", "ChargePointSimulator", logging, nioCore, nioSSL, crypto,
                cryptoExtras, x509, asn1,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "stationmaster",
            dependencies: [
                "OCPPJ", "OCPP16", "ChargingSchedules", "Persistence", "CentralSystem", "OCPPTransport", "WebAPI", "Console",
                "ChargePointSimulator", "Certification", logging, lifecycle, nioCore, nioPosix,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),

        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: strict),
        .testTarget(name: "OCPPJTests", dependencies: ["OCPPJ"], swiftSettings: strict),
        .testTarget(name: "OCPP16Tests", dependencies: ["OCPP16", "OCPPJ"], swiftSettings: strict),
        .testTarget(
            name: "ChargingSchedulesTests", dependencies: ["ChargingSchedules", "OCPP16", "OCPPJ"], swiftSettings: strict
        ),
        .testTarget(
            name: "PersistenceTests",
            dependencies: [
                "Persistence", logging,
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CentralSystemTests",
            dependencies: ["CentralSystem", "ChargingSchedules", "OCPPJ", "OCPP16", "Persistence", logging, crypto, cryptoExtras, x509, asn1],
            swiftSettings: strict
        ),
        .testTarget(
            name: "OCPPTransportTests",
            dependencies: [
                "OCPPTransport", "OCPPJ", logging, nioCore, nioPosix, nioSSL, crypto, cryptoExtras, x509, asn1,
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ChargePointSimulatorTests",
            dependencies: [
                "ChargePointSimulator", "ChargingSchedules", "OCPPJ", "OCPP16", "OCPPTransport", nioCore, nioPosix, crypto,
                cryptoExtras, x509, asn1,
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CertificationTests",
            dependencies: [
                "Certification", "Markup", "OCPPJ", "OCPP16", "OCPPTransport", "ChargePointSimulator", logging, nioCore, nioPosix,
                crypto, cryptoExtras, x509, asn1,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WebAPITests",
            dependencies: [
                "WebAPI", "CentralSystem", "OCPPJ", "OCPP16", "Persistence", logging, lifecycle, nioCore, nioPosix,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "Markup", "WebAPI", "CentralSystem", "OCPPJ", "OCPP16", "Persistence", logging, nioCore, nioPosix,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "StationmasterTests",
            dependencies: [
                "stationmaster", "CentralSystem", "Certification", "OCPPJ", "OCPPTransport", "WebAPI", logging, nioCore, nioPosix,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
    ]
)

// `make fuzz` builds this package with STATIONMASTER_FUZZ=1, in a scratch folder of its own: the fuzzers, and of the program
// no more than the parts that read strangers' bytes, instrumented. Everything else stays as it is for everybody else.
if Context.environment["STATIONMASTER_FUZZ"] == "1" {
    let instrumented = strict + [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])]
    package.products = [.executable(name: "stationmaster-fuzz", targets: ["Fuzz"])]
    package.targets = [
        .target(name: "OCPPJ", swiftSettings: instrumented),
        .target(name: "OCPP16", dependencies: ["OCPPJ"], swiftSettings: instrumented),
        .target(
            name: "OCPPTransport",
            dependencies: [
                "OCPPJ", logging, lifecycle, nioCore, nioPosix, nioSSL, x509, asn1,
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            swiftSettings: instrumented
        ),
        .target(
            name: "CentralSystem",
            dependencies: ["OCPPJ"],
            sources: [
                "FileExchange/ByteRanges.swift", "FileExchange/PlainText.swift", "Provisioning/BasicCredentials.swift",
                "Provisioning/ChargePointIdentity.swift",
            ],
            swiftSettings: instrumented
        ),
        .target(
            name: "WebAPI",
            dependencies: ["CentralSystem", "OCPPJ"],
            sources: [
                "Files/ByteRangeRequest.swift", "Files/HeaderParameters.swift", "Files/MultipartParser.swift",
                "Operations/PathText.swift", "Pages/FormText.swift",
            ],
            swiftSettings: instrumented
        ),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "OCPPJ", "OCPP16", "OCPPTransport", "CentralSystem", "WebAPI", nioCore,
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            path: "Fuzz/Sources",
            swiftSettings: instrumented,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
        ),
    ]
}

// `make sanitize` builds the lower rooms and their tests alone, unless it is told otherwise: there, bytes are read, threads meet
// and C is called; and a sanitizer's build of everything takes half an hour.
if Context.environment["STATIONMASTER_SANITIZE"] == "1" {
    let rooms = ["OCPPJ", "OCPP16", "ChargingSchedules", "Persistence", "OCPPTransport"]
    package.products = []
    package.targets = package.targets.filter { rooms.contains($0.name) || rooms.contains(String($0.name.dropLast("Tests".count))) }
}
