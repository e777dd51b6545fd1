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
    /// Of so many, the list of charge points is asked to know how many they are; no more go along with a form by name.
    static let counted = 1000
    /// How many were shown before the command is sent, where they do not go along by name.
    static let seen = "_seen"

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

    /// The choice as it goes with the form that sends: those that were shown, by name, or else their number.
    ///
    /// - Parameter ids: all that are meant now.
    func hidden(showing ids: [String]) -> HTML {
        if ids.isEmpty || ids.count > Self.counted { return "\(hidden)\(Form.hidden([Self.seen: String(ids.count)]))" }
        return BulkTargets.ids(ids).hidden
    }

    /// The charge points in words.
    ///
    /// - Parameter ids: all that are meant now, where they were asked for.
    func describe(_ request: ConsoleRequest, _ chargePoints: ChargePointService, ids: [String]? = nil) async throws -> HTML {
        switch self {
        case .ids(let ids):
            let names = ids.prefix(12).joined(separator: ", ")
            let rest = ids.count > 12 ? request.text(" and \(Quantity.count(ids.count - 12)) more", " 외 \(Quantity.count(ids.count - 12))대") : ""
            let words = ids.count == 1 ? "1 charge point:" : "\(Quantity.count(ids.count)) charge points:"
            return "<strong>\(request.text(words, "충전기 \(Quantity.count(ids.count))대:"))</strong> \(names)\(rest)"
        case .kind(let pairs):
            let words = pairs.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
            if let ids { return Self.described(Quantity.count(ids.count), words, request) }
            return "<strong>\(request.text("All charge points with", "다음 조건의 모든 충전기:"))</strong> \(words)"
        case .listed(let fields):
            let words = fields.isEmpty ? request.text("all charge points", "모든 충전기") : fields.pairs.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
            if let ids { return Self.described(Quantity.count(ids.count), words, request) }
            let browsing = try ChargePointListPage.browsing(fields, request.language)
            let page = try await chargePoints.browse(browsing, PageRequest(limit: Self.counted))
            let count = Quantity.count(page.items.count)
            let number =
                page.nextCursor == nil
                ? request.text("\(count) charge points", "충전기 \(count)대") : request.text("more than \(count) charge points", "충전기 \(count)대 이상")
            return "<strong>\(number)</strong> (\(words))"
        }
    }

    private static func described(_ count: String, _ words: String, _ request: ConsoleRequest) -> HTML {
        "<strong>\(request.text("\(count) charge points", "충전기 \(count)대"))</strong> (\(words))"
    }

    /// The member `target` of the operation: those that were shown before.
    ///
    /// - Throws: `Problem` when they are not as many as were shown.
    func target(_ request: ConsoleRequest, _ chargePoints: ChargePointService, _ bulk: BulkOperationService) async throws -> JSONText {
        let ids = try await meant(request, chargePoints, bulk)
        if case .ids = self { return Self.list(ids) }
        guard request.form.integer(Self.seen) == ids.count else {
            throw Problem(.conflict, request.text(
                "\(Quantity.count(ids.count)) charge points are meant now, which is not what was shown. Look at them again.",
                "현재 대상은 충전기 \(Quantity.count(ids.count))대로, 표시된 것과 다릅니다. 다시 확인하십시오."))
        }
        return Self.list(ids)
    }

    /// All charge points that are meant now.
    func meant(_ request: ConsoleRequest, _ chargePoints: ChargePointService, _ bulk: BulkOperationService) async throws -> [String] {
        switch self {
        case .ids(let ids): return ids
        case .kind(let pairs):
            let kind = Fields(pairs)
            let filter = TargetSelection.filter(
                vendor: kind["vendor"], model: kind["model"], firmwareVersion: kind["firmwareVersion"], group: kind["group"])
            return try await bulk.meant(by: filter, named: TargetSelection.longestList).first
        case .listed(let fields):
            let browsing = try ChargePointListPage.browsing(fields, request.language)
            var ids: [String] = []
            var cursor: String?
            repeat {
                let page = try await chargePoints.browse(browsing, PageRequest(limit: 1000, cursor: cursor))
                ids += page.items.map(\.id)
                cursor = page.nextCursor
            } while cursor != nil && ids.count < TargetSelection.longestList
            return ids
        }
    }

    private static func list(_ ids: [String]) -> JSONText { .object(["chargePoints": .list(ids.map { .string($0) })]) }
}
