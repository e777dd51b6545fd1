import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// The part of a form that says which firmware it is, and who signs it.
struct FirmwareSourceForm: Sendable {
    let request: ConsoleRequest
    let images: [FirmwareImage]
    let keys: [FirmwareSigningKey]

    init(_ request: ConsoleRequest, _ centralSystem: CentralSystem) async throws {
        self.request = request
        images = try await centralSystem.firmwareImages.list(.init(limit: 200)).items
        keys = try await centralSystem.firmwareSigningKeys.list(.init(limit: 100)).items
    }

    var html: HTML {
        let none = FormField.Option("", request.text("– (another location, below)", "– (아래 다른 위치)"))
        return """
            <fieldset><legend>\(request.text("Which firmware", "펌웨어"))</legend>
            \(FormField(
                request: request, name: "imageId", label: request.text("Image of this server", "서버의 이미지"), value: request.query["imageId"] ?? images.first.map { String($0.id) }
            ).choice([none] + images.map { .init(String($0.id), FirmwareWords.label($0)) }))
            <details class="more"\(isElsewhere ? " open" : "")><summary>\(request.text("Another location, version, retries", "다른 위치, 버전, 재시도"))</summary>
            \(FormField(
                request: request, name: "location", label: request.text("Location", "파일 위치") + " (URL)",
                help: request.text("In place of an image: given to the charge point as it is, for example ftp://…", "이미지 대신 사용합니다. 예: ftp://… 그대로 충전기에 전달됩니다.")).text())
            \(FormField(
                request: request, name: "version", label: request.text("Version that is expected afterwards", "설치 후 예상 버전"),
                help: request.text("Empty: that of the image.", "비워 두면 이미지의 버전입니다.")).text(limits: ["maxlength": "50"]))
            <div class="form-columns">\(FormField(request: request, name: "retries", label: request.text("Retries", "재시도 횟수")).number(0...1000))
            \(FormField(request: request, name: "retryInterval", label: request.text("Seconds between tries", "재시도 간격 (초)")).number(0...1_000_000))</div></details>
            \(signing)</fieldset>
            """
    }

    private var isElsewhere: Bool {
        ["location", "version", "retries", "retryInterval"].contains { request.form[$0] != nil }
    }

    private var signing: HTML {
        guard !keys.isEmpty else { return "" }
        let none = FormField.Option("", request.text("Not signed (UpdateFirmware)", "서명 안 함 (UpdateFirmware)"))
        return FormField(
            request: request, name: "signingKeyId", label: request.text("Signed with", "서명 키"),
            help: request.text("Signed updates go out as SignedUpdateFirmware (security whitepaper).", "서명하면 SignedUpdateFirmware로 보냅니다.")
        ).choice([none] + keys.map { .init(String($0.id), "\($0.name) (\($0.kind.rawValue))") })
    }

    /// The members of the operation's body.
    func members() throws(Problem) -> [(String, JSONText?)] {
        let form = request.form
        func number(_ name: String) throws(Problem) -> JSONText? {
            guard let text = form[name] else { return nil }
            guard let value = Int(text) else {
                throw .invalidMember(name, request.text("A whole number is needed.", "정수를 입력하십시오."))
            }
            return .integer(value)
        }
        guard (form["imageId"] == nil) != (form["location"] == nil) else {
            throw .invalidMember("imageId", request.text("Choose an image, or give a location elsewhere.", "이미지를 고르거나 다른 위치를 입력하십시오."))
        }
        return [
            ("imageId", try number("imageId")), ("location", form["location"].map { .string($0) }),
            ("version", form["version"].map { .string($0) }), ("retries", try number("retries")), ("retryInterval", try number("retryInterval")),
            ("signed", try number("signingKeyId").map { .object(["signingKeyId": $0]) }),
        ]
    }
}

/// Updates one charge point.
struct NewUpdatePage: ConsolePage {
    static let path = "/firmware/updates/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["startFirmwareUpdate"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let source = try await FirmwareSourceForm(request, centralSystem)
        let fields: HTML = """
            \(FormField(
                request: request, name: "chargePointId", label: request.text("Charge point", "충전기"), value: request.query["chargePointId"], isRequired: true,
                suggestions: .chargePoints).text())
            \(source.html)
            \(FormField(
                request: request, name: "retrieveDate", label: request.text("Not before", "다운로드 시작 시각") + " (retrieveDate, \(LocalTime(request).zone))",
                help: request.text("Empty: at once.", "비워 두면 즉시 시작합니다.")).text(type: "datetime-local"))
            """
        return .content(PageContent(
            request.text("Update a charge point", "충전기 업데이트"),
            trail: Console.firmwareTrail(request) + [Link(request.text("Updates", "업데이트"), FirmwareUpdatesPage.path)],
            main: """
                <p class="lead">\(request.text(
                    "The charge point downloads the firmware, installs it when nobody charges, and reboots. Drivers cannot charge there meanwhile.",
                    "충전기가 펌웨어를 내려받아 충전이 없을 때 설치하고 재부팅합니다. 그동안은 충전할 수 없습니다."))</p>
                \(Form.html(request, fields, submit: request.text("Send the update", "업데이트 보내기")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let source = try await FirmwareSourceForm(request, centralSystem)
        let date = try ScheduleForm(request).moment("retrieveDate")
        let body = JSONText.object(
            [("chargePointId", .string(request.form["chargePointId"] ?? "")), ("retrieveDate", date.map { .string($0.rfc3339) })] + (try source.members()))
        let result = try await request.call("startFirmwareUpdate", .init(body: body))
        return .redirect(FirmwareUpdatePage.of(Int64(result.body["id"]?.int ?? 0)), .success(request.text(
            "The update was sent. Its history goes on here.", "업데이트를 보냈습니다. 진행 상황이 여기에 표시됩니다.")))
    }
}
