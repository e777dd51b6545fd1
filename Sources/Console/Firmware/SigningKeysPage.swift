import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// The keys that this server signs firmware with; for administrators.
struct SigningKeysPage: ConsolePage {
    static let path = "/firmware/signing-keys"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["createFirmwareSigningKey"]

    let keys: FirmwareSigningKeyService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await keys.list(request.page())
        let list = page.items.isEmpty ? EmptyState.html(
            request.text("There are no signing keys yet", "아직 서명 키가 없습니다"),
            request.text(
                "With a key, updates can go out as SignedUpdateFirmware. Charge points must trust its certificate (ManufacturerRootCertificate).",
                "키가 있으면 업데이트를 SignedUpdateFirmware로 보낼 수 있습니다. 충전기가 그 인증서(ManufacturerRootCertificate)를 신뢰해야 합니다."))
            : DataTable(
                request: request, caption: request.text("Signing keys", "서명 키"), columns: columns(request), rows: page.items, next: page.nextCursor
            ).html
        return .content(PageContent(
            request.text("Signing keys", "서명 키"), trail: Console.firmwareTrail(request),
            main: "\(Console.firmwareTabs(request))\(list)\(Panel.html(request.text("Add a key", "키 추가"), form(request)))"))
    }

    private func form(_ request: ConsoleRequest) -> HTML {
        let fields: HTML = """
            \(FormField(request: request, name: "name", label: request.text("Name", "이름"), isRequired: true).text(limits: ["maxlength": "100"]))
            \(FormField(
                request: request, name: "certificate", label: request.text("Certificate (PEM)", "인증서 (PEM)"),
                help: request.text("Sent to charge points with every signed update.", "서명한 업데이트마다 충전기에 전달됩니다."), isRequired: true).area(rows: 5))
            <div class="field"><label class="form-label" for="field-privateKey">\(request.text("Private key (PEM, not encrypted)", "개인 키 (PEM, 암호화되지 않은 것)"))</label>
            <textarea class="form-control" id="field-privateKey" name="privateKey" rows="5" required autocomplete="off" spellcheck="false" aria-describedby="field-privateKey-help"></textarea>
            <div class="form-text" id="field-privateKey-help">\(request.text(
                "RSA of 2048 bits or more, or P-256, P-384, P-521. It is kept in a file that only the server reads, and never shown again.",
                "RSA 2048비트 이상 또는 P-256, P-384, P-521. 서버만 읽는 파일에 보관하며 다시 표시하지 않습니다."))</div></div>
            """
        return Form.html(request, fields, submit: request.text("Add the key", "키 추가"))
    }

    private func columns(_ request: ConsoleRequest) -> [Column<FirmwareSigningKey>] {
        [
            Column(request.text("Name", "이름")) { "\($0.name)" }, Column(request.text("Kind", "종류")) { "\($0.kind.rawValue)" },
            Column(request.text("Certificate", "인증서")) { "\($0.subject)" },
            Column(request.text("Valid until", "유효 종료")) { key in
                let isOver = key.notAfter <= request.now
                return isOver ? "\(StatusBadge.html(request.text("Expired", "만료됨"), .bad)) \(TimeText.html(key.notAfter))" : TimeText.html(key.notAfter)
            },
            Column(request.text("Added", "추가"), isSecondary: true) { "\(TimeText.html($0.createdAt)) · \($0.createdBy)" },
            Column("") { "<a class=\"btn btn-sm btn-quiet\" href=\"\(Self.path)/\($0.id)/delete\">\(request.text("Delete", "삭제"))</a>" },
        ]
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await request.submit("createFirmwareSigningKey")
        return .redirect(Self.path, .success(request.text("The key is added.", "키를 추가했습니다.")))
    }
}

/// Removes a signing key.
struct DeleteSigningKeyPage: ConsolePage {
    static let path = "/firmware/signing-keys/{key}/delete"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["deleteFirmwareSigningKey"]

    let keys: FirmwareSigningKeyService

    private func id(_ request: ConsoleRequest) -> Int64 { request.parameters["key"].flatMap { Int64($0) } ?? 0 }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let key = try await keys.get(id(request))
        return .content(Confirmation.content(
            request, title: request.text("Delete the key \(key.name)?", "\(key.name) 키를 삭제할까요?"),
            consequence: request.text(
                "The private key is removed from this server for good. Signatures that went out stay good.",
                "개인 키가 서버에서 영구히 삭제됩니다. 이미 보낸 서명은 그대로 유효합니다."),
            submit: request.text("Delete it", "삭제"), back: SigningKeysPage.path, trail: Console.firmwareTrail(request)))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await request.call("deleteFirmwareSigningKey", .init(path: ["signingKeyId": String(id(request))]))
        return .redirect(SigningKeysPage.path, .success(request.text("The key is deleted.", "키를 삭제했습니다.")))
    }
}
