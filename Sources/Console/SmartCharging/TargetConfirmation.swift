import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// The step between a form with a `TargetForm` and its deed: how many charge points are meant, and which come first. What was typed goes
/// along, and so does the number: when it is another one by then, the step comes again.
struct TargetConfirmation: Sendable {
    private static let confirmed = "_confirmed"
    private static let edit = "_edit"
    /// How many are named.
    static let named = 12

    let request: ConsoleRequest
    let targets: MeantTargets

    /// - Parameter target: as `TargetForm` makes it.
    init(_ request: ConsoleRequest, _ target: JSONText, _ bulk: BulkOperationService) async throws {
        self.request = request
        guard let selection = TargetSelection(json: try JSONNode.parse(target.text)) else {
            throw Problem.invalidMember("ids", request.text("Choose charge points.", "충전기를 선택하십시오."))
        }
        targets = try await bulk.meant(by: selection, named: Self.named)
        guard targets.count > 0 else {
            throw Problem.invalidMember("ids", request.text("No charge point matches.", "조건에 맞는 충전기가 없습니다."))
        }
    }

    /// Whether the form shall be shown once more, to be changed.
    static func goesBack(_ request: ConsoleRequest) -> Bool { request.form[edit] != nil }

    /// Whether so many were confirmed as are meant now.
    var isConfirmed: Bool { request.form.integer(Self.confirmed) == targets.count }

    /// - Parameters:
    ///   - consequence: what begins with it.
    ///   - facts: what else to know before.
    func content(title: String, consequence: String, facts: HTML = "", submit: String, trail: [Link]) -> PageContent {
        let fields = request.form.pairs.filter { ![Self.confirmed, Self.edit].contains($0.name) }
            .reduce(into: HTML.empty) { $0 += "<input type=\"hidden\" name=\"\($1.name)\" value=\"\($1.value)\">" }
        let changed: HTML =
            request.form[Self.confirmed] == nil
            ? "" : Alert.html(.warning, request.text("Meanwhile it is another number of charge points.", "그 사이 대상 충전기 수가 바뀌었습니다."))
        let count = Quantity.count(targets.count)
        let rest = targets.count - targets.first.count
        let more = rest > 0 ? request.text(" and \(Quantity.count(rest)) more", " 외 \(Quantity.count(rest))대") : ""
        let unknown: HTML =
            targets.unknown == 0
            ? "" : Alert.html(.warning, request.text(
                "\(Quantity.count(targets.unknown)) of them are not registered.", "그중 \(Quantity.count(targets.unknown))대는 등록되지 않았습니다."))
        return PageContent(title, trail: trail, main: """
            \(changed)<div class="confirmation"><p class="lead">\(consequence)</p>
            <p class="felt"><strong>\(request.text(targets.count == 1 ? "1 charge point:" : "\(count) charge points:", "충전기 \(count)대:"))</strong> \
            \(targets.first.joined(separator: ", "))\(more)</p>\(unknown)\(facts)
            <form method="post" action="\(request.path)" class="form">\(Form.key(request))\(fields)
            <p class="form-end"><button class="btn btn-danger" name="\(Self.confirmed)" value="\(targets.count)">\(submit)</button> \
            <button class="btn btn-secondary" name="\(Self.edit)" value="1">\(request.text("Change something", "수정"))</button></p></form></div>
            """)
    }
}
