import Markup
import WebAPI

/// The form around the list of charge points by which those that are chosen, or all that match, get a command.
enum ChargePointSelection {
    /// - Parameter isWhole: whether the table shows all that match.
    static func html(_ table: HTML, isWhole: Bool, _ request: ConsoleRequest) -> HTML {
        let filter = BulkTargets.listNames.compactMap { name in
            request.query[name].map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" as HTML }
        }
        let everything =
            filter.isEmpty ? request.text("Command to all charge points", "모든 충전기에 명령") : request.text("Command to all that match", "조건에 맞는 모든 충전기에 명령")
        let all: HTML = isWhole && filter.isEmpty
            ? "" : "<button class=\"btn btn-secondary\" name=\"\(BulkTargets.all)\" value=\"1\">\(everything)</button>"
        let passwords: HTML =
            request.may("changeChargePointPasswords")
            ? "<button class=\"btn btn-secondary\" formaction=\"\(PasswordChangePage.path)\">\(request.text("New passwords …", "새 비밀번호 …"))</button>" : ""
        return """
            <form method="post" action="\(NewBulkOperationPage.path)" class="choosing">\(Form.key(request))\(filter)\
            \(table)<p class="choosing-end"><span class="form-check" data-choose-all-field hidden>\
            <input class="form-check-input" type="checkbox" id="choose-all" data-choose-all="ids">\
            <label class="form-check-label" for="choose-all">\(request.text("All on this page", "이 페이지 모두"))</label></span>
            <button class="btn btn-primary">\(request.text("Command to those chosen", "선택한 충전기에 명령"))</button>\(passwords)\(all)\
            <span class="form-text" data-chosen="\(request.text("# chosen", "#대 선택"))"></span></p></form>
            """
    }
}
