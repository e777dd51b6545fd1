import ChargePointSimulator
import OCPP16
import SwiftASN1
import X509

/// A certificate that the Central System has brought in CertificateSigned, with the key that it is for.
struct ArrivedCertificate: Sendable {
    let call: ReceivedCall<CertificateSigned>
    /// In PEM. Never in a trace.
    let key: String

    /// As the charge point shows it: its own certificate, and those of issuers; roots are known to those who trust them.
    ///
    /// - Throws: a failure when the chain cannot be read.
    var own: ClientCertificate {
        get throws(CaseFailure) {
            let certificates = try certificates
            let shown = certificates.prefix(1) + certificates.dropFirst().filter { $0.issuer != $0.subject }
            return ClientCertificate(chain: shown.map { CertificateWorkshop.pem($0) }.joined(), key: key)
        }
    }

    /// The serial number of the charge point's certificate, in hexadecimal digits without leading zeros.
    ///
    /// - Throws: a failure when the chain cannot be read.
    var serialNumber: String {
        get throws(CaseFailure) {
            String(Hexadecimal.text(of: try certificates[0].serialNumber.bytes).drop { $0 == "0" })
        }
    }

    private var certificates: [Certificate] {
        get throws(CaseFailure) {
            let certificates: [Certificate]
            do {
                certificates = try PEMDocument.parseMultiple(pemString: call.request.certificateChain.text)
                    .map { try Certificate(pemDocument: $0) }
            } catch {
                throw .failed("CertificateSigned.req: certificateChain cannot be read: \(error)")
            }
            guard !certificates.isEmpty else {
                throw .failed("CertificateSigned.req: certificateChain held no certificate")
            }
            return certificates
        }
    }
}
