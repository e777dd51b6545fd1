package import Persistence

/// The administrator's token that everything starts with: set in the configuration, or made at the first start and stored as its
/// hash. It can be revoked for good once there is another administrator.
package enum AdministratorToken {
    /// The setting under which the hash of a generated token is kept.
    package static let settingName = "administrator.tokenSHA256"
    /// What stands there when the token was revoked, so that no new one is made at the next start.
    package static let revoked = "revoked"

    /// The hash of the token that was generated; nil when there is none or it was revoked.
    package static func storedHash(in connection: any SQLConnection) throws -> String? {
        try StoredSettingsStore.value(settingName, in: connection).flatMap { $0 == revoked ? nil : $0 }
    }

    static func revoke(in connection: any SQLConnection) throws {
        try StoredSettingsStore.set(settingName, to: revoked, in: connection)
    }
}
