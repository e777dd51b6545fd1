import CentralSystem
import ChargePointSimulator
import Console
import Foundation
import Logging
import NIOCore
import NIOPosix
import OCPPJ
import OCPPTransport
import Persistence
import ServiceLifecycle
import UnixSignals
import WebAPI

/// The main job, wired: database, central system, OCPP endpoint, REST API, and the demonstration on request.
struct Server {
    let configuration: ServerConfiguration
    /// Whether a few simulated charge points play.
    let isDemonstration: Bool
    /// What stands between charge points and the central system: nothing, but for a test that wants to see mistakes noticed.
    var admission: @Sendable (any ConnectionAdmission) -> any ConnectionAdmission = { $0 }
    /// Is told when everything runs; prints unless a test wants to know.
    var announce: @Sendable (Announcement) -> Void = { $0.print() }

    /// Serves until SIGTERM or SIGINT, then closes connections with a close frame and commits what is pending.
    ///
    /// - Throws: an error for people when something cannot start.
    func run() async throws {
        let logger = Logger.standardError(configuration.logLevel)
        let time = SystemTime()
        let database = try SQLiteDatabase(path: configuration.dataDirectory + "/stationmaster.sqlite", logger: logger)
        do {
            try await serve(database, time, logger)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
        logger.info("Stationmaster stopped")
    }

    private func serve(_ database: SQLiteDatabase, _ time: SystemTime, _ logger: Logger) async throws {
        let webhooks = WebhookClient(allowsPrivateAddresses: configuration.allowsPrivateWebhooks)
        do {
            try await serve(database, time, webhooks, logger)
        } catch {
            try? await webhooks.shutdown()
            throw error
        }
        try await webhooks.shutdown()
    }

    private func serve(
        _ database: SQLiteDatabase, _ time: SystemTime, _ webhooks: WebhookClient, _ logger: Logger
    ) async throws {
        let directory = try await FileDirectory(dataDirectory: configuration.dataDirectory)
        let identities = try await TLSIdentities(configuration, time: time, logger: logger)
        let centralSystem = try await CentralSystem(
            database: database, time: time, settings: configuration.centralSystem, logger: logger, webhook: webhooks,
            files: FileExchange(storage: directory), authority: identities.authority)
        let (authentication, generatedToken) = try await TokenAuthentication.load(
            token: configuration.adminToken, settings: centralSystem.storedSettings)
        let group = MultiThreadedEventLoopGroup(
            numberOfThreads: configuration.eventLoops > 0 ? configuration.eventLoops : System.coreCount)
        do {
            let listener = try OCPPListener(
                configuration: configuration.listener, identities: identities.serverCertificates.current,
                admission: admission(centralSystem.admission), observer: centralSystem.handshakeFailures, time: time, group: group,
                logger: logger)
            identities.serverCertificates.onChange { current in
                do throws(TLSIdentityError) {
                    try listener.use(current)
                } catch {
                    logger.error("The server's new certificates cannot be used", metadata: ["error": "\(error)"])
                }
            }
            let ocppPort = try await listener.start()
            let addresses = Addresses(configuration, ocppPort: ocppPort, tlsPort: listener.tlsPort)
            let running = RunningServer(configuration, addresses, startedAt: time.now())
            let (filesPorts, filesPort) = AsyncStream.makeStream(of: Int.self)
            let fileListener = try FileListener(
                centralSystem: centralSystem, directory: directory, configuration: configuration.files, group: group,
                logger: logger
            ) { port in
                centralSystem.files.announce(addresses.publicFilesURL(port: port))
                running.announce(filesPort: port)
                filesPort.yield(port)
                filesPort.finish()
            }
            let certification = await ServerCertification(
                dataDirectory: configuration.dataDirectory, endpoints: addresses.certificationEndpoints(configuration),
                centralSystem: centralSystem, group: group, time: time)
            let entrance = isDemonstration ? try await DemonstrationEntrance(centralSystem.operators.users, at: time.now()) : nil
            let api = try WebAPIServer(
                centralSystem: centralSystem, configuration: configuration.api.announcing(addresses),
                authentication: authentication, checks: [ReadinessCheck("ocppListener") { listener.isListening }],
                version: ProgramVersion.current, files: directory,
                pages: { services in
                    try Console(
                        centralSystem: centralSystem, services: services, entrance: entrance?.entrance, certification: certification,
                        server: running, time: time, logger: logger)
                }, group: group, logger: logger
            ) { port in
                running.announce(apiPort: port)
                // Only when everything runs; without the listener for files, the group ends.
                guard let filesPort = await filesPorts.first(where: { _ in true }) else { return }
                certification.announce(configuration.api, port: port)
                announce(
                    Announcement(
                        addresses: addresses, httpScheme: configuration.api.tls == nil ? "http" : "https",
                        httpHost: configuration.api.host, httpPort: port, filesPort: filesPort, generatedToken: generatedToken,
                        entrancePath: entrance?.path))
            }
            // They end in the reverse order. The endpoint goes before the API, so that an operator whose command waits for
            // a charge point is told that the connection is gone.
            var services = [
                service(centralSystem), service(identities.serverCertificates), service(api), service(fileListener), service(listener),
            ]
            if isDemonstration {
                let demonstration = try await Demonstration(
                    centralSystem: centralSystem, files: directory, url: addresses.localURL,
                    security: DemonstrationSecurity(configuration, addresses, identities.authority), group: group,
                    time: time, logger: logger)
                services.append(service(demonstration))
            }
            // Before everything that it plays against.
            services.append(service(certification))
            // Before the endpoint: what is not sent yet stays for the next start, instead of meeting charge points that are gone.
            services.append(service(centralSystem.bulkOperationRunner))
            var serviceConfiguration = ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            serviceConfiguration.maximumGracefulShutdownDuration = .seconds(8)
            try await ServiceGroup(configuration: serviceConfiguration).run()
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }

    /// When a part fails, the others end in order, so that what was taken is committed.
    private func service(_ service: any Service) -> ServiceGroupConfiguration.ServiceConfiguration {
        .init(service: service, failureTerminationBehavior: .gracefullyShutdownGroup)
    }
}
