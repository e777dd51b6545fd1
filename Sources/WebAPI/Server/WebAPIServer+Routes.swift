import CentralSystem
import HTTPTypes
import Hummingbird
import OCPPJ

extension WebAPIServer {
    /// Every operation that the API offers, `/openapi.json` included.
    static func operations(
        centralSystem: CentralSystem, configuration: WebAPIConfiguration, checks: [ReadinessCheck], version: String,
        files: FileDirectory?
    ) -> [Operation] {
        let operations =
            ChargePointRoutes(centralSystem: centralSystem, configuration: configuration).operations
            + SecurityProfileRoutes(
                securityProfiles: centralSystem.securityProfiles, bulkOperations: centralSystem.bulkOperations
            ).operations
            + CommandRoutes(commands: centralSystem.commands).operations
            + ConfigurationRoutes(
                configurations: centralSystem.configurations, templates: centralSystem.configurationTemplates
            ).operations
            + ConfigurationTemplateRoutes(
                templates: centralSystem.configurationTemplates, bulkOperations: centralSystem.bulkOperations
            ).operations
            + ChargingProfileTemplateRoutes(
                chargingProfiles: centralSystem.chargingProfiles, bulkOperations: centralSystem.bulkOperations
            ).operations
            + ChargingProfileRoutes(chargingProfiles: centralSystem.chargingProfiles).operations
            + CompositeScheduleRoutes(chargingProfiles: centralSystem.chargingProfiles).operations
            + ReservationRoutes(reservations: centralSystem.reservations).operations
            + LocalListRoutes(lists: centralSystem.localLists).operations
            + LocalListGroupRoutes(lists: centralSystem.localLists).operations
            + LocalListBulkRoutes(bulkOperations: centralSystem.bulkOperations).operations
            + BulkOperationRoutes(bulkOperations: centralSystem.bulkOperations).operations
            + RemoteStartRoutes(remoteTransactions: centralSystem.remoteTransactions).operations
            + RemoteStopRoutes(remoteTransactions: centralSystem.remoteTransactions).operations
            + AvailabilityRoutes(centralSystem: centralSystem).operations
            + DataTransferVendorRoutes(dataTransfers: centralSystem.dataTransfers).operations
            + FirmwareImageRoutes(images: centralSystem.firmwareImages, directory: files).operations
            + FirmwareSigningKeyRoutes(keys: centralSystem.firmwareSigningKeys).operations
            + FirmwareUpdateRoutes(updates: centralSystem.firmwareUpdates).operations
            + FirmwareCampaignRoutes(campaigns: centralSystem.firmwareCampaigns).operations
            + DiagnosticsRoutes(diagnostics: centralSystem.diagnostics, directory: files).operations
            + IdTagRoutes(idTags: centralSystem.idTags).operations
            + TransactionRoutes(transactions: centralSystem.transactions).operations
            + MeterValueRoutes(meterValues: centralSystem.meterValues, chargePoints: centralSystem.chargePoints).operations
            + OrphanedStopRoutes(transactions: centralSystem.transactions).operations
            + ReportRoutes(centralSystem: centralSystem).operations
            + CertificateRoutes.all(centralSystem)
            + SecurityEventRoutes(events: centralSystem.securityEvents).operations
            + MessageRoutes(messages: centralSystem.messages).operations
            + RefusedConnectionRoutes(refusedConnections: centralSystem.refusedConnections).operations
            + HandshakeFailureRoutes(handshakeFailures: centralSystem.handshakeFailures).operations
            + HealthRoutes(storedSettings: centralSystem.storedSettings, checks: checks).operations
            + MetricsRoutes(
                metrics: centralSystem.metrics, startedAt: SystemTime().now(), requiresToken: configuration.metricsRequireToken
            ).operations
            + operatorOperations(centralSystem, configuration)
            + SavedFilterRoutes(savedFilters: centralSystem.savedFilters).operations
        return operations + [documentOperation(describing: operations, version: version)]
    }

    /// `/openapi.json`, which describes the other operations and itself.
    private static func documentOperation(describing others: [Operation], version: String) -> Operation {
        let describe = { @Sendable (handle: @escaping @Sendable (OperationRequest) async throws -> Answer) in
            Operation(
                .get, "/openapi.json", "getOpenAPI", .server, "This document",
                answers: [.ok(.anyObject, "The OpenAPI 3.1 document.")], handle: handle)
        }
        let all = others + [describe { _ in .noContent }]
        // Made once: it cannot change while the process runs.
        let answer = Answer.json(OpenAPIDocument(operations: all, version: version).value)
        return describe { _ in answer }
    }

    static func router(
        _ table: OperationTable, configuration: WebAPIConfiguration, authenticator: Authenticator, gate: OperationGate,
        site: (any PageSite)?
    ) -> Router<APIRequestContext> {
        let router = Router(context: APIRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: AccessLogMiddleware())
        router.add(middleware: SecurityHeadersMiddleware(isTLS: configuration.tls != nil))
        if let site { router.add(middleware: PageMiddleware(site: site, isOperation: table.isOperation)) }
        router.add(middleware: ProblemMiddleware(methods: table.methods))
        router.add(
            middleware: AuthenticationMiddleware(
                authenticator: authenticator, origin: gate.origin, isProtected: table.isProtected))
        table.addRoutes(to: router, through: gate)
        return router
    }
}
