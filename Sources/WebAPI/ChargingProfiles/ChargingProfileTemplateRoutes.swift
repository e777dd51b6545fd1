import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/charging-profiles`
struct ChargingProfileTemplateRoutes: Sendable {
    let chargingProfiles: ChargingProfileService
    let bulkOperations: BulkOperationService

    private static let path = "/api/v1/charging-profiles"
    private static let itemPath = "\(path)/{name}"
    private static let nameParameter = Operation.Parameter("name", "The template's name, percent-encoded.")

    var operations: [Operation] { [list, create, get, replace, delete, install] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listChargingProfileTemplates", .chargingProfiles, "Charging profile templates, ordered by name",
            query: Operation.Parameter.paging,
            answers: [.ok(ItemList<ChargingProfileTemplateView>.schema, "The templates.")]
        ) { request in
            .json(ItemList(try await chargingProfiles.templates(request.page()).map(view)))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createChargingProfileTemplate", .chargingProfiles, "Makes a charging profile template",
            notes: "What could not be sent to any charge point is refused; what is merely odd is told under `warnings`.",
            body: .required(ChargingProfileTemplateInput.creation),
            answers: [.created(ChargingProfileTemplateView.schema, "The template.")], problems: [.conflict]
        ) { request in
            let name = request.body["name"]?.string ?? ""
            let values = try ChargingProfileTemplateInput.values(request.body)
            return created(try await chargingProfiles.createTemplate(name, values))
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getChargingProfileTemplate", .chargingProfiles, "One charging profile template",
            pathParameters: [Self.nameParameter],
            answers: [.ok(ChargingProfileTemplateView.schema, "The template.")], problems: [.notFound]
        ) { request in
            .json(view(try await chargingProfiles.template(request.text(inPath: "name"))))
        }
    }

    private var replace: Operation {
        Operation(
            .put, Self.itemPath, "putChargingProfileTemplate", .chargingProfiles,
            "Makes a charging profile template or replaces it", notes: "Profiles that were made of it stay as they are.",
            pathParameters: [Self.nameParameter], body: .required(ChargingProfileTemplateInput.replacement),
            answers: [
                .ok(ChargingProfileTemplateView.schema, "The template was there already and has the new values."),
                .created(ChargingProfileTemplateView.schema, "The template is new."),
            ]
        ) { request in
            let name = request.text(inPath: "name")
            if let given = request.body["name"]?.string, given != name {
                throw Problem.invalidMember("name", "name must be the one in the path, or be left out.")
            }
            let saved = try await chargingProfiles.putTemplate(name, ChargingProfileTemplateInput.values(request.body))
            return saved.isNew ? created(saved.template) : .json(view(saved.template))
        }
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteChargingProfileTemplate", .chargingProfiles, "Removes a charging profile template",
            notes: "Profiles that were made of it stay as they are.", pathParameters: [Self.nameParameter],
            answers: [.noContent("It is removed.")], problems: [.notFound]
        ) { request in
            try await chargingProfiles.deleteTemplate(request.text(inPath: "name"))
            return .noContent
        }
    }

    private var install: Operation {
        Operation(
            .post, "\(Self.itemPath)/install", "installChargingProfileTemplate", .chargingProfiles,
            "Installs a charging profile template on many charge points",
            notes: """
                A bulk operation: each charge point gets SetChargingProfile with a profile made for it. Its progress and its results \
                are those of the bulk operation.
                """,
            pathParameters: [Self.nameParameter], body: .required(ChargingProfileTemplateInput.installation),
            answers: [BulkOperationRoutes.accepted("The bulk operation.")], problems: [.notFound, .conflict]
        ) { request in
            let template = try await chargingProfiles.template(request.text(inPath: "name"))
            let operation = NewBulkOperation(
                kind: ChargingProfileTemplateExecutor.kind,
                parameters: try ChargingProfileTemplateExecutor.parameters(
                    template: template.name, connectorId: try ChargingProfileInput.connectorId(request.body)),
                target: try TargetInput.selection(request.body["target"]), parallelism: request.body["parallelism"]?.int,
                deadline: request.body["deadline"]?.string.flatMap { Timestamp(rfc3339: $0) })
            return BulkOperationRoutes.accepted(try await bulkOperations.create(operation, requestedBy: request.requester))
        }
    }

    private func view(_ template: ChargingProfileTemplate) -> ChargingProfileTemplateView {
        ChargingProfileTemplateView(template: template, warnings: chargingProfiles.warnings(of: template.values))
    }

    private func created(_ template: ChargingProfileTemplate) -> Answer {
        .created(view(template), location: "\(Self.path)/\(PathText.encode(template.name))")
    }
}
