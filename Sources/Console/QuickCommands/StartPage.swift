import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Starting a session from here.
struct StartPage: ConsolePage {
    static let path = "/charge-points/{id}/start"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createRemoteStart"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await QuickPage(request, centralSystem)
        let idTag = FormField(
            request: request, name: "idTag", label: "idTag",
            help: request.text("For whom the session is, as on the card; at most 20 characters.", "세션을 시작할 idTag입니다. 최대 20자입니다."),
            value: request.query["idTag"], isRequired: true, suggestions: .idTags
        ).text(limits: ["maxlength": "20"])
        let connector = page.connectorField(
            request, help: request.text("Where the cable is, or will be.", "케이블이 연결된(또는 연결할) 커넥터입니다."),
            any: request.text("The charge point chooses", "충전기가 선택"), isRequired: false)
        let limit = FormField(
            request: request, name: "chargingProfileTemplate", label: request.text("Limit", "제한"),
            help: request.text("The name of a charging profile template for this session.", "이 세션에 적용할 충전 프로파일 템플릿의 이름입니다.")
        ).text(limits: ["maxlength": "200"])
        return page.content(
            request, title: request.text("Start a session at \(page.chargePoint.id)?", "\(page.chargePoint.id)에서 충전을 시작할까요?"),
            consequence: request.text(
                "The charge point is asked to start charging for this idTag (RemoteStartTransaction). If no cable is plugged in, it waits for one for a while. The session then counts for this idTag.",
                "충전기에 이 idTag로 충전을 시작하도록 요청합니다(RemoteStartTransaction). 케이블이 없으면 잠시 연결을 기다립니다. 세션은 이 idTag의 것으로 기록됩니다."),
            submit: request.text("Start the session", "충전 시작"), fields: "\(idTag)\(connector)\(limit)", style: "btn-primary")
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let body: JSONText = .object([
            "chargePointId": .string(id), "connectorId": request.form.integer("connectorId").map(JSONText.integer),
            "idTag": .string(request.form["idTag"] ?? ""),
            "chargingProfileTemplate": request.form["chargingProfileTemplate"].map { .string($0) },
        ])
        return try await RemoteJob.create("createRemoteStart", body, otherwise: id, request)
    }
}

/// Remote starts and stops, which go on after their command was answered.
enum RemoteJob {
    /// Creates one and leads to where one sees how it goes on.
    static func create(_ operation: OperationName, _ body: JSONText, otherwise id: String, _ request: ConsoleRequest) async throws(Problem) -> PageAnswer {
        do {
            let result = try await request.call(operation, .init(body: body))
            guard let job = result.body["id"]?.int else { return .redirect(LocalPath.chargePoint(id)) }
            return .redirect(path(operation, String(job)))
        } catch {
            // It was sent, and is a job with an outcome.
            guard let job = error.text("resource")?.split(separator: "/").last else { throw error }
            return .redirect(path(operation, String(job)))
        }
    }

    private static func path(_ operation: OperationName, _ job: String) -> String {
        LocalPath.of(operation == "createRemoteStart" ? RemoteStartPage.path : RemoteStopPage.path, ["jobId": job])
    }
}
