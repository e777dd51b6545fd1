import Markup
import WebAPI

/// A column of a table.
struct Column<Row: Sendable>: Sendable {
    let title: String
    /// The value of `sort` in the query that orders by it; nil where nothing does.
    let sort: String?
    /// Whether it holds numbers, which stand at the right.
    let isNumber: Bool
    /// Whether it is left out where there is little room.
    let isSecondary: Bool
    let cell: @Sendable (Row) -> HTML

    init(
        _ title: String, sort: String? = nil, isNumber: Bool = false, isSecondary: Bool = false,
        cell: @escaping @Sendable (Row) -> HTML
    ) {
        self.title = title
        self.sort = sort
        self.isNumber = isNumber
        self.isSecondary = isSecondary
        self.cell = cell
    }
}

/// A list of things in rows, with links that sort it and one that goes on. On a phone each row is a card, headed by its first column.
struct DataTable<Row: Sendable>: Sendable {
    let request: ConsoleRequest
    /// What it lists, for those who do not see the heading above it.
    let caption: String
    let columns: [Column<Row>]
    let rows: [Row]
    /// Asks for the next part; nil when this is the last.
    var next: String? = nil
    /// Whether it has no parts, beside another list of the page that has some.
    var isWhole = false
    /// Boxes before the rows by which some of them are chosen: the name of the field, and the value of a row.
    var selection: (name: String, value: @Sendable (Row) -> String, label: @Sendable (Row) -> String)? = nil

    var html: HTML {
        """
        <div class="table-responsive" tabindex="0"><table class="table table-hover data cards" role="table">
        <caption class="visually-hidden">\(caption)</caption>
        <thead role="rowgroup"><tr role="row">\(selectionHead)\(columns.reduce(into: HTML.empty) { $0 += head($1) })</tr></thead>
        <tbody role="rowgroup">\(rows.reduce(into: HTML.empty) { $0 += row($1) })</tbody>
        </table></div>
        \(paging)
        """
    }

    private var selectionHead: HTML {
        selection == nil ? "" : "<th scope=\"col\" class=\"choice\" role=\"columnheader\"><span class=\"visually-hidden\">\(request.text("Choose", "선택"))</span></th>"
    }

    private func head(_ column: Column<Row>) -> HTML {
        guard let sort = column.sort else { return "<th scope=\"col\" role=\"columnheader\"\(classes(column))>\(column.title)</th>" }
        let order = SortOrder(request)
        let isCurrent = order.key == sort
        let state: HTML = isCurrent ? " aria-sort=\"\(order.isDescending ? "descending" : "ascending")\"" : ""
        let next = isCurrent && !order.isDescending ? "-\(sort)" : sort
        let mark = isCurrent ? (order.isDescending ? " ↓" : " ↑") : ""
        let url = request.here.with(["sort": next]).url(request.path)
        return "<th scope=\"col\" role=\"columnheader\"\(classes(column))\(state)><a href=\"\(url)\">\(column.title)\(mark)</a></th>"
    }

    private func row(_ row: Row) -> HTML {
        var html: HTML = "<tr role=\"row\">"
        if let selection {
            html += """
                <td class="choice" role="cell"><input class="form-check-input" type="checkbox" name="\(selection.name)" value="\(selection.value(row))" \
                aria-label="\(selection.label(row))"></td>
                """
        }
        for (index, column) in columns.enumerated() {
            html += "<td role=\"cell\"\(classes(column, isFirst: index == 0)) data-label=\"\(column.title)\">\(column.cell(row))</td>"
        }
        return html + "</tr>"
    }

    private func classes(_ column: Column<Row>, isFirst: Bool = false) -> HTML {
        let names = [isFirst ? "first" : nil, column.isNumber ? "number" : nil, column.isSecondary ? "secondary" : nil].compactMap { $0 }
        return names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
    }

    private var paging: HTML { isWhole ? "" : Paging.html(request, next: next) }
}

/// The links below a part of a list.
enum Paging {
    /// - Parameter next: the cursor of the part after this one, as a service gave it.
    static func html(_ request: ConsoleRequest, next: String?) -> HTML {
        let isFirst = request.query["cursor"] == nil
        guard !isFirst || next != nil else { return "" }
        let first: HTML = isFirst ? "" : "<a class=\"btn btn-secondary\" href=\"\(request.here.url(request.path))\">\(request.text("To the beginning", "처음으로"))</a>"
        let further: HTML =
            next.map { cursor in
                let url = request.here.with(["cursor": ListCursor.encode(cursor, of: request.here)]).url(request.path)
                return "<a class=\"btn btn-secondary\" rel=\"next\" href=\"\(url)\">\(request.text("Next", "다음"))</a>"
            } ?? ""
        return "<nav class=\"paging\" aria-label=\"\(request.text("Parts of the list", "목록 이동"))\">\(first)\(further)</nav>"
    }
}

/// How a list is ordered, by the query: `sort=lastSeen`, or `sort=-lastSeen` for the other way round.
struct SortOrder: Hashable, Sendable {
    let key: String?
    let isDescending: Bool

    init(_ request: ConsoleRequest) { self.init(request.query) }

    init(_ query: Fields) {
        let text = query["sort"] ?? ""
        isDescending = text.hasPrefix("-")
        key = text.isEmpty ? nil : isDescending ? String(text.dropFirst()) : text
    }
}
