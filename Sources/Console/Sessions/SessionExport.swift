import CentralSystem
import HTTPTypes
import Hummingbird
import NIOCore
import OCPP16
import OCPPJ
import WebAPI

/// What the list of sessions shows, all of it, as a table for spreadsheets (RFC 4180). It is sent as it is read, a part at a time.
struct SessionExport: ConsolePage {
    static let path = "/sessions/export/{name}"
    /// The last part is what browsers call the file.
    static let address = "/sessions/export/sessions.csv"

    /// The field of the query that asks for the values as they are, for programs: a spreadsheet may take one for a formula.
    static let exact = "exact"

    let transactions: TransactionService

    /// How many are read at a time.
    private static let part = 500

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard request.path == Self.address else { return .content(ErrorPage.notFound(request)) }
        let query = try SessionQuery(request)
        let isExact = try request.truth(Self.exact) ?? false
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: CSVText.start + Self.columns.map(\.name).joined(separator: ",") + "\r\n"))
            var cursor: String?
            repeat {
                let page = try await transactions.browse(query.filter, order: query.order, .init(limit: Self.part, cursor: cursor))
                let rows = page.items.map { found in CSVText.row(Self.columns.map { $0.text(found) }, isExact: isExact) }
                try await writer.write(ByteBuffer(string: rows.joined()))
                cursor = page.nextCursor
            } while cursor != nil
            try await writer.finish(nil)
        }
        return .response(Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"sessions.csv\"",
                .cacheControl: "no-store", .contentSecurityPolicy: "default-src 'none'",
            ], body: body))
    }

    /// The names of the API, in both languages: programs read this too.
    private static let columns: [(name: String, text: @Sendable (Transaction) -> String)] = [
        ("id", { String($0.id) }),
        ("chargePointId", { $0.chargePointID }),
        ("connectorId", { String($0.connectorId) }),
        ("idTag", { $0.idTag }),
        ("parentIdTag", { $0.parentIdTag ?? "" }),
        ("authorizationStatus", { $0.authorizationStatus.rawValue }),
        ("state", { $0.state.rawValue }),
        ("startTimestamp", { $0.startTimestamp.rfc3339 }),
        ("stopTimestamp", { $0.stop?.timestamp.rfc3339 ?? "" }),
        ("meterStart", { String($0.meterStart.value) }),
        ("meterStop", { $0.stop?.meterStop.map { String($0.value) } ?? "" }),
        ("energyWh", { $0.energy.map { String($0.wattHours.value) } ?? "" }),
        ("energySource", { $0.energy?.source.rawValue ?? "" }),
        ("stopReason", { $0.stop?.reason ?? "" }),
        ("quarantined", { String($0.isInDoubt) }),
        ("quarantineReason", { $0.quarantine?.reason ?? "" }),
        ("flags", { $0.flags.map(\.code.rawValue).joined(separator: " ") }),
    ]
}

/// Rows of a table for spreadsheets.
enum CSVText {
    /// Tells spreadsheets that the text is UTF-8.
    static let start = "\u{FEFF}"

    /// - Parameter isExact: whether programs read it, and every value stays what it is.
    static func row(_ cells: [String], isExact: Bool = false) -> String {
        cells.map { cell($0, isExact: isExact) }.joined(separator: ",") + "\r\n"
    }

    /// Every text stands between quotes, whatever the spreadsheet takes for its separator. One that it would take for a formula gets an
    /// apostrophe before it, so that a charge point cannot have one run.
    private static func cell(_ text: String, isExact: Bool) -> String {
        if text.isEmpty || Int(text) != nil { return text }
        let first = text.unicodeScalars.first { !$0.properties.isWhitespace || "\t\r\n".unicodeScalars.contains($0) }
        let isFormula = first.map { beginnings.contains($0) } ?? false
        var cell = String.UnicodeScalarView("\"".unicodeScalars)
        if isFormula, !isExact { cell.append("'") }
        // By scalars: a mark behind a quotation mark makes one character with it.
        for scalar in text.unicodeScalars {
            if scalar == "\"" { cell.append("\"") }
            cell.append(scalar)
        }
        cell.append("\"")
        return String(cell)
    }

    /// How formulas begin, also in full width, which some spreadsheets take for the same.
    private static let beginnings = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)
}
