import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Sends many charge points their lists: those of a group, or those that were chosen in a list.
struct SendLocalListsPage: ConsolePage {
    static let path = "/local-lists/send"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["sendLocalLists"]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let type = FormField(
            request: request, name: "updateType", label: request.text("How", "전송 방식"),
            help: request.text(
                "Left the choice, only what has changed is sent where it is known what the charge point holds, and nothing where it holds the list already; a refused difference is followed by the whole list.",
                "자동이면 보유 목록을 아는 충전기에는 바뀐 것만 보내고, 이미 최신이면 보내지 않습니다. 차이가 거부되면 전체 목록을 보냅니다.")
        ).choice([
            .init("", request.text("As it fits each charge point", "충전기에 맞게 자동으로")),
            .init(UpdateType.full.rawValue, request.text("The whole list (Full)", "전체 목록 (Full)")),
            .init(UpdateType.differential.rawValue, request.text("Only what has changed (Differential)", "바뀐 것만 (Differential)")),
        ])
        return .content(PageContent(
            request.text("Send local lists", "로컬 목록 보내기"), trail: LocalListGroupPage.trail(request, request.query["group"]),
            main: """
                <p class="lead">\(request.text(
                    "Each charge point gets SendLocalList with the list that is defined for it: its own, or else its group’s. From then on it decides by it while it is offline. Sessions that go on are not touched.",
                    "각 충전기에 정의된 목록(개별 목록, 없으면 그룹 목록)을 SendLocalList로 보냅니다. 이후 오프라인일 때 이 목록으로 판단하며, 진행 중인 세션에는 영향이 없습니다."))</p>
                \(Form.html(
                    request, "\(TargetForm(request: request).html)\(type)\(BulkPace.html(request))",
                    submit: request.text("Send the lists", "목록 보내기")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        var members = try BulkPace.members(request)
        members.append(("target", try TargetForm(request: request).target()))
        members.append(("updateType", request.form["updateType"].map { .string($0) }))
        let result = try await request.call("sendLocalLists", .init(body: .object(members)))
        return .redirect(BulkOperationPage.path(of: Int64(result.body["id"]?.int ?? 0)), .success(request.text(
            "It has begun. This page shows how far it is.", "시작했습니다. 이 페이지에서 진행 상황을 볼 수 있습니다.")))
    }
}

/// How quickly something is done to many charge points, and how long it waits for those that are away.
enum BulkPace {
    static func html(_ request: ConsoleRequest) -> HTML {
        let wait = FormField(
            request: request, name: "waitHours", label: request.text("Wait for those that are offline", "오프라인 충전기 대기"),
            help: request.text("Hours; left empty, they get the result “not connected” at once.", "시간 단위입니다. 비우면 오프라인 충전기는 즉시 ‘연결되지 않음’이 됩니다.")
        ).number(1...720)
        let parallelism = FormField(
            request: request, name: "parallelism", label: request.text("At a time", "동시 실행 수"),
            help: request.text("How many charge points get it at the same time; the server decides when left empty.", "동시에 보낼 충전기 수입니다. 비우면 서버가 정합니다.")
        ).number(1...1000)
        return "<div class=\"form-columns\">\(wait)\(parallelism)</div>"
    }

    /// The members of the operation's body.
    ///
    /// - Throws: `Problem` naming the field at fault.
    static func members(_ request: ConsoleRequest) throws(Problem) -> [(String, JSONText?)] {
        func number(_ name: String, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
            guard let text = request.form[name] else { return nil }
            guard let number = Int(text), range.contains(number) else {
                throw Problem.invalidMember(name, request.text(
                    "A whole number from \(range.lowerBound) to \(range.upperBound).",
                    "\(range.lowerBound)에서 \(range.upperBound) 사이의 정수를 입력하십시오."))
            }
            return number
        }
        let deadline = try number("waitHours", 1...720).map { request.now.advanced(bySeconds: $0 * 3600) }
        return [
            ("deadline", deadline.map { .string($0.rfc3339) }), ("parallelism", try number("parallelism", 1...1000).map { .integer($0) }),
        ]
    }
}
