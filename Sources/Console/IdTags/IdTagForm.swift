import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The fields of an idTag, and what they make of it.
struct IdTagForm: Sendable {
    let request: ConsoleRequest
    /// What stands in the fields at first.
    var values = IdTagValues()

    var html: HTML {
        let time = LocalTime(request)
        let status = FormField(
            request: request, name: "status", label: request.text("Status", "상태"),
            help: request.text(
                "Accepted may charge. Blocked and Invalid may not.", "Accepted만 충전할 수 있습니다. Blocked와 Invalid는 충전할 수 없습니다."),
            value: values.status.rawValue, isRequired: true)
        let expiry = FormField(
            request: request, name: "expiryDate", label: request.text("Expires", "만료 시각"),
            help: request.text("From then on it may not charge. Times are in \(time.zone); empty: never.", "이 시각부터 충전할 수 없습니다. 시간대: \(time.zone). 비우면 만료되지 않습니다."),
            value: values.expiryDate.map(time.field))
        let parent = FormField(
            request: request, name: "parentIdTag", label: request.text("Group (parentIdTag)", "그룹 (parentIdTag)"),
            help: request.text(
                "Members of a group may end each other's sessions and use each other's reservations.",
                "같은 그룹의 구성원은 서로의 세션을 종료하고 예약을 사용할 수 있습니다."),
            value: values.parentIdTag?.text)
        let maximum = FormField(
            request: request, name: "maximumConcurrentTransactions", label: request.text("Sessions at a time", "동시 세션 수"),
            help: request.text("Empty: the server's default. 0: no limit.", "비우면 서버 기본값, 0은 제한 없음입니다."),
            value: values.maximumConcurrentTransactions.map { String($0) })
        let note = FormField(
            request: request, name: "note", label: request.text("Note", "메모"),
            help: request.text("For example whose card it is.", "예: 카드 소유자."), value: values.note)
        return """
            \(status.choice(IdTagStatus.allCases.map { .init($0.rawValue) }))\
            \(expiry.text(type: "datetime-local", limits: ["step": "1"]))\(parent.text(limits: ["maxlength": "20"]))\
            \(maximum.number(0...1_000_000))\(note.area(rows: 2))
            """
    }

    /// The body of the operation. What was emptied becomes `null`; what makes no sense goes as it was typed, and is refused by name.
    static func body(_ request: ConsoleRequest, idTag: String? = nil) -> JSONText {
        let form = request.form
        let expiry = form["expiryDate"].map { text in JSONText.string(LocalTime(request).moment(text)?.rfc3339 ?? text) }
        let maximum = form["maximumConcurrentTransactions"].map { text in Int(text).map(JSONText.integer) ?? .string(text) }
        return .object([
            "idTag": idTag.map(JSONText.string), "status": form["status"].map(JSONText.string), "expiryDate": expiry ?? .null,
            "parentIdTag": form["parentIdTag"].map(JSONText.string) ?? .null, "maximumConcurrentTransactions": maximum ?? .null,
            "note": form["note"].map(JSONText.string) ?? .null,
        ])
    }
}
