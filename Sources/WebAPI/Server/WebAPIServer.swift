package import CentralSystem
import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore
import ServiceLifecycle

/// The operators' HTTP listener: REST API, OpenAPI document, health and metrics.
package struct WebAPIServer: Service {
    let application: Application<RouterResponder<APIRequestContext>>
    let table: OperationTable
    private let configuration: WebAPIConfiguration

    /// - Parameters:
    ///   - checks: what must work for `/readyz` besides the database.
    ///   - version: the program's version, for the OpenAPI document.
    ///   - files: where firmware images and diagnostics lie; nil for a server that exchanges no files.
    ///   - pages: makes the pages for people; nil for a server without.
    ///   - onServerRunning: called once when the listener is up, with the port that it is bound to.
    /// - Throws: `WebAPIStartError` when certificate or key cannot be used.
    package init(
        centralSystem: CentralSystem, configuration: WebAPIConfiguration, authentication: TokenAuthentication,
        checks: [ReadinessCheck] = [], version: String = "0.0.0", files: FileDirectory? = nil,
        pages: ((PageServices) throws -> any PageSite)? = nil, group: any EventLoopGroup, logger: Logger,
        onServerRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws {
        self.configuration = configuration
        table = OperationTable(
            operations: Self.operations(
                centralSystem: centralSystem, configuration: configuration, checks: checks, version: version,
                files: files))
        let operators = centralSystem.operators
        let gate = OperationGate(
            operators: operators, origin: RequestOrigin(trustsProxy: configuration.trustsProxy),
            maximumBodyBytes: configuration.maximumBodyBytes, live: centralSystem.live)
        let authenticator = Authenticator(administrator: authentication, operators: operators)
        let site = try pages?(
            PageServices(
                operations: OperationCaller(table: table, gate: gate), configuration: configuration, authenticator: authenticator,
                settings: centralSystem.settings.operators))
        application = try Application(
            router: Self.router(table, configuration: configuration, authenticator: authenticator, gate: gate, site: site),
            server: .guarded(
                by: configuration.limits, idleTimeoutSeconds: configuration.idleTimeoutSeconds, tls: configuration.tls,
                listener: "The API"),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections)),
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? configuration.port) },
            eventLoopGroupProvider: .shared(group), logger: logger)
    }

    /// Serves until graceful shutdown; requests under way are finished first.
    ///
    /// - Throws: `WebAPIStartError` when the address cannot be bound.
    package func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw WebAPIStartError(
                error, listener: "The API", host: configuration.host, port: configuration.port, portSetting: "HTTP port")
        }
    }
}
