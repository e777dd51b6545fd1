import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// The firmware images that charge points can fetch from this server.
struct FirmwareImagesPage: ConsolePage {
    static let path = "/firmware"

    let images: FirmwareImageService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await images.list(request.page())
        let add: HTML =
            request.may("uploadFirmwareImage")
            ? "<a class=\"btn btn-primary\" href=\"\(UploadImagePage.path)\">\(request.text("Upload an image", "이미지 업로드"))</a>" : ""
        let content = page.items.isEmpty ? empty(request) : DataTable(
            request: request, caption: request.text("Images", "이미지"), columns: columns(request), rows: page.items, next: page.nextCursor
        ).html
        return .content(PageContent(
            request.text("Firmware", "펌웨어"), actions: add, main: "\(Console.firmwareTabs(request))\(content)"))
    }

    private func empty(_ request: ConsoleRequest) -> HTML {
        EmptyState.html(
            request.text("There are no firmware images yet", "아직 펌웨어 이미지가 없습니다"),
            request.text(
                "Upload the file that the vendor gave you. Then update one charge point with it, and when that went well, all of them with a campaign.",
                "제조사가 제공한 파일을 업로드하십시오. 먼저 충전기 한 대를 업데이트해 보고, 문제가 없으면 캠페인으로 모두 업데이트하십시오."),
            actions: request.may("uploadFirmwareImage") ? [Link(request.text("Upload an image", "이미지 업로드"), UploadImagePage.path)] : [])
    }

    private func columns(_ request: ConsoleRequest) -> [Column<FirmwareImage>] {
        [
            Column(request.text("File", "파일")) { image in
                "\(image.fileName)<br><code class=\"detail\" title=\"SHA-256: \(image.file.sha256)\">\(image.file.sha256.prefix(16))…</code>\(actions(image, request))"
            },
            Column(request.text("Version", "버전")) { "\($0.version ?? "–")" },
            Column(request.text("For", "대상 모델")) { image in
                let text = [image.vendor, image.model].compactMap { $0 }.joined(separator: " ")
                return "\(text.isEmpty ? "–" : text)"
            },
            Column(request.text("Size", "크기"), isNumber: true, isSecondary: true) { "\(FirmwareWords.size($0.file.sizeBytes))" },
            Column(request.text("Uploaded", "업로드 시각"), isSecondary: true) { TimeText.html($0.createdAt) },
        ]
    }

    /// Below the name, where there is room for them on a phone too.
    private func actions(_ image: FirmwareImage, _ request: ConsoleRequest) -> HTML {
        var links: [HTML] = []
        if request.may("startFirmwareUpdate") {
            links.append("<a href=\"\(NewUpdatePage.path)?imageId=\(image.id)\">\(request.text("Update one charge point", "한 대 업데이트"))</a>")
        }
        if request.may("createFirmwareCampaign") {
            links.append("<a href=\"\(NewCampaignPage.path)?imageId=\(image.id)\">\(request.text("Begin a campaign", "캠페인 시작"))</a>")
        }
        if request.may("deleteFirmwareImage") {
            links.append("<a href=\"/firmware/images/\(image.id)/delete\" aria-label=\"\(request.text("Delete \(image.fileName)", "\(image.fileName) 삭제"))\">\(request.text("Delete", "삭제"))</a>")
        }
        return links.isEmpty ? "" : "<div class=\"row-links\">\(links)</div>"
    }
}

/// Takes a new image in.
struct UploadImagePage: ConsolePage {
    static let path = "/firmware/upload"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["uploadFirmwareImage"]
    static let takesFile = true

    let images: FirmwareImageService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        func field(_ name: String, _ label: String, _ help: String? = nil, _ longest: String) -> HTML {
            FormField(request: request, name: name, label: label, help: help).text(limits: ["maxlength": longest])
        }
        let version = field(
            "version", request.text("Version", "버전"),
            request.text(
                "Exactly what the charge point reports in BootNotification once it runs it. With it, the server knows whether an update succeeded.",
                "설치 후 충전기가 BootNotification으로 보고하는 값과 똑같이 입력하십시오. 그래야 업데이트 성공 여부를 확인할 수 있습니다."), "50")
        let sum = field(
            "sha256", request.text("SHA-256 by the vendor", "제조사가 제공한 SHA-256"),
            request.text("64 hexadecimal digits. A file with another sum is refused.", "16진수 64자리. 다르면 파일을 받지 않습니다."), "64")
        let bytes = FirmwareWords.size(Int64(images.maximumBytes))
        return .content(PageContent(
            request.text("Upload a firmware image", "펌웨어 이미지 업로드"), trail: Console.firmwareTrail(request),
            main: """
                <form method="post" action="\(request.path)" class="form" enctype="multipart/form-data">\(Form.key(request))
                \(version)<div class="form-columns">\(field("vendor", request.text("Vendor", "제조사"), nil, "255"))\(field("model", request.text("Model", "모델"), nil, "255"))</div>\(sum)
                <div class="field"><label class="form-label" for="field-file">\(request.text("File", "파일"))</label>
                <input class="form-control" type="file" id="field-file" name="file" required aria-describedby="field-file-help">
                <div class="form-text" id="field-file-help">\(request.text("At most \(bytes). It is sent to charge points as it is.", "최대 \(bytes). 파일은 그대로 충전기에 전달됩니다."))</div></div>
                <p class="form-end"><button class="btn btn-primary">\(request.text("Upload", "업로드"))</button></p></form>
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let upload = request.upload, let file = upload.file, let name = upload.fileName else {
            throw Problem.invalidMember("file", request.text("Choose a file to upload.", "업로드할 파일을 선택하십시오."))
        }
        // Some browsers send a whole path.
        var query = ["fileName": String(name.split { $0 == "/" || $0 == "\\" }.last ?? "")]
        for member in ["version", "vendor", "model", "sha256"] {
            if let value = request.form[member] { query[member] = value }
        }
        try await request.call("uploadFirmwareImage", .init(query: query, file: file))
        return .redirect(FirmwareImagesPage.path, .success(request.text("The image is uploaded.", "이미지를 업로드했습니다.")))
    }
}

/// Removes an image.
struct DeleteImagePage: ConsolePage {
    static let path = "/firmware/images/{image}/delete"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["deleteFirmwareImage"]

    let images: FirmwareImageService

    private func id(_ request: ConsoleRequest) -> Int64 { request.parameters["image"].flatMap { Int64($0) } ?? 0 }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let image = try await images.get(id(request))
        return .content(Confirmation.content(
            request, title: request.text("Delete \(image.fileName)?", "\(image.fileName) 파일을 삭제할까요?"),
            consequence: request.text(
                "The file is gone for good. Charge points that run this firmware keep it; updates that are over keep its name.",
                "파일이 영구히 삭제됩니다. 이미 설치한 충전기에는 영향이 없고, 끝난 업데이트에는 이름이 남습니다."),
            submit: request.text("Delete it", "삭제"), back: FirmwareImagesPage.path, trail: Console.firmwareTrail(request)))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await request.call("deleteFirmwareImage", .init(path: ["imageId": String(id(request))]))
        return .redirect(FirmwareImagesPage.path, .success(request.text("The image is deleted.", "이미지를 삭제했습니다.")))
    }
}
