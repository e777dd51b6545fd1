import CentralSystem
import Console
import Foundation
import OCPPJ

/// How a newcomer comes into the console of a demonstration at once: a user of its own, whose password nobody knows, and a link that
/// lets them in once.
struct DemonstrationEntrance: Sendable {
    static let user = "demo"

    let entrance: OneTimeEntrance
    /// The path of the link; a secret.
    let path: String

    init(_ users: UserService, at now: Timestamp) async throws {
        do {
            // Three random identifiers are more than anybody guesses.
            let password = (0..<3).map { _ in UUID().uuidString }.joined()
            _ = try await users.create(Self.user, role: .administrator, password: password)
        } catch let error as CentralSystemError where error.code == .alreadyExists {
            // Of an earlier demonstration on the same data.
        }
        (entrance, path) = OneTimeEntrance.make(for: Self.user, at: now)
    }
}
