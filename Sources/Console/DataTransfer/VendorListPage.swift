import CentralSystem
import Markup
import OCPP16
import WebAPI

/// The vendors whose DataTransfers are handed to software of the operator's own.
struct VendorListPage: ConsolePage {
    static let path = "/data-transfer"

    let dataTransfers: DataTransferService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await dataTransfers.vendors(try request.page())
        let all = Fields([("action", "DataTransfer")]).url(MessageListPage.path)
        let new: HTML =
            request.may("createDataTransferVendor")
            ? "<a class=\"btn btn-primary\" href=\"\(NewVendorPage.path)\">\(request.text("Add a vendor", "제조사 추가"))</a>" : ""
        return .content(PageContent(
            request.text("Vendor messages (DataTransfer)", "제조사 메시지 (DataTransfer)"),
            actions: "<a class=\"btn btn-secondary\" href=\"\(all)\">\(request.text("All DataTransfer messages", "모든 DataTransfer 메시지"))</a>\(new)",
            main: """
                <p>\(request.text(
                    "With DataTransfer, charge points send what OCPP has no message for, in a manufacturer's own way. Messages of a vendor in this list are posted to a program of yours, whose answer goes back to the charge point; every other vendor is answered UnknownVendorId.",
                    "DataTransfer는 OCPP에 없는 내용을 충전기가 제조사 고유의 방식으로 보내는 메시지입니다. 이 목록에 있는 제조사의 메시지는 지정한 프로그램으로 전달되고 그 응답이 충전기로 돌아갑니다. 그 밖의 제조사에는 UnknownVendorId로 답합니다."))</p>
                \(list(page, request))
                """))
    }

    private func list(_ page: Page<DataTransferVendor>, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty || page.nextCursor != nil || request.query["cursor"] != nil else {
            return EmptyState.html(
                request.text("No vendor is registered", "등록된 제조사가 없습니다"),
                request.text(
                    "Add one when your charge points send DataTransfers that a program of yours understands. Charge points work without.",
                    "충전기가 보내는 DataTransfer를 이해하는 프로그램이 있을 때 추가하십시오. 없어도 충전기는 동작합니다."),
                actions: request.may("createDataTransferVendor") ? [Link(request.text("Add a vendor", "제조사 추가"), NewVendorPage.path)] : [])
        }
        return DataTable(
            request: request, caption: request.text("Vendors", "제조사"),
            columns: [
                Column("vendorId") { vendor in
                    Link(vendor.vendorId.text, VendorPage.path(of: vendor.vendorId.text)).html
                },
                Column(request.text("Messages", "메시지")) { "\(VendorWords.messages($0.values, request))" },
                Column(request.text("Posted to", "전달 주소")) { "<code class=\"wraps\">\($0.values.url)</code>" },
                Column(request.text("Signed", "서명")) { VendorWords.signature($0.values, request) },
                Column(request.text("Changed", "변경"), isSecondary: true) { TimeText.ago($0.updatedAt, request) },
            ], rows: page.items, next: page.nextCursor
        ).html
    }
}

/// Vendors in words.
enum VendorWords {
    static func messages(_ values: DataTransferVendorValues, _ request: ConsoleRequest) -> String {
        guard let ids = values.messageIds else { return request.text("all", "전체") }
        guard !ids.isEmpty else { return request.text("none", "없음") }
        let rest = ids.count > 5 ? request.text(" and \(ids.count - 5) more", " 외 \(ids.count - 5)개") : ""
        return ids.prefix(5).joined(separator: ", ") + rest
    }

    static func signature(_ values: DataTransferVendorValues, _ request: ConsoleRequest) -> HTML {
        values.secret == nil
            ? StatusBadge.html(request.text("not signed", "서명 없음"), .neutral) : StatusBadge.html(request.text("signed", "서명함"), .good)
    }
}
