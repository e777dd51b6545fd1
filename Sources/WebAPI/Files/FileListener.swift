package import CentralSystem
import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore
import ServiceLifecycle

/// How files are exchanged with charge points. The ranges are checked by whoever reads the configuration.
package struct FileListenerConfiguration: Hashable, Sendable {
    /// The address to bind to.
    package var host: String
    /// The TCP port; 0 lets the system choose one.
    package var port: Int
    /// Certificate chain and key as PEM files; nil for plain HTTP.
    package var tls: TLSFiles?
    /// Seconds after which a connection without a request, or in the middle of a silent one, is closed.
    package var idleTimeoutSeconds: Int
    /// How many connections may be open at a time; further ones wait to be accepted.
    package var maximumConnections: Int
    /// How many of them may come from one address; 0 means no limit.
    package var maximumConnectionsPerAddress: Int
    /// Seconds that a client may take for the headers of its first request, TLS included, and in which a body must keep pace.
    package var requestTimeoutSeconds: Int

    package init(
        host: String = "0.0.0.0", port: Int = 9001, tls: TLSFiles? = nil, idleTimeoutSeconds: Int = 75,
        maximumConnections: Int = 1000, maximumConnectionsPerAddress: Int = 200, requestTimeoutSeconds: Int = 60
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.idleTimeoutSeconds = idleTimeoutSeconds
        self.maximumConnections = maximumConnections
        self.maximumConnectionsPerAddress = maximumConnectionsPerAddress
        self.requestTimeoutSeconds = requestTimeoutSeconds
    }
}

/// The HTTP listener for charge points: firmware down, diagnostics up. It serves nothing without an unguessable address.
package struct FileListener: Service {
    let application: Application<RouterResponder<FileRequestContext>>
    private let configuration: FileListenerConfiguration

    /// - Parameter onServerRunning: called once when the listener is up, with the port that it is bound to.
    /// - Throws: `WebAPIStartError` when certificate or key cannot be used.
    package init(
        centralSystem: CentralSystem, directory: FileDirectory, configuration: FileListenerConfiguration,
        group: any EventLoopGroup, logger: Logger,
        onServerRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws {
        self.configuration = configuration
        let server = try HTTPServerBuilder.guarded(
            by: ListenerLimits(
                requestSeconds: configuration.requestTimeoutSeconds,
                connectionsPerAddress: configuration.maximumConnectionsPerAddress),
            idleTimeoutSeconds: configuration.idleTimeoutSeconds, tls: configuration.tls, listener: "The listener for files")
        application = Application(
            router: Self.router(centralSystem, directory, isTLS: configuration.tls != nil), server: server,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections)),
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? configuration.port) },
            eventLoopGroupProvider: .shared(group), logger: logger)
    }

    static func router(
        _ centralSystem: CentralSystem, _ directory: FileDirectory, isTLS: Bool
    ) -> Router<FileRequestContext> {
        let router = Router(context: FileRequestContext.self)
        router.add(middleware: SecurityHeadersMiddleware(isTLS: isTLS))
        router.add(middleware: FileErrorMiddleware())
        FirmwareDownloadRoutes(downloads: centralSystem.firmwareDownloads, directory: directory).add(to: router)
        DiagnosticsUploadRoutes(diagnostics: centralSystem.diagnostics, directory: directory).add(to: router)
        return router
    }

    /// Serves until graceful shutdown; transfers under way are finished first.
    ///
    /// - Throws: `WebAPIStartError` when the address cannot be bound.
    package func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw WebAPIStartError(
                error, listener: "The listener for files", host: configuration.host, port: configuration.port,
                portSetting: "port for files (files.port)")
        }
    }
}
