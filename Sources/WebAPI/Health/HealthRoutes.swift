import CentralSystem
import HTTPTypes
import Logging
import OCPPJ

/// `/healthz` and `/readyz`, for whoever supervises the process.
struct HealthRoutes: Sendable {
    let storedSettings: StoredSettingsService
    let checks: [ReadinessCheck]

    var operations: [Operation] { [health, readiness] }

    private static let health = ObjectSchema(
        "Health", "The process lives.", isOpen: true,
        [.init("status", "Always `ok`.", .enumeration(["ok"]), isRequired: true)])

    private var health: Operation {
        Operation(
            .get, "/healthz", "getHealth", .server, "Whether the process lives",
            answers: [.ok(.object(Self.health), "It does.")]
        ) { _ in .json(JSONValue.members(("status", "ok"))) }
    }

    private static let readiness = ObjectSchema(
        "Readiness", "The server can serve.", isOpen: true,
        [
            .init("status", "Always `ready`.", .enumeration(["ready"]), isRequired: true),
            .init("checks", "Each check and its result.", .anyObject, isRequired: true),
        ])

    private var readiness: Operation {
        Operation(
            .get, "/readyz", "getReadiness", .server, "Whether the server can serve",
            notes: "The database answers a read and charge points can connect.",
            answers: [.ok(.object(Self.readiness), "It can.")], problems: [.notReady]
        ) { request in
            var results = [(name: "database", isReady: await isDatabaseReady(request.logger))]
            for check in checks { results.append((check.name, await check.isReady())) }
            let report = JSONValue.object(results.map { ($0.name, .string($0.isReady ? "ok" : "failed")) })
            let failed = results.filter { !$0.isReady }.map(\.name)
            guard failed.isEmpty else {
                throw Problem(.notReady, "Not ready: \(failed.joined(separator: ", ")).").with("checks", report)
            }
            return .json(JSONValue.members(("status", "ready"), ("checks", report)))
        }
    }

    /// Any read will do.
    private func isDatabaseReady(_ logger: Logger) async -> Bool {
        do {
            _ = try await storedSettings.value(TokenAuthentication.settingName)
            return true
        } catch {
            logger.warning("Database does not answer", metadata: ["error": "\(error)"])
            return false
        }
    }
}
