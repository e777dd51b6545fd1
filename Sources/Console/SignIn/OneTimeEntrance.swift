import Crypto
import Foundation
package import OCPPJ
import Synchronization

/// A link that lets one user in once, for a short time, such as the demonstration's that is printed at its start. The secret in it is
/// nowhere but in the link; here is its hash.
package final class OneTimeEntrance: Sendable {
    /// How long it serves.
    package static let lifetimeSeconds = 1800

    let user: String
    private let hash: Mutex<[UInt8]?>
    private let expiresAt: Timestamp

    private init(user: String, hash: [UInt8], expiresAt: Timestamp) {
        self.user = user
        self.hash = Mutex(hash)
        self.expiresAt = expiresAt
    }

    /// Makes one.
    ///
    /// - Returns: the entrance, and the path of the link, which is to be shown once.
    package static func make(for user: String, at now: Timestamp) -> (entrance: OneTimeEntrance, path: String) {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<24).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let secret = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        let entrance = OneTimeEntrance(
            user: user, hash: digest(secret), expiresAt: now.advanced(bySeconds: lifetimeSeconds))
        return (entrance, "\(OneTimeSignIn.prefix)\(secret)")
    }

    /// Takes a secret; only the first who brings the right one is let in.
    func redeem(_ secret: String, at now: Timestamp) -> Bool {
        let given = Self.digest(secret)
        return hash.withLock { hash in
            guard let expected = hash, now < expiresAt else { return false }
            // Hashes of random secrets: what the time of this comparison tells is of no use.
            guard expected == given else { return false }
            hash = nil
            return true
        }
    }

    private static func digest(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
