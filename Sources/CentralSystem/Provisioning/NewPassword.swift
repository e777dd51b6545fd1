import OCPPJ

/// A change of a password, ready to be stored: the slow work is done before the write that stores it.
struct NewPassword: Sendable {
    enum Effect: Sendable {
        case keep
        case remove
        case replace(PasswordHash)
    }

    let effect: Effect
    /// The password in clear when it was made here; shown once.
    let generated: String?

    /// - Throws: `CentralSystemError` with code `.invalidMember`.
    init(_ change: PasswordChange, for id: String) async throws {
        switch change {
        case .keep:
            effect = .keep
            generated = nil
        case .remove:
            effect = .remove
            generated = nil
        case .set(let text):
            effect = .replace(try await Self.hash(text, for: id))
            generated = nil
        case .generate:
            let text = ChargePointPassword.generate()
            effect = .replace(try await Self.hash(text, for: id))
            generated = text
        }
    }

    private static func hash(_ text: String, for id: String) async throws -> PasswordHash {
        // RFC 7617: the first ':' ends the user name, so a user name cannot hold one.
        guard !id.contains(":") else {
            throw CentralSystemError(
                .invalidMember, member: "password",
                "password cannot be set: the identity \(id) holds a ':', which Basic authentication cannot carry as user name")
        }
        guard let password = ChargePointPassword(text) else {
            throw CentralSystemError(.invalidMember, member: "password", "password \(ChargePointPassword.rule)")
        }
        return try await PasswordVerifier().hash(password)
    }
}
