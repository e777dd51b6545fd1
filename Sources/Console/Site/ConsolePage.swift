import CentralSystem
import OCPPJ
import WebAPI

/// One page of the console, or what one form of it does. One file for each.
protocol ConsolePage: Sendable {
    /// Where it is, with parameters in braces: `/charge-points/{id}`.
    static var path: String { get }
    /// Who may see it, at least; nil for everybody, signed in or not.
    static var role: Role? { get }
    /// The operations of the API that its forms call. That they exist is checked at start.
    static var operations: [OperationName] { get }
    /// Whether its form brings a file: `multipart/form-data`, the file last. It is then in `request.upload`.
    static var takesFile: Bool { get }

    /// Shows the page, or answers with something else.
    ///
    /// - Throws: `Problem`, and whatever services throw: shown as a page that says what went wrong.
    func show(_ request: ConsoleRequest) async throws -> PageAnswer

    /// Takes the form of the page in, which is known to come from the session of who asks.
    ///
    /// - Throws: `Problem`, and whatever services throw: the page is shown again with the problem and what was typed.
    func submit(_ request: ConsoleRequest) async throws -> PageAnswer
}

extension ConsolePage {
    static var role: Role? { .viewer }
    static var operations: [OperationName] { [] }
    static var takesFile: Bool { false }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer { throw Self.notOffered }
    func submit(_ request: ConsoleRequest) async throws -> PageAnswer { throw Self.notOffered }

    private static var notOffered: Problem { Problem(.methodNotAllowed, "There is nothing to see or to do here.") }
}
