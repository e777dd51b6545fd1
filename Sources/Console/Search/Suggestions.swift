import CentralSystem
import HTTPTypes
import Hummingbird
import Markup
import OCPP16

/// What a field offers while somebody types. `console.js` fetches it; without script the field is as good as before.
enum Suggestions {
    /// Of what a field holds one.
    enum Kind: String, Sendable {
        case chargePoints = "charge-points"
        case idTags = "id-tags"
    }

    /// The attributes of a field that has suggestions.
    static func attributes(_ kind: Kind?, of id: String) -> HTML {
        kind.map { " list=\"\(id)-list\" data-suggest=\"\(SuggestionsPage.address(of: $0))\"" } ?? ""
    }

    /// The list behind it, empty until somebody types.
    static func list(_ kind: Kind?, of id: String) -> HTML {
        kind == nil ? "" : "<datalist id=\"\(id)-list\"></datalist>"
    }
}

/// The options of a field, as its script asks for them: a few that hold the text.
struct SuggestionsPage: ConsolePage {
    static let path = "/suggestions/{kind}"
    private static let most = 12

    let chargePoints: ChargePointService
    let idTags: IdTagService

    static func address(of kind: Suggestions.Kind) -> String { LocalPath.of(path, ["kind": kind.rawValue]) }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let text = Finder.text(request.query["text"])
        var options: HTML = ""
        switch request.parameters["kind"].flatMap({ Suggestions.Kind(rawValue: $0) }) {
        case .chargePoints where !text.isEmpty:
            let found = try await chargePoints.browse(.init(ChargePointFilter(search: text)), .init(limit: Self.most))
            for item in found.items { options += "<option value=\"\(item.id)\">\(item.state.word(request.language))</option>" }
        case .idTags where !text.isEmpty:
            let found = try await idTags.list(.init(search: text), .init(limit: Self.most))
            for item in found.items { options += "<option value=\"\(item.idTag.text)\">\(item.values.note ?? "")</option>" }
        default: break
        }
        return .response(Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: Console.contentSecurityPolicy,
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: options.text))))
    }
}
