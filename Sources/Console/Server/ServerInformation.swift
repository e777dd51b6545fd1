package import OCPPJ

/// What the program above the console knows of itself: how it was built, where it listens, how it was set. The console knows no more.
package protocol ServerInformation: Sendable {
    var version: String { get }
    var build: ServerBuild { get }
    /// When the process began to serve.
    var startedAt: Timestamp { get }
    /// Every setting there is, in the order of the documentation.
    var settings: [ServerSetting] { get }
    /// The file that settings were read from; nil when none was given.
    var settingsFile: String? { get }
    /// Where the server listens now, each with the port that it is bound to.
    var listeners: [ServerListener] { get }

    /// What the disk holds; nil values where that cannot be read.
    func storage() async -> ServerStorage
}

/// How the program was made, and on what it runs.
package struct ServerBuild: Hashable, Sendable {
    /// `release`, or `debug` for one that is slower.
    package var mode: String
    /// `Swift 6.2`
    package var compiler: String
    /// When the program's file was made; nil when that cannot be read.
    package var madeAt: Timestamp?
    /// The operating system and its machine: `Debian GNU/Linux 13, x86_64`.
    package var platform: String
    package var processors: Int

    package init(mode: String, compiler: String, madeAt: Timestamp?, platform: String, processors: Int) {
        self.mode = mode
        self.compiler = compiler
        self.madeAt = madeAt
        self.platform = platform
        self.processors = processors
    }
}

/// An address at which the server listens.
package struct ServerListener: Hashable, Sendable {
    package enum Purpose: String, CaseIterable, Sendable {
        /// Charge points, without TLS.
        case ocpp
        /// Charge points, with TLS.
        case ocppWithTLS
        /// The API and the console.
        case api
        /// Firmware and diagnostics.
        case files
    }

    package var purpose: Purpose
    /// As it is bound: `ws://0.0.0.0:9000/ocpp`.
    package var bound: String
    /// As others reach it; nil where only they know.
    package var reachedAt: String?

    package init(_ purpose: Purpose, bound: String, reachedAt: String?) {
        self.purpose = purpose
        self.bound = bound
        self.reachedAt = reachedAt
    }
}

/// What the disk holds.
package struct ServerStorage: Hashable, Sendable {
    /// The data directory.
    package var directory: String
    /// Of the database, what it has not yet put into its main file included.
    package var databaseBytes: Int?
    /// What is left on the disk for us.
    package var freeBytes: Int?

    package init(directory: String, databaseBytes: Int?, freeBytes: Int?) {
        self.directory = directory
        self.databaseBytes = databaseBytes
        self.freeBytes = freeBytes
    }
}

/// A setting with the value that counts.
package struct ServerSetting: Hashable, Sendable {
    /// Where a value comes from; the first of them that has one wins.
    package enum Source: String, CaseIterable, Sendable {
        case commandLine
        case environment
        case file
        case `default`
    }

    /// `call.timeoutSeconds`
    package var key: String
    package var environmentVariable: String
    package var meaning: String
    /// What is allowed, for people.
    package var allowed: String
    /// For people.
    package var defaultText: String
    /// As it was written, or the default; nil for a secret, which is not told, and where there is none.
    package var value: String?
    package var isSecret: Bool
    package var source: Source

    package init(
        key: String, environmentVariable: String, meaning: String, allowed: String, defaultText: String, value: String?, isSecret: Bool,
        source: Source
    ) {
        self.key = key
        self.environmentVariable = environmentVariable
        self.meaning = meaning
        self.allowed = allowed
        self.defaultText = defaultText
        self.value = isSecret ? nil : value
        self.isSecret = isSecret
        self.source = source
    }

    /// Whether it was given and is not what it is anyway.
    package var differs: Bool { source != .default && (isSecret || value ?? "(none)" != defaultText) }
}
