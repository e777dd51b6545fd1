import CentralSystem
import Hummingbird
import Logging
import OCPPJ
import WebAPI

/// What a page knows of the request that it answers.
struct ConsoleRequest: Sendable {
    /// The path as it was asked for, still encoded.
    let path: String
    /// The parameters in the path, decoded.
    let parameters: [String: String]
    let query: Fields
    /// What was typed into the form; empty when the page is only looked at.
    var form: Fields
    /// Who asks; nil for strangers, who see nothing but the page for signing in.
    let identification: Identification?
    let preferences: Preferences
    /// A message from the page before.
    let flash: Flash?
    /// What was wrong with the form that came in; the page shows it with what was typed.
    var problem: Problem?
    /// The file that came with the form, of a page that takes one.
    var upload: FormUpload?
    /// From where the request comes.
    let address: String
    let services: PageServices
    let assets: AssetLibrary
    let now: Timestamp
    /// Up to which batch of changes the page is made, at least.
    let liveNumber: Int
    /// In every form of the page that is answered: who sends one of them again sends it with the same key.
    let formKey = String(UInt64.random(in: .min ... .max), radix: 36)
    let context: APIRequestContext
    /// The request itself, for the few that need more of it.
    let request: Request

    var logger: Logger { context.logger }
    var language: Language { preferences.language }
    var principal: Principal? { identification?.principal }

    /// The text in the viewer's language: `request.text("Charge points", "충전기")`.
    func text(_ english: String, _ korean: String) -> String { language(english, korean) }

    /// Whether the viewer may use an operation of the API. What is not allowed is not shown.
    func may(_ operation: OperationName) -> Bool {
        principal.map { services.operations.allows(operation, to: $0) } ?? false
    }

    /// Whether the viewer has this role, at least.
    func may(_ role: Role) -> Bool { principal.map { $0.role >= role } ?? false }

    /// The parts of the page that are asked for alone, to bring them up to date.
    var fragments: [String]? { query["fragment"]?.split(separator: ",").map(String.init) }

    /// Whether the page is shown on a wall, from across the room.
    var isWall: Bool { query.pairs.contains { $0.name == "wall" } }

    /// Which part of a list is asked for.
    ///
    /// - Throws: `Problem` for a cursor that is none of ours.
    func page(limit: Int = 50) throws(Problem) -> PageRequest {
        PageRequest(limit: limit, cursor: try query["cursor"].map { text throws(Problem) in try ListCursor.decode(text, of: query) })
    }

    /// Where this page is, without what only says which part of a list is shown.
    var here: Fields { query.with(["fragment": nil, "cursor": nil]) }

    /// Calls an operation of the API in the viewer's name: with the same checks, and the same trace in the audit log.
    ///
    /// - Throws: `Problem`, which the page shows.
    @discardableResult
    func call(
        _ operation: OperationName, _ input: OperationCaller.Input = .init()
    ) async throws(Problem) -> OperationCaller.Result {
        try await services.operations.call(
            operation, input, by: .init(identification, address: address, logger: logger))
    }

    /// Calls an operation with the form as its body: every field becomes the member of its name.
    @discardableResult
    func submit(_ operation: OperationName, path: [String: String] = [:]) async throws(Problem) -> OperationCaller.Result {
        try await call(
            operation, .init(path: path, body: services.operations.body(of: operation, from: form.pairs)))
    }
}
