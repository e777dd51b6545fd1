import OCPP16
import OCPPJ

/// The verbs on how charge points authenticate themselves.
package struct SecurityProfileService: Sendable {
    let commands: CommandService

    package init(commands: CommandService) {
        self.commands = commands
    }

    /// Gives a charge point a new password of 20 random bytes (security whitepaper, A01): sent as AuthorizationKey in hexadecimal,
    /// in force when the charge point has taken it. Nobody but the charge point gets to know it.
    ///
    /// - Throws: what `CommandService.send` throws.
    package func changePassword(
        of identity: String, requestedBy: String, timeout: Duration? = nil, alongside: CommandService.Alongside? = nil
    ) async throws -> Command {
        try await commands.send(
            ChangeConfiguration(
                key: CiString<50>("AuthorizationKey"), value: CiString<500>(ChargePointPassword.generate())),
            to: identity, requestedBy: requestedBy, timeout: timeout, alongside: alongside)
    }

    /// Raises a charge point's security profile (security whitepaper, A05). The charge point uses it from its next connection on; a
    /// Reset brings that about. What it needs for it (password, certificates) must be there; the charge point decides.
    ///
    /// - Throws: what `CommandService.send` throws.
    package func raise(
        to profile: SecurityProfile, of identity: String, requestedBy: String, timeout: Duration? = nil
    ) async throws -> Command {
        try await commands.send(
            ChangeConfiguration(
                key: CiString<50>(SecurityProfile.configurationKey), value: CiString<500>(String(profile.rawValue))),
            to: identity, requestedBy: requestedBy, timeout: timeout)
    }

    /// What the charge point said to a change; nil when it did not answer, or not readably.
    package static func status(of command: Command) -> String? {
        command.confirmation(to: ReceivedChangeConfiguration.self)?.status?.text.map { ConfirmationStatus.corrected($0) }
    }
}
