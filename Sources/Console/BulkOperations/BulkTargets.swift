import CentralSystem
import Markup
import WebAPI

/// For which charge points a bulk operation is: some by name, those of a kind, or all that a list showed.
enum BulkTargets: Sendable {
    case ids([String])
    /// By the members of the operation's filter: vendor, model, firmwareVersion, group.
    case kind([(name: String, value: String)])
    /// All that match the filter of the list of charge points: the fields of its query.
    case listed(Fields)

    /// The field that says that the filter of the list counts.
    static let all = "_all"
    private static let kindNames = ["vendor", "model", "firmwareVersion", "group"]
    static let listNames = ["search", "state", "registrationStatus", "group"]
    /// Of so many, the list of charge points is asked to know how many they are.
    static let counted = 1000

    /// Nil when nothing is chosen.
    init?(_ fields: Fields) {
        if fields[Self.all] != nil {
            self = .listed(Fields(fields.pairs.filter { Self.listNames.contains($0.name) && !$0.value.isEmpty }))
            return
        }
        var seen: Set<String> = []
        let ids = fields.values("ids").flatMap { $0.split(whereSeparator: \.isNewline) }.map(String.init)
            .filter { !$0.allSatisfy(\.isWhitespace) && seen.insert($0).inserted }
        if !ids.isEmpty {
            self = .ids(ids)
            return
        }
        let kind = Self.kindNames.compactMap { name in fields[name].map { (name: name, value: $0) } }
        guard !kind.isEmpty else { return nil }
        self = .kind(kind)
    }

    /// The choice, to go with the next form.
    var hidden: HTML {
        let pairs: [(name: String, value: String)] =
            switch self {
            case .ids(let ids): [("ids", ids.joined(separator: "\n"))]
            case .kind(let pairs): pairs
            case .listed(let fields): [(Self.all, "1")] + fields.pairs
            }
        return pairs.reduce(into: HTML.empty) { $0 += "<input type=\"hidden\" name=\"\($1.name)\" value=\"\($1.value)\">" }
    }

    /// The charge points in words.
    func describe(_ request: ConsoleRequest, _ chargePoints: ChargePointService) async throws -> HTML {
        switch self {
        case .ids(let ids):
            let names = ids.prefix(12).joined(separator: ", ")
            let rest = ids.count > 12 ? request.text(" and \(Quantity.count(ids.count - 12)) more", " 외 \(Quantity.count(ids.count - 12))대") : ""
            let words = ids.count == 1 ? "1 charge point:" : "\(Quantity.count(ids.count)) charge points:"
            return "<strong>\(request.text(words, "충전기 \(Quantity.count(ids.count))대:"))</strong> \(names)\(rest)"
        case .kind(let pairs):
            let words = pairs.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
            return "<strong>\(request.text("All charge points with", "다음 조건의 모든 충전기:"))</strong> \(words)"
        case .listed(let fields):
            let page = try await chargePoints.browse(ChargePointListPage.browsing(fields), PageRequest(limit: Self.counted))
            let count = Quantity.count(page.items.count)
            let number =
                page.nextCursor == nil
                ? request.text("\(count) charge points", "충전기 \(count)대") : request.text("more than \(count) charge points", "충전기 \(count)대 이상")
            let words = fields.pairs.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
            let which = fields.isEmpty ? request.text("all charge points", "모든 충전기") : words
            return "<strong>\(number)</strong> (\(which))"
        }
    }

    /// The member `target` of the operation.
    func target(_ chargePoints: ChargePointService) async throws -> JSONText {
        switch self {
        case .ids(let ids): return Self.list(ids)
        case .kind(let pairs): return .object(["filter": .object(pairs.map { ($0.name, .string($0.value)) })])
        case .listed(let fields):
            var ids: [String] = []
            var cursor: String?
            repeat {
                let page = try await chargePoints.browse(ChargePointListPage.browsing(fields), PageRequest(limit: 1000, cursor: cursor))
                ids += page.items.map(\.id)
                cursor = page.nextCursor
            } while cursor != nil && ids.count < TargetSelection.longestList
            return Self.list(ids)
        }
    }

    private static func list(_ ids: [String]) -> JSONText { .object(["chargePoints": .list(ids.map { .string($0) })]) }
}
