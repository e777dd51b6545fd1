import CentralSystem
import Markup
import OCPP16
import WebAPI

/// The part of a form that says which idTags a list shall hold: for groups, and for one charge point.
struct LocalListForm: Sendable {
    let request: ConsoleRequest
    var selection: LocalListSelection?

    var html: HTML {
        """
        \(FormField(
            request: request, name: "all", label: request.text("Every registered idTag", "등록된 모든 idTag"),
            value: selection?.all == true ? "true" : nil).box())\
        \(FormField(
            request: request, name: "parentIdTags", label: request.text("The idTags of these groups (parentIdTag)", "이 그룹(parentIdTag)의 idTag"),
            help: request.text("One in each line. Who joins the group later is in the list too.", "한 줄에 하나씩. 나중에 그룹에 추가되는 idTag도 포함됩니다."),
            value: text(selection?.parentIdTags.map(\.text))).area(rows: 3))\
        \(FormField(
            request: request, name: "idTags", label: request.text("These idTags", "포함할 idTag"),
            help: request.text(
                "One in each line. Status, expiry and group are those of the registered idTag; those that are not registered are left out.",
                "한 줄에 하나씩. 상태, 만료, 그룹은 등록된 idTag의 값이며, 등록되지 않은 idTag는 제외됩니다."),
            value: text(selection?.idTags.map(\.text))).area(rows: 12))
        """
    }

    private func text(_ idTags: [String]?) -> String? { idTags?.joined(separator: "\n") }

    /// - Throws: `Problem` when nothing is chosen.
    static func check(_ request: ConsoleRequest) throws(Problem) {
        guard ["all", "idTags", "parentIdTags"].allSatisfy({ request.form[$0] == nil }) else { return }
        throw Problem.invalidMember("idTags", request.text(
            "Name at least one idTag or group, or take every idTag.", "idTag나 그룹을 하나 이상 적거나 모든 idTag를 선택하십시오."))
    }
}

/// Makes the list of a group.
struct NewLocalListPage: ConsolePage {
    static let path = "/local-lists/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createLocalList"]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let group = FormField(
            request: request, name: "group", label: request.text("Group of charge points", "충전기 그룹"),
            help: request.text(
                "As it stands on the registration page of the charge points; exactly.", "충전기의 등록 정보 페이지에 적힌 그룹과 정확히 같아야 합니다."),
            value: request.query["group"], isRequired: true
        ).text(limits: ["maxlength": "100"])
        return .content(PageContent(
            request.text("New local list", "새 로컬 목록"), trail: LocalListGroupPage.trail(request),
            main: """
                <p class="lead">\(request.text(
                    "Charge points of the group that have no list of their own get it. Nothing is sent yet.",
                    "개별 목록이 없는 그룹의 충전기에 적용됩니다. 아직 보내지 않습니다."))</p>
                \(Form.html(request, "\(group)\(LocalListForm(request: request).html)", submit: request.text("Save", "저장")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try LocalListForm.check(request)
        try await request.submit("createLocalList")
        return .redirect(LocalListGroupPage.of(request.form["group"] ?? ""), .success(request.text(
            "The list is saved. Now send it to the charge points.", "목록을 저장했습니다. 이제 충전기에 보내십시오.")))
    }
}

/// Changes the list of a group.
struct EditLocalListPage: ConsolePage {
    static let path = "/local-lists/groups/{group}/edit"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["putGroupLocalList"]

    let lists: LocalListService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let group = request.parameters["group"] ?? ""
        let definition = try await lists.definition(ofGroup: group)
        return .content(PageContent(
            request.text("Edit the list of \(group)", "\(group) 목록 편집"), trail: LocalListGroupPage.trail(request, group),
            main: Form.html(
                request, LocalListForm(request: request, selection: definition.selection).html, submit: request.text("Save", "저장"))))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let group = request.parameters["group"] ?? ""
        try LocalListForm.check(request)
        try await request.submit("putGroupLocalList", path: ["group": group])
        return .redirect(LocalListGroupPage.of(group), .success(request.text(
            "The list is saved. Charge points keep what they have until it is sent.",
            "목록을 저장했습니다. 보낼 때까지 충전기는 기존 목록을 유지합니다.")))
    }
}

/// Removes the list of a group.
struct DeleteLocalListPage: ConsolePage {
    static let path = "/local-lists/groups/{group}/delete"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["deleteGroupLocalList"]

    let lists: LocalListService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let group = request.parameters["group"] ?? ""
        _ = try await lists.definition(ofGroup: group)
        return .content(Confirmation.content(
            request, title: request.text("Delete the list of \(group)?", "그룹 \(group)의 목록을 삭제할까요?"),
            consequence: request.text(
                "What the list names is forgotten here. The charge points keep the list that they hold until another one is sent.",
                "여기에 정의된 목록이 삭제됩니다. 충전기는 다른 목록을 받을 때까지 기존 목록을 유지합니다."),
            submit: request.text("Delete it", "삭제"), back: LocalListGroupPage.of(group), trail: LocalListGroupPage.trail(request, group)))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await request.call("deleteGroupLocalList", .init(path: ["group": request.parameters["group"] ?? ""]))
        return .redirect(LocalListGroupsPage.path, .success(request.text("The list is deleted.", "목록을 삭제했습니다.")))
    }
}
