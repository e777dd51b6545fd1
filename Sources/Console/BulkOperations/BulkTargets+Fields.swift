import Markup

extension BulkTargets {
    /// Fields by which charge points are chosen, as they are read from a form or a query.
    static func fields(_ request: ConsoleRequest) -> HTML {
        func field(_ name: String, _ label: String) -> HTML {
            FormField(request: request, name: name, label: label, value: request.query[name]).text()
        }
        let ids = FormField(
            request: request, name: "ids", label: request.text("Charge points", "충전기"),
            help: request.text(
                "Their ids, one in each line. It is easier to choose them in the list of charge points.",
                "한 줄에 id 하나씩 입력합니다. 충전기 목록에서 선택하는 것이 더 쉽습니다."), value: request.query["ids"])
        return """
            <p><a class="btn btn-secondary" href="\(ChargePointListPage.path)">\(request.text("Choose in the list", "목록에서 선택"))</a></p>\(ids.area(rows: 5))
            <fieldset class="field group"><legend>\(request.text("Or all of a kind", "또는 조건에 맞는 모든 충전기"))</legend>\
            <p class="form-text">\(request.text("Counts when no ids are given; every field that is filled in must match.", "id를 입력하지 않았을 때 적용되며, 입력한 모든 조건에 맞아야 합니다."))</p>\
            \(field("vendor", request.text("Vendor", "제조사")))\(field("model", request.text("Model", "모델")))\
            \(field("firmwareVersion", request.text("Firmware", "펌웨어")))\(field("group", request.text("Group", "그룹")))</fieldset>
            """
    }
}
