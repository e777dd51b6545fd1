import CentralSystem
import HTTPTypes
import HummingbirdCore
import OCPPJ
import WebAPI

/// Where the one-time link leads.
struct OneTimeSignIn: ConsolePage {
    static let prefix = "/sign-in/once/"
    static let path = "/sign-in/once/{secret}"
    static let role: Role? = nil

    let entrance: OneTimeEntrance?

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        // Programs that look at links before people do would use it up.
        guard request.request.method == .get else { throw Problem(.methodNotAllowed, "This link is opened with GET.") }
        guard let entrance, entrance.redeem(request.parameters["secret"] ?? "", at: request.now),
            let cookie = try await request.services.signIn(entrance.user, from: request.address, request.context)
        else {
            guard request.identification == nil else { return .redirect("/") }
            guard entrance != nil else {
                return .redirect(SignInPage.path, .warning(request.text(
                    "This link is of no use here: the server was started without the demonstration. Sign in with name and password.",
                    "데모 없이 시작한 서버이므로 이 링크를 사용할 수 없습니다. 사용자 이름과 비밀번호로 로그인하십시오.")))
            }
            return .redirect(SignInPage.path, .warning(request.text(
                "This link has been used, or its time is over. Start the demonstration again for a new one.",
                "이미 사용했거나 기한이 지난 링크입니다. 데모를 다시 시작하면 새 링크가 출력됩니다.")))
        }
        return .leave("/", headers: [.setCookie: cookie])
    }
}
