package import OCPP16
package import OCPPJ

/// A root certificate in a charge point, as far as is known here.
package struct InstalledCertificate: Hashable, Sendable {
    package var id: Int64
    package var chargePoint: ChargePointReference
    package var certificateType: CertificateUseEnumType
    package var state: InstalledCertificateState
    /// Why, for people.
    package var explanation: String?
    /// As the charge point listed it last, letter by letter; nil while it has not.
    package var hashData: CertificateHashDataType?
    /// The certificate, where it is known: sent from here, or an authority's.
    package var fingerprint: String?
    package var requestedAt: Timestamp?
    /// When a list of the charge point named it last.
    package var listedAt: Timestamp?
    package var changedAt: Timestamp
    /// The last command about it: InstallCertificate or DeleteCertificate.
    package var commandId: Int64?
    /// Read with it where it is known.
    package var document: DecodedCertificate?
}

/// Where a certificate of a charge point's store stands.
package enum InstalledCertificateState: String, CaseIterable, Sendable {
    /// InstallCertificate is on its way.
    case requested
    /// The charge point has it.
    case installed
    /// The charge point answered Rejected: it cannot be read, or there are too many.
    case rejected
    /// The charge point answered Failed.
    case failed
    /// There was no answer that can be read.
    case unanswered
    /// Deleted on request.
    case deleted
    /// The charge point lists it no longer.
    case notListed
}
