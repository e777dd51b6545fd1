package import OCPPJ

/// Bulk operations of the kind `passwordChange`: a new password for each charge point.
package struct PasswordChangeExecutor: BulkExecutor {
    package static let kind = "passwordChange"

    let securityProfiles: SecurityProfileService

    package init(securityProfiles: SecurityProfileService) {
        self.securityProfiles = securityProfiles
    }

    package func perform(
        _ parameters: JSONNode, on chargePoint: ChargePointReference, requestedBy: String,
        sending: @escaping CommandService.Alongside
    ) async throws -> BulkResult {
        BulkResult(
            try await securityProfiles.changePassword(
                of: chargePoint.identity, requestedBy: requestedBy, alongside: sending))
    }
}
