import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Which sessions a list or an export holds, as its address says.
struct SessionQuery: Sendable {
    let filter: TransactionFilter
    let order: TransactionOrder

    static let names = ["chargePoint", "idTag", "state", "quarantined", "from", "to"]

    /// - Throws: `Problem` for a condition that is not understood.
    init(_ request: ConsoleRequest) throws(Problem) {
        try request.checkDays(["from", "to"])
        let query = request.query
        let time = LocalTime(request)
        filter = TransactionFilter(
            chargePointID: query["chargePoint"], connectorId: try request.number("connectorId"), idTag: query["idTag"],
            state: try request.condition("state"), quarantined: try request.truth("quarantined"),
            from: query["from"].flatMap { time.day($0) },
            // The last day is meant as a whole.
            to: query["to"].flatMap { time.day($0) }.map { time.midnight(before: $0, daysLater: 1) })
        let sort = SortOrder(request)
        if let key = sort.key.flatMap({ TransactionOrder.Key(rawValue: $0) }) {
            order = TransactionOrder(key, isDescending: sort.isDescending)
        } else {
            order = TransactionOrder()
        }
    }

    /// Whether anything is left out.
    var isNarrowed: Bool { filter != TransactionFilter() }

    /// The form above the list.
    static func form(_ request: ConsoleRequest) -> HTML {
        FilterForm(
            request: request,
            fields: [
                Filter.chargePoint(request),
                Filter.idTag(request),
                Filter.choice(
                    request, request.text("State", "상태"), name: "state",
                    TransactionState.allCases.map { .init($0.rawValue, $0.word(request.language)) }),
                Filter.choice(
                    request, request.text("Energy", "에너지"), name: "quarantined",
                    [
                        .init("true", request.text("In doubt", "확인 필요")), .init("false", request.text("Not in doubt", "이상 없음")),
                    ]),
                Filter.day(request, request.text("Started from", "시작일(부터)"), name: "from"),
                Filter.day(request, request.text("Started until", "시작일(까지)"), name: "to"),
            ], names: names
        ).html
    }
}
