import Markup
import WebAPI

/// The part of a form that says which charge points something is for: a list, or what they have in common.
struct TargetForm: Sendable {
    let request: ConsoleRequest

    private static let filters = ["vendor", "model", "firmwareVersion", "group"]

    var html: HTML {
        let given = request.query.values("ids").joined(separator: "\n")
        func filter(_ name: String, _ english: String, _ korean: String) -> HTML {
            FormField(request: request, name: "filter.\(name)", label: request.text(english, korean), value: request.query[name]).text()
        }
        return """
            <fieldset><legend>\(request.text("Which charge points", "대상 충전기"))</legend>
            \(FormField(
                request: request, name: "ids", label: request.text("These, one on each line", "충전기 식별자 (한 줄에 하나)"),
                help: request.text("Leave it empty to choose by what charge points have in common.", "비워 두면 아래 조건으로 고릅니다."),
                value: given).area(rows: 4))
            <p class="form-text">\(request.text("Or all that match everything given here:", "또는 다음 조건에 모두 맞는 충전기:"))</p>
            <div class="form-columns">\(filter("group", "Group", "그룹"))\(filter("vendor", "Vendor", "제조사"))\
            \(filter("model", "Model", "모델"))\(filter("firmwareVersion", "Firmware version", "펌웨어 버전"))</div></fieldset>
            """
    }

    /// Whether nothing is said.
    var isEmpty: Bool { identities.isEmpty && chosenFilters.isEmpty }

    private var identities: [String] {
        request.form.values("ids").flatMap { $0.split(whereSeparator: \.isNewline) }
            .map { String($0.trimmingPrefix { $0 == " " }) }.filter { !$0.isEmpty }
    }

    private var chosenFilters: [(String, JSONText?)] {
        Self.filters.compactMap { name in request.form["filter.\(name)"].map { (name, JSONText?.some(.string($0))) } }
    }

    /// As the operations take it.
    ///
    /// - Throws: `Problem` unless there is a list or a filter, and not both.
    func target() throws(Problem) -> JSONText {
        let (ids, filters) = (identities, chosenFilters)
        switch (ids.isEmpty, filters.isEmpty) {
        case (false, true): return .object(["chargePoints": .list(ids.map { .string($0) })])
        case (true, false): return .object(["filter": .object(filters)])
        case (true, true):
            throw .invalidMember("ids", request.text(
                "Name at least one charge point, or say what they have in common.", "충전기를 하나 이상 적거나 조건을 입력하십시오."))
        case (false, false):
            throw .invalidMember("ids", request.text(
                "Either a list or a filter: empty one of them.", "목록과 조건 중 하나만 사용할 수 있습니다."))
        }
    }
}

/// How far something is that is done to many charge points: a bar, and the numbers in words.
enum ProgressBar {
    static func html(_ request: ConsoleRequest, done: Int, total: Int, good: Int, bad: Int) -> HTML {
        let label = request.text(
            "\(Quantity.count(done)) of \(Quantity.count(total)) have their result", "\(Quantity.count(total))개 중 \(Quantity.count(done))개 완료")
        func part(_ count: Int) -> String { total == 0 ? "0" : Quantity.decimal(Double(count) * 100 / Double(total), places: 2) }
        let other = max(done - good - bad, 0)
        return """
            <div class="progress-line"><svg class="progress-bar-svg" width="100%" height="14" role="img" aria-label="\(label)">\
            <rect class="bar-ground" width="100%" height="14" rx="4"/>\
            <rect class="bar-good" width="\(part(good))%" height="14"/><rect class="bar-bad" x="\(part(good))%" width="\(part(bad))%" height="14"/>\
            <rect class="bar-other" x="\(part(good + bad))%" width="\(part(other))%" height="14"/></svg>\
            <p class="progress-words">\(label)</p></div>
            """
    }
}
