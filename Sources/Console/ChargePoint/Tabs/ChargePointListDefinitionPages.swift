import CentralSystem
import Markup
import WebAPI

/// Defines the list of one charge point alone, which goes before its group's.
struct EditChargePointListPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/local-list/edit"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["putLocalList"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let definition = try await centralSystem.localLists.summary(of: frame.id).definition
        let own: LocalListSelection? = if case .chargePoint = definition?.owner { definition?.selection } else { nil }
        return .content(PageContent(
            request.text("The list of \(frame.id) alone", "\(frame.id)의 개별 목록"), trail: frame.trail(.localList),
            main: """
                <p class="lead">\(request.text(
                    "It goes before the list of its group. The charge point can then check these idTags while it is offline. Nothing is sent yet.",
                    "그룹의 목록보다 우선합니다. 충전기는 오프라인일 때 이 목록으로 idTag를 확인합니다. 아직 보내지 않습니다."))</p>
                \(Form.html(request, LocalListForm(request: request, selection: own).html, submit: request.text("Save", "저장")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        try LocalListForm.check(request)
        try await request.submit("putLocalList", path: ["id": id])
        return .redirect(LocalPath.of(ChargePointLocalListPage.path, ["id": id]), .success(request.text(
            "The list is saved. Now send it.", "목록을 저장했습니다. 이제 보내십시오.")))
    }
}

/// Removes the list that one charge point had alone.
struct DeleteChargePointListPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/local-list/delete"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["deleteLocalList"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        return .content(Confirmation.content(
            request, title: request.text("Remove the list of \(frame.id) alone?", "\(frame.id)의 개별 목록을 삭제할까요?"),
            consequence: request.text(
                "The list of its group holds from then on, if there is one. The charge point keeps what it has until a list is sent.",
                "이후에는 그룹의 목록이 있으면 그것을 따릅니다. 충전기는 새 목록을 받을 때까지 기존 목록을 유지합니다."),
            submit: request.text("Remove it", "삭제"), back: frame.path(.localList), trail: frame.trail(.localList)))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        try await request.call("deleteLocalList", .init(path: ["id": id]))
        return .redirect(LocalPath.of(ChargePointLocalListPage.path, ["id": id]), .success(request.text(
            "Its own list is removed.", "개별 목록을 삭제했습니다.")))
    }
}
