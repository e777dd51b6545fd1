import CentralSystem
import OCPPJ

extension OperationRequest {
    /// Actions that put keys and authorities into charge points, or take them out.
    private static let reserved: Set<String> = ["CertificateSigned", "DeleteCertificate", "InstallCertificate"]

    /// Refuses those who may send commands, but not decide about certificates, the actions by which they would.
    ///
    /// - Throws: `Problem` (`forbidden`).
    func requireRole(for action: String) throws(Problem) {
        guard Self.reserved.contains(action), let principal = identification?.principal, principal.role < .administrator else { return }
        throw .forbidden(
            needing: .administrator, "\(principal.name) has the role \(principal.role.rawValue); \(action) needs administrator.")
    }
}
