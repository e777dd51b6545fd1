package import OCPPJ

/// Bulk operations of the kind `certificateRenewal`: each charge point is asked to ask for a new certificate. Without parameters.
package struct CertificateRenewalExecutor: BulkExecutor {
    package static let kind = "certificateRenewal"

    private let renewals: CertificateRenewalService

    package init(renewals: CertificateRenewalService) {
        self.renewals = renewals
    }

    package func perform(
        _ parameters: JSONNode, on chargePoint: ChargePointReference, requestedBy: String,
        sending: @escaping CommandService.Alongside
    ) async throws -> BulkResult {
        BulkResult(
            try await renewals.request(of: chargePoint.identity, requestedBy: requestedBy, alongside: sending).command)
    }
}
