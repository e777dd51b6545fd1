import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/configuration-templates`
struct ConfigurationTemplateRoutes: Sendable {
    let templates: ConfigurationTemplateService
    let bulkOperations: BulkOperationService

    private static let path = "/api/v1/configuration-templates"
    private static let itemPath = "\(path)/{name}"
    private static let nameParameter = Operation.Parameter("name", "The template's name, percent-encoded.")

    var operations: [Operation] { [list, create, get, replace, delete, drift, apply] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listConfigurationTemplates", .configuration, "Configuration templates, ordered by name",
            query: Operation.Parameter.paging,
            answers: [.ok(ItemList<ConfigurationTemplate>.schema, "The templates.")]
        ) { request in
            .json(ItemList(try await templates.list(request.page())))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createConfigurationTemplate", .configuration, "Creates a configuration template",
            notes: "Nothing is sent until the template is applied.", body: .required(ConfigurationTemplateInput.creation),
            answers: [.created(ConfigurationTemplate.schema, "The template.")], problems: [.conflict]
        ) { request in
            created(
                try await templates.create(request.body["name"]?.string ?? "", ConfigurationTemplateInput.values(request.body)))
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getConfigurationTemplate", .configuration, "One configuration template",
            pathParameters: [Self.nameParameter], answers: [.ok(ConfigurationTemplate.schema, "The template.")],
            problems: [.notFound]
        ) { request in
            .json(try await templates.get(request.text(inPath: "name")))
        }
    }

    private var replace: Operation {
        Operation(
            .put, Self.itemPath, "putConfigurationTemplate", .configuration, "Creates a configuration template or replaces one",
            notes: "Nothing is sent until the template is applied.", pathParameters: [Self.nameParameter],
            body: .required(ConfigurationTemplateInput.replacement),
            answers: [
                .ok(ConfigurationTemplate.schema, "The template was there already and has the new values."),
                .created(ConfigurationTemplate.schema, "The template is new."),
            ]
        ) { request in
            let name = request.text(inPath: "name")
            if let given = request.body["name"]?.string, given != name {
                throw Problem.invalidMember("name", "name must be the one in the path, or be left out.")
            }
            let saved = try await templates.put(name, ConfigurationTemplateInput.values(request.body))
            return saved.isNew ? created(saved.template) : .json(saved.template)
        }
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteConfigurationTemplate", .configuration, "Removes a configuration template",
            notes: "What charge points are configured to stays.", pathParameters: [Self.nameParameter],
            answers: [.noContent("It is removed.")], problems: [.notFound]
        ) { request in
            try await templates.delete(request.text(inPath: "name"))
            return .noContent
        }
    }

    private var drift: Operation {
        Operation(
            .get, "\(Self.itemPath)/drift", "listConfigurationTemplateDrift", .configuration,
            "How far the charge points that a template is for are from it",
            notes: "By what is known of them; nothing is sent. In the order of their registration.",
            pathParameters: [Self.nameParameter], query: Operation.Parameter.paging,
            answers: [.ok(ItemList<ConfigurationDrift>.schema, "One item for each charge point.")],
            problems: [.notFound, .conflict]
        ) { request in
            .json(ItemList(try await templates.drift(of: request.text(inPath: "name"), request.page())))
        }
    }

    private var apply: Operation {
        Operation(
            .post, "\(Self.itemPath)/apply", "applyConfigurationTemplate", .configuration,
            "Applies a configuration template to many charge points",
            notes: """
                A bulk operation: each charge point gets ChangeConfiguration for the keys in which, by what is known of it, it departs \
                from the template, one after another. Its progress and its results are those of the bulk operation.
                """,
            pathParameters: [Self.nameParameter], body: .optional(ConfigurationTemplateInput.application),
            answers: [BulkOperationRoutes.accepted("The bulk operation.")], problems: [.notFound, .conflict]
        ) { request in
            let template = try await templates.get(request.text(inPath: "name"))
            let given = try request.body["target"].map { try TargetInput.selection($0) }
            let operation = NewBulkOperation(
                kind: ConfigurationTemplateExecutor.kind,
                parameters: try ConfigurationTemplateExecutor.parameters(template: template.name),
                target: try given ?? template.target, parallelism: request.body["parallelism"]?.int,
                deadline: request.body["deadline"]?.string.flatMap { Timestamp(rfc3339: $0) })
            return BulkOperationRoutes.accepted(try await bulkOperations.create(operation, requestedBy: request.requester))
        }
    }

    private func created(_ template: ConfigurationTemplate) -> Answer {
        .created(template, location: "\(Self.path)/\(PathText.encode(template.name))")
    }
}
