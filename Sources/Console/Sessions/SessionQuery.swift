import CentralSystem
import Markup
import OCPPJ

/// Which sessions a list or an export holds, as its address says. What is not understood is left out.
struct SessionQuery: Sendable {
    let filter: TransactionFilter
    let order: TransactionOrder

    static let names = ["chargePoint", "idTag", "state", "quarantined", "from", "to"]

    init(_ request: ConsoleRequest) {
        let query = request.query
        let time = LocalTime(request)
        filter = TransactionFilter(
            chargePointID: query["chargePoint"], connectorId: query.integer("connectorId"), idTag: query["idTag"],
            state: query.value("state"), quarantined: query["quarantined"].flatMap { Bool($0) },
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
                Filter.search(
                    request, request.text("Charge point", "충전기"), name: "chargePoint",
                    placeholder: request.text("its whole identity", "전체 식별자")),
                Filter.search(request, "idTag", name: "idTag"),
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
