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
        headers[values: .setCookie].append(Self.farewell(request))
        return .leave(SignInPage.path, headers: headers)
    }

    /// The message on the page where one signs in, as a cookie.
    static func farewell(_ request: ConsoleRequest) -> String {
        Flash.success(request.text("You are signed out.", "로그아웃했습니다.")).header(isSecure: request.services.sendsCookiesOverTLSAlone)
    }
}
