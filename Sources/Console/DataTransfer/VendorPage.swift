import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// One vendor: which messages are handed on, where to, and what the program there gets and says.
struct VendorPage: ConsolePage {
    static let path = "/data-transfer/vendors/{vendorId}"

    let dataTransfers: DataTransferService

    static func path(of vendorId: String) -> String { LocalPath.of(path, ["vendorId": vendorId]) }

    static func trail(_ request: ConsoleRequest, _ further: Link...) -> [Link] {
        [Link(request.text("Vendor messages", "제조사 메시지"), VendorListPage.path)] + further
    }

    /// The vendor that the path names.
    ///
    /// - Throws: `Problem`, `CentralSystemError` (`.notFound`).
    static func found(_ request: ConsoleRequest, _ dataTransfers: DataTransferService) async throws -> DataTransferVendor {
        guard let id = try? CiString<255>(request.parameters["vendorId"] ?? "") else {
            throw Problem(.notFound, request.text("There is no such vendor.", "그런 제조사가 없습니다."))
        }
        return try await dataTransfers.vendor(id)
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let vendor = try await Self.found(request, dataTransfers)
        let (id, values) = (vendor.vendorId.text, vendor.values)
        let ids: HTML =
            values.messageIds.map { ids in
                ids.isEmpty
                    ? "\(request.text("none: every message is answered UnknownMessageId", "없음: 모든 메시지에 UnknownMessageId로 답함"))"
                    : ids.reduce(into: HTML.empty) { $0 += "<code>\($1)</code> " }
            } ?? "\(request.text("all", "전체"))"
        var actions: HTML = ""
        if request.may("changeDataTransferVendor") {
            actions += "<a class=\"btn btn-secondary\" href=\"\(LocalPath.of(EditVendorPage.path, ["vendorId": id]))\">\(request.text("Change", "변경"))</a>"
        }
        if request.may("deleteDataTransferVendor") {
            actions += "<a class=\"btn btn-danger\" href=\"\(LocalPath.of(VendorRemovalPage.path, ["vendorId": id]))\">\(request.text("Remove …", "삭제 …"))</a>"
        }
        let facts = Facts.html([
            ("vendorId", "<code class=\"wraps\">\(id)</code>"), (request.text("Messages (messageId)", "메시지 (messageId)"), ids),
            (request.text("Posted to", "전달 주소"), "<code class=\"wraps\">\(values.url)</code>"),
            (request.text("Waits for the answer", "응답 대기"), "\(values.timeoutSeconds) \(request.text("s", "초"))"),
            (request.text("Signature", "서명"), VendorWords.signature(values, request)),
            (request.text("Registered", "등록"), TimeText.html(vendor.createdAt)),
            (request.text("Changed", "변경"), TimeText.html(vendor.updatedAt)),
        ])
        return .content(PageContent(
            id, trail: Self.trail(request), actions: actions,
            main: """
                \(Panel.html(request.text("At a glance", "한눈에 보기"), facts))\
                \(Panel.html(request.text("What it said lately", "최근 메시지"), said(id, request)))\
                \(Panel.html(request.text("For whoever writes the program", "프로그램 개발자를 위한 안내"), contract(vendor, request)))
                """))
    }

    private func said(_ id: String, _ request: ConsoleRequest) -> HTML {
        let messages = Fields([("action", "DataTransfer"), ("text", id)]).url(MessageListPage.path)
        return """
            <p>\(request.text(
                "DataTransfer messages both ways in which this vendorId stands, with their answers.",
                "이 vendorId가 들어 있는 양방향 DataTransfer 메시지와 응답입니다."))</p>
            <p><a class="btn btn-secondary" href="\(messages)">\(request.text("See them in the message log", "메시지 로그에서 보기"))</a></p>
            """
    }

    /// What is posted, and what is expected.
    private func contract(_ vendor: DataTransferVendor, _ request: ConsoleRequest) -> HTML {
        let message = vendor.values.messageIds?.first ?? "Tariff"
        let posted = """
            {"chargePointId": "CP-1", "vendorId": "\(vendor.vendorId.text)", "messageId": "\(message)", "data": "…", "receivedAt": "\(request.now.rfc3339)"}
            """
        let signed =
            vendor.values.secret == nil
            ? request.text(
                "Posts are not signed: whoever knows the address can pretend to be this server. Give the vendor a secret to have them signed.",
                "서명하지 않으므로 주소를 아는 누구나 이 서버인 척할 수 있습니다. 비밀값을 지정하면 서명합니다.")
            : request.text(
                "Each post carries the header Stationmaster-Signature: sha256= with the HMAC-SHA256 of the body in hexadecimal, made with the secret.",
                "모든 요청에는 Stationmaster-Signature: sha256= 헤더가 있으며, 비밀값으로 만든 본문의 HMAC-SHA256(16진수)이 들어 있습니다.")
        return """
            <p>\(request.text("A message is posted as JSON:", "메시지는 JSON으로 전달됩니다:"))</p><pre class="json" tabindex="0" lang="en">\(posted)</pre>
            <p>\(request.text(
                "The answer must come in time, with a status of 2xx, as JSON of at most 64 KiB:", "정해진 시간 안에 2xx 상태와 최대 64 KiB의 JSON으로 답해야 합니다:"))</p>
            <pre class="json" tabindex="0" lang="en">{"status": "Accepted", "data": "…"}</pre>
            <p>\(request.text(
                "The status is one of Accepted, Rejected, UnknownMessageId and UnknownVendorId. Anything else, or no answer, becomes Rejected. The same message may come twice, because charge points repeat what was not answered.",
                "status는 Accepted, Rejected, UnknownMessageId, UnknownVendorId 중 하나입니다. 그 밖의 응답이나 응답이 없는 경우는 Rejected가 됩니다. 충전기는 응답받지 못한 메시지를 다시 보내므로 같은 메시지가 두 번 올 수 있습니다."))</p>
            <p>\(signed)</p>
            """
    }
}

/// Before a vendor is registered no longer.
struct VendorRemovalPage: ConsolePage {
    static let path = "/data-transfer/vendors/{vendorId}/remove"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["deleteDataTransferVendor"]

    let dataTransfers: DataTransferService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = try await VendorPage.found(request, dataTransfers).vendorId.text
        return .content(Confirmation.content(
            request, title: request.text("Remove \(id)?", "제조사 삭제: \(id)"),
            consequence: request.text(
                "Its DataTransfers are posted no longer; charge points are answered UnknownVendorId from now on. The secret is forgotten. What was said stays in the message log.",
                "이 제조사의 DataTransfer를 더 이상 전달하지 않으며, 이제부터 충전기에 UnknownVendorId로 답합니다. 비밀값은 지워집니다. 지금까지의 메시지는 메시지 로그에 남습니다."),
            submit: request.text("Remove it", "삭제"), back: VendorPage.path(of: id), trail: VendorPage.trail(request, Link(id, VendorPage.path(of: id)))))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await request.call("deleteDataTransferVendor", .init(path: ["vendorId": request.parameters["vendorId"] ?? ""]))
        return .redirect(VendorListPage.path, .success(request.text("The vendor is removed.", "제조사를 삭제했습니다.")))
    }
}
