import CentralSystem
import Markup
import OCPP16
import WebAPI

/// The fields of a vendor, and what they say.
enum VendorForm {
    /// - Parameter values: as they are; nil for a vendor to come.
    static func fields(_ values: DataTransferVendorValues?, _ request: ConsoleRequest) -> HTML {
        let remove: HTML =
            values?.secret == nil
            ? "" : FormField(request: request, name: "removeSecret", label: request.text("Remove the secret: sign no longer", "비밀값 삭제 (서명하지 않음)")).box()
        return """
            \(FormField(request: request, name: "url", label: request.text("Post to", "전달 주소"),
                help: request.text(
                    "The http or https URL of your program. Whether it may be in a private network is a setting: webhook.allowPrivateAddresses.",
                    "프로그램의 http 또는 https URL입니다. 사설망 주소의 허용 여부는 webhook.allowPrivateAddresses 설정에 따릅니다."),
                value: values?.url, isRequired: true).text(type: "url", limits: ["maxlength": "2000"]))\
            \(FormField(request: request, name: "messageIds", label: "messageId",
                help: request.text(
                    "Those that your program understands, one in each line; others are answered UnknownMessageId. Empty: all.",
                    "프로그램이 이해하는 messageId를 한 줄에 하나씩 적습니다. 나머지에는 UnknownMessageId로 답합니다. 비우면 전체입니다."),
                value: values?.messageIds?.joined(separator: "\n")).area(rows: 4))\
            \(FormField(request: request, name: "timeoutSeconds", label: request.text("Wait for the answer (seconds)", "응답 대기 시간 (초)"),
                help: request.text("Charge points expect theirs within ten seconds.", "충전기는 10초 안에 응답을 기대합니다."),
                value: String(values?.timeoutSeconds ?? 5), isRequired: true).number(1...8))\
            \(FormField(request: request, name: "secret", label: request.text("Secret for the signature", "서명 비밀값"),
                help: values?.secret == nil
                    ? request.text(
                        "8 to 256 characters that your program knows too. It is never shown; without one, posts are not signed.",
                        "프로그램도 아는 8~256자입니다. 다시 표시하지 않으며, 없으면 서명하지 않습니다.")
                    : request.text("There is one, which is never shown. Left empty, it stays.", "지정되어 있으며 표시하지 않습니다. 비우면 그대로 둡니다."))
                .text(type: "password", autocomplete: "new-password", limits: ["maxlength": "256"]))\(remove)
            """
    }

    /// The members of the operation's body that the form says.
    ///
    /// - Parameter isKnown: whether the vendor is there already, whose secret stays unless another is given.
    static func members(_ request: ConsoleRequest, isKnown: Bool) throws(Problem) -> [(String, JSONText?)] {
        let form = request.form
        guard let timeout = form.integer("timeoutSeconds") else {
            throw .invalidMember("timeoutSeconds", request.text("Say how many seconds, from 1 to 8.", "1에서 8 사이의 초를 입력하십시오."))
        }
        let ids = (form["messageIds"] ?? "").split(whereSeparator: \.isNewline).map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
        let secret: JSONText? = form["secret"].map { .string($0) } ?? (isKnown && form["removeSecret"] == "true" ? .null : nil)
        return [
            ("url", .string(form["url"] ?? "")), ("timeoutSeconds", .integer(timeout)),
            ("messageIds", ids.isEmpty ? .null : .list(ids.map { .string($0) })), ("secret", secret),
        ]
    }
}

/// Registering a vendor.
struct NewVendorPage: ConsolePage {
    static let path = "/data-transfer/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createDataTransferVendor"]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let fields: HTML = """
            \(FormField(request: request, name: "vendorId", label: "vendorId",
                help: request.text(
                    "As the charge points send it, without regard to case: often a reversed domain, com.example.",
                    "충전기가 보내는 값이며 대소문자를 구분하지 않습니다. 보통 com.example처럼 거꾸로 적은 도메인입니다."),
                value: request.query["vendorId"], isRequired: true).text(limits: ["maxlength": "255"]))\
            \(VendorForm.fields(nil, request))
            """
        return .content(PageContent(
            request.text("Add a vendor", "제조사 추가"), trail: VendorPage.trail(request),
            main: Form.html(request, fields, submit: request.text("Add the vendor", "제조사 추가"))))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.form["vendorId"] ?? ""
        let members: [(String, JSONText?)] = [("vendorId", .string(id))] + (try VendorForm.members(request, isKnown: false))
        try await request.call("createDataTransferVendor", .init(body: .object(members)))
        return .redirect(VendorPage.path(of: id), .success(request.text(
            "The vendor is registered: its messages are posted from now on.", "제조사를 등록했습니다. 이제부터 메시지를 전달합니다.")))
    }
}

/// Changing a vendor.
struct EditVendorPage: ConsolePage {
    static let path = "/data-transfer/vendors/{vendorId}/edit"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["changeDataTransferVendor"]

    let dataTransfers: DataTransferService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let vendor = try await VendorPage.found(request, dataTransfers)
        let id = vendor.vendorId.text
        return .content(PageContent(
            request.text("Change \(id)", "제조사 변경: \(id)"), trail: VendorPage.trail(request, Link(id, VendorPage.path(of: id))),
            main: Form.html(request, VendorForm.fields(vendor.values, request), submit: request.text("Save", "저장"))))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["vendorId"] ?? ""
        try await request.call(
            "changeDataTransferVendor", .init(path: ["vendorId": id], body: .object(try VendorForm.members(request, isKnown: true))))
        return .redirect(VendorPage.path(of: id), .success(request.text("The changes are saved.", "저장했습니다.")))
    }
}
