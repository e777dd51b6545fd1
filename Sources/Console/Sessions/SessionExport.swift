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

    let transactions: TransactionService

    /// How many are read at a time.
    private static let part = 500

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard request.path == Self.address else { return .content(ErrorPage.notFound(request)) }
        let query = SessionQuery(request)
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: CSVText.start + CSVText.row(Self.columns.map(\.name))))
            var cursor: String?
            repeat {
                let page = try await transactions.browse(query.filter, order: query.order, .init(limit: Self.part, cursor: cursor))
                let rows = page.items.map { found in CSVText.row(Self.columns.map { $0.text(found) }) }
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

    static func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    /// A text that a spreadsheet would take for a formula gets an apostrophe before it, so that a charge point cannot have one run.
    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        var cell = String.UnicodeScalarView()
        if isFormula, Int(text) == nil { cell.append("'") }
        var needsQuotes = false
        for scalar in text.unicodeScalars {
            if "\",\r\n".unicodeScalars.contains(scalar) { needsQuotes = true }
            if scalar == "\"" { cell.append("\"") }
            cell.append(scalar)
        }
        return needsQuotes ? "\"\(String(cell))\"" : String(cell)
    }
}
