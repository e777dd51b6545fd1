import HTTPTypes
import WebAPI

/// Ends the session.
struct SignOut: ConsolePage {
    static let path = "/sign-out"
    static let operations: [OperationName] = ["logOut"]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer { .redirect("/") }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let result = try await request.call("logOut")
        var headers = HTTPFields()
        if let cookie = result.headers[.setCookie] { headers[.setCookie] = cookie }
        return .leave(SignInPage.path, headers: headers)
    }
}
