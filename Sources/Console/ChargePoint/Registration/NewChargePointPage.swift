import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Adds a charge point, and then shows once what must be typed into it.
struct NewChargePointPage: ConsolePage {
    static let path = "/charge-points/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createChargePoint"]

    let centralSystem: CentralSystem

    /// Where the password comes from.
    enum PasswordChoice: String, CaseIterable, Sendable {
        case generate
        case own
        case none
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        .content(PageContent(
            request.text("Add a charge point", "충전기 추가"), trail: [Link(request.text("Charge points", "충전기"), ChargePointListPage.path)],
            main: """
                <p class="lead">\(request.text(
                    "Afterwards you see the exact URL, the password and the settings to type into the charge point.",
                    "추가하면 충전기에 입력할 정확한 URL과 비밀번호, 설정을 보여 줍니다."))</p>\
                \(Form.html(request, fields(request), submit: request.text("Add it", "추가")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        var creating = request
        creating.form = try Self.body(of: request.form, request)
        let result = try await creating.submit("createChargePoint")
        let chargePoint = try await centralSystem.chargePoints.get(result.body["id"]?.string ?? request.form["id"] ?? "")
        let password = result.body["password"]?.string ?? creating.form["password"]
        return .content(AccessCard(request: request, chargePoint: chargePoint, password: password).content(
            title: request.text("\(chargePoint.id) is added", "\(chargePoint.id) 추가됨"),
            message: request.text("The charge point is registered.", "충전기를 등록했습니다.")))
    }

    /// The form without what is only a choice of it.
    private static func body(of form: Fields, _ request: ConsoleRequest) throws(Problem) -> Fields {
        let body = form.with(["passwordChoice": nil, "password": nil])
        switch form.value("passwordChoice", as: PasswordChoice.self) {
        case .generate: return body.with(["generatePassword": "true"])
        case .own:
            guard let password = form["password"] else {
                throw Problem.invalidMember("password", request.text("Type a password, or have one made.", "비밀번호를 입력하거나 자동 생성을 선택하십시오."))
            }
            return body.with(["password": password])
        case PasswordChoice.none?, nil: return body
        }
    }

    private func fields(_ request: ConsoleRequest) -> HTML {
        """
        \(FormField(
            request: request, name: "id", label: request.text("Identity", "충전기 식별자"),
            help: request.text(
                "The last part of its URL, 1 to 48 characters; exactly as the charge point has it, upper and lower case differ.",
                "접속 URL의 마지막 부분, 1~48자. 충전기에 설정된 것과 대소문자까지 같아야 합니다."),
            value: request.query["id"], isRequired: true).text(limits: ["maxlength": "48"]))\
        \(FormField(
            request: request, name: "passwordChoice", label: request.text("Password", "비밀번호"),
            help: request.text("Without one, anybody who knows the identity can connect in its place.", "비밀번호가 없으면 식별자를 아는 누구나 대신 연결할 수 있습니다."),
            value: PasswordChoice.generate.rawValue, isRequired: true
        ).choice([
            .init(PasswordChoice.generate.rawValue, request.text("Make one, and show it once", "자동 생성 (한 번만 표시)")),
            .init(PasswordChoice.own.rawValue, request.text("The one below", "아래 비밀번호 사용")),
            .init(PasswordChoice.none.rawValue, request.text("None", "없음")),
        ]))\
        \(FormField(
            request: request, name: "password", label: request.text("Password of your own", "직접 지정할 비밀번호"),
            help: request.text("At most 128 bytes; many charge points take 16 to 20 characters.", "최대 128바이트. 많은 충전기가 16~20자를 사용합니다.")
        ).text(type: "password", autocomplete: "new-password", limits: ["maxlength": "128"]))\
        \(FormField(
            request: request, name: "securityProfile", label: request.text("Security profile", "보안 프로파일"),
            help: request.text("Below this it is refused.", "이보다 낮은 프로파일의 연결은 거절합니다.")
        ).choice(ProtectionWords.options(request.language)))\
        \(FormField(
            request: request, name: "group", label: request.text("Group", "그룹"),
            help: request.text("A site or a kind; lists, templates and bulk operations can aim at it.", "설치 장소나 종류. 목록, 템플릿, 일괄 작업의 대상이 될 수 있습니다.")
        ).text(limits: ["maxlength": "100"]))\
        \(FormField(request: request, name: "note", label: request.text("Note", "메모")).area(rows: 2))
        """
    }
}
