import CentralSystem
import HTTPTypes
import WebAPI

/// Takes the switches of language and theme in, and leads back to where they were used.
struct PreferencesPage: ConsolePage {
    static let path = "/preferences"
    static let role: Role? = nil
    /// A year.
    private static let seconds = 31_536_000

    func show(_ request: ConsoleRequest) async throws -> PageAnswer { .redirect("/") }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        var headers = HTTPFields()
        func remember(_ cookie: String, _ value: String) {
            headers[values: .setCookie].append(
                Cookies.header(cookie, value, seconds: Self.seconds, isSecure: request.services.sendsCookiesOverTLSAlone))
        }
        if let language: Language = request.form.value("language") { remember(Preferences.languageCookie, language.rawValue) }
        if let theme: Preferences.Theme = request.form.value("theme") { remember(Preferences.themeCookie, theme.rawValue) }
        return .leave(LocalPath.checked(request.form["next"]), headers: headers)
    }
}
