package import HTTPTypes

extension HTTPField.Name {
    static let forgeryToken = named("X-CSRF-Token")
    static let forwardedFor = named("X-Forwarded-For")
    static let forwardedHost = named("X-Forwarded-Host")
    static let frameOptions = named("X-Frame-Options")
    package static let referrerPolicy = named("Referrer-Policy")

    /// All of those above, for the test that none of them is the name of another field.
    static let ours = [forgeryToken, forwardedFor, forwardedHost, frameOptions, referrerPolicy]

    /// - Precondition: `text` is a token (RFC 9110, section 5.6.2); a constant of the program that is none ends it at once, because a
    ///   defence that looks at another field is none.
    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) cannot be the name of a field") }
        return name
    }
}
