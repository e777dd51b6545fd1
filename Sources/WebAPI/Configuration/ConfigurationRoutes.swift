import CentralSystem
import HTTPTypes
import OCPP16
import OCPPJ

/// `/api/v1/charge-points/{id}/configuration` and `/api/v1/configuration-keys`
struct ConfigurationRoutes: Sendable {
    let configurations: ConfigurationService
    let templates: ConfigurationTemplateService

    private static let path = "\(ChargePointRoutes.path)/{id}/configuration"
    private static let keyParameter = Operation.Parameter("key", "The name of the key, percent-encoded; without regard to case.")

    // What is fixed stands before what is not: `history` is no key.
    var operations: [Operation] { [get, refresh, history, drift, apply, key, change, standardKeys] }

    private var get: Operation {
        Operation(
            .get, Self.path, "getConfiguration", .configuration, "What is known of a charge point's configuration",
            notes: "Kept from the charge point's answers to GetConfiguration and ChangeConfiguration, whoever sent them. Nothing is sent.",
            pathParameters: [ChargePointRoutes.idParameter],
            answers: [.ok(ChargePointConfiguration.schema, "The configuration.")], problems: [.chargePointNotFound]
        ) { request in
            .json(try await configurations.configuration(of: request.text(inPath: "id")))
        }
    }

    private var refresh: Operation {
        Operation(
            .post, "\(Self.path)/refresh", "refreshConfiguration", .configuration, "Asks the charge point with GetConfiguration",
            notes: """
                One request, never split. Asked for all keys, the charge point's answer replaces what is known; asked for some, only \
                these are updated.
                """,
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout],
            body: .optional(
                ObjectSchema(
                    "ConfigurationRefresh", "What to ask for.",
                    [.init("key", "These keys; all when absent or empty.", .list(of: .string(1...50)))])),
            answers: [.ok(ChargePointConfiguration.schema, "The charge point answered; the configuration as it is known now.")],
            problems: Problem.commandTypes
        ) { request in
            let id = request.text(inPath: "id")
            let keys = try (request.body["key"]?.elements ?? []).compactMap(\.string).map { try CiString<50>($0) }
            let command = try await configurations.read(
                keys, of: id, requestedBy: request.requester, timeout: request.commandTimeout)
            if let problem = Problem(command) { throw problem }
            return .json(try await configurations.configuration(of: id))
        }
    }

    private var history: Operation {
        Operation(
            .get, "\(Self.path)/history", "listConfigurationChanges", .configuration,
            "Changes of a charge point's configuration, newest first",
            notes: "What was known from the first reading on is no change. The newest 1000 of each charge point are kept.",
            pathParameters: [ChargePointRoutes.idParameter],
            query: [.init("key", "Only those of this key; without regard to case.")] + Operation.Parameter.paging,
            answers: [.ok(ItemList<ConfigurationChange>.schema, "The changes.")], problems: [.chargePointNotFound]
        ) { request in
            let name = request.query["key"].map { ConfigurationKeyName($0) }
            return .json(
                ItemList(try await configurations.changes(of: name, chargePoint: request.text(inPath: "id"), request.page())))
        }
    }

    private var drift: Operation {
        Operation(
            .get, "\(Self.path)/drift", "getConfigurationDrift", .configuration,
            "How far a charge point is from the templates that are for it",
            notes: """
                By what is known of it; nothing is sent. A template without vendor, model, firmwareVersion and group is for no charge \
                point by itself.
                """,
            pathParameters: [ChargePointRoutes.idParameter],
            answers: [.ok(ItemList<ConfigurationDrift>.schema, "One item for each template, all in one answer.")],
            problems: [.chargePointNotFound]
        ) { request in
            .json(ItemList(Page(items: try await templates.drift(ofChargePoint: request.text(inPath: "id")))))
        }
    }

    private var apply: Operation {
        Operation(
            .post, "\(Self.path)/apply", "applyConfigurationTemplateToChargePoint", .configuration,
            "Applies a template to one charge point",
            notes: """
                Sends ChangeConfiguration for every key in which the charge point, by what is known of it, departs from the template, \
                one after another, and ends early when the charge point stops answering. The template need not be for it.
                """,
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout],
            body: .required(
                ObjectSchema(
                    "ConfigurationTemplateChoice", "Which template to apply.",
                    [.init("templateName", "The template.", .string(1...100), isRequired: true)])),
            answers: [.ok(ConfigurationTemplateResult.schema, "What came of each key, whatever its status.")],
            problems: Problem.commandTypes + [.notFound]
        ) { request in
            let result = try await templates.apply(
                request.body["templateName"]?.string ?? "", to: request.text(inPath: "id"), requestedBy: request.requester,
                timeout: request.commandTimeout)
            // Nothing was answered at all: that is told as for any other command.
            if let first = result.keys.first?.command, let problem = Problem(first), first.outcome != .callError { throw problem }
            return .json(result)
        }
    }

    private var key: Operation {
        Operation(
            .get, "\(Self.path)/{key}", "getConfigurationKey", .configuration, "What is known of one configuration key",
            pathParameters: [ChargePointRoutes.idParameter, Self.keyParameter],
            answers: [.ok(ConfigurationEntry.schema, "The key, also one that the charge point does not know.")],
            problems: [.chargePointNotFound, .notFound]
        ) { request in
            let name = ConfigurationKeyName(request.text(inPath: "key"))
            guard let entry = try await configurations.entry(name, of: request.text(inPath: "id")) else {
                throw Problem(.notFound, "Nothing is known of the key \(name.text.prefix(60).debugDescription).")
            }
            return .json(entry)
        }
    }

    private var change: Operation {
        Operation(
            .put, "\(Self.path)/{key}", "changeConfigurationKey", .configuration, "Sends ChangeConfiguration for one key",
            notes: """
                Any key and any value are sent as they are given; `warning` tells when the value is not what the specification allows. \
                `Rejected` and `NotSupported` are answers too.
                """,
            pathParameters: [ChargePointRoutes.idParameter, Self.keyParameter], query: [.commandTimeout],
            body: .required(
                ObjectSchema(
                    "ConfigurationKeyValue", "What the key shall be.",
                    [.init("value", "Always a string, as OCPP has it.", .string(0...500), isRequired: true)])),
            answers: [.ok(ConfigurationChangeResult.schema, "The charge point answered, whatever its status.")],
            problems: Problem.commandTypes
        ) { request in
            let result = try await configurations.change(
                Self.name(request.text(inPath: "key")), to: try CiString(request.body["value"]?.string ?? ""),
                of: request.text(inPath: "id"), requestedBy: request.requester,
                timeout: request.commandTimeout)
            if let problem = Problem(result.command) { throw problem }
            return .json(result)
        }
    }

    private var standardKeys: Operation {
        Operation(
            .get, "/api/v1/configuration-keys", "listConfigurationKeys", .configuration, "The keys of the specifications",
            query: [.init("profile", "Only those of this feature profile.", .enumeration(FeatureProfile.self))],
            answers: [.ok(ItemList<StandardConfigurationKey>.schema, "The keys, all in one answer.")]
        ) { request in
            let profile = request.value("profile", as: FeatureProfile.self)
            return .json(ItemList(Page(items: StandardConfigurationKey.all.filter { profile == nil || $0.profile == profile })))
        }
    }

    /// The key in the path.
    private static func name(_ text: String) throws(Problem) -> CiString<50> {
        guard !text.isEmpty, let name = try? CiString<50>(text) else {
            throw Problem.invalidMember("key", "key must have 1 to 50 characters")
        }
        return name
    }
}
