import SwiftASN1
import X509

/// Where a certificate says what its key is for, a client's authentication must be among it (RFC 5280, section 4.2.1.12).
struct ClientAuthenticationPolicy: VerifierPolicy {
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
        .X509ExtensionID.extendedKeyUsage, .X509ExtensionID.subjectAlternativeName, .X509ExtensionID.keyUsage,
    ]

    func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) async -> PolicyEvaluationResult {
        let usage: ExtendedKeyUsage?
        do {
            usage = try chain.leaf.extensions.extendedKeyUsage
        } catch {
            return .failsToMeetPolicy(reason: "what the certificate is for cannot be read (extended key usage)")
        }
        guard let usage else { return .meetsPolicy }
        guard usage.contains(.clientAuth) || usage.contains(.any) else {
            return .failsToMeetPolicy(reason: "the certificate is not for clients (extended key usage)")
        }
        return .meetsPolicy
    }
}
