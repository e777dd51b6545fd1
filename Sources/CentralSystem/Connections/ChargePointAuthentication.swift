import OCPPJ

/// Makes sure that a peer is the charge point that it says it is, in the way that the charge point's security profile demands
/// (security whitepaper, section 2).
struct ChargePointAuthentication: Sendable {
    /// What came of it.
    struct Proof: Sendable {
        /// The profile that the connection uses.
        var profile: SecurityProfile
        /// In which form the password came; nil when none was looked at.
        var passwordForm: ChargePointPassword.Form?
        /// The password that was used was sent to the charge point and not confirmed before.
        var pendingPassword: Int64?
        /// The SHA-256 of the certificate that was verified, in hexadecimal.
        var certificateFingerprint: String?
    }

    /// Below it nobody is let in, whatever is registered.
    let minimum: SecurityProfile
    let certificates: any ClientCertificateVerification
    let verifier = PasswordVerifier()

    /// - Throws: `AdmissionRefusal`; `PasswordVerifier.Busy`; a `DatabaseError`.
    func authenticate(
        _ request: UpgradeRequest, _ identity: ChargePointIdentity, _ record: AdmissionRecord
    ) async throws -> Proof {
        let required = max(
            .required(registered: record.securityProfile, hasPassword: record.passwordHash != nil), minimum)
        guard request.security != nil || !required.demandsTLS else {
            throw AdmissionRefusal(
                status: 401, reason: "security profile \(required.rawValue) demands TLS: connect to the wss:// URL")
        }
        if required == .tlsWithClientCertificate || isUpgrading(request, record) {
            let fingerprint = try await verifyCertificate(request, identity, record)
            return Proof(profile: .tlsWithClientCertificate, certificateFingerprint: fingerprint)
        }
        return try await verifyPassword(request, identity, record, required)
    }

    /// Throws when what was shown is good no longer: it may have been revoked while the connection was on its way.
    func confirm(_ proof: Proof) async throws {
        guard let fingerprint = proof.certificateFingerprint, try await certificates.isRevoked(fingerprint) else { return }
        throw AdmissionRefusal(status: 401, reason: "the client certificate is not accepted: it was revoked just now")
    }

    /// Whether the charge point comes with its certificate before the answer to the raise of its profile was recorded.
    private func isUpgrading(_ request: UpgradeRequest, _ record: AdmissionRecord) -> Bool {
        record.pendingSecurityProfile == .tlsWithClientCertificate && request.authorization == nil
            && request.security?.clientCertificates.isEmpty == false
    }

    private func verifyCertificate(
        _ request: UpgradeRequest, _ identity: ChargePointIdentity, _ record: AdmissionRecord
    ) async throws -> String {
        guard let presented = request.security?.clientCertificates, !presented.isEmpty else {
            throw AdmissionRefusal(status: 401, reason: "security profile 3 demands a client certificate, and none was presented")
        }
        let holder = CertificateHolder(
            chargePoint: ChargePointReference(key: record.key, identity: identity.text), serialNumber: record.serialNumber)
        do {
            return try await certificates.verify(presented, of: holder, at: request.receivedAt)
        } catch let refusal as ClientCertificateRefusal {
            throw AdmissionRefusal(status: 401, reason: "the client certificate is not accepted: \(refusal.reason)")
        }
    }

    private func verifyPassword(
        _ request: UpgradeRequest, _ identity: ChargePointIdentity, _ record: AdmissionRecord, _ required: SecurityProfile
    ) async throws -> Proof {
        let authenticated: SecurityProfile = request.security == nil ? .basic : .tlsWithBasic
        let candidates = record.passwordHashes
        guard let header = request.authorization else {
            guard required == .none else { throw AdmissionRefusal(status: 401, reason: "Basic authentication is required") }
            return Proof(profile: .none)
        }
        guard let credentials = BasicCredentials(header: header) else {
            throw AdmissionRefusal(status: 401, reason: "the Authorization header is not Basic authentication")
        }
        guard credentials.userName == Array(identity.text.utf8) else {
            // The answer names what the peer sent itself, so it gives nothing away.
            let name = credentials.userNameText.prefix(100)
            throw AdmissionRefusal(status: 401, reason: "the user name \"\(name)\" is not the charge point identity")
        }
        guard !candidates.isEmpty else {
            // Whoever needs no password may still send one, but not in somebody else's name.
            guard required == .none else {
                throw AdmissionRefusal(
                    status: 401, reason: "security profile \(required.rawValue) demands a password, and none is set for this charge point")
            }
            return Proof(profile: .none)
        }
        for candidate in candidates {
            guard let hash = PasswordHash(text: candidate.hash) else {
                throw AdmissionRefusal(status: 401, reason: "the stored password cannot be read; set it again")
            }
            if let form = try await verifier.verify(
                credentials.password, against: hash, from: PeerNetwork(request.remoteAddress)) {
                return Proof(profile: authenticated, passwordForm: form, pendingPassword: candidate.pendingID)
            }
        }
        // One that is only pending is no reason to turn away a charge point that needs none yet.
        guard required > .none else { return Proof(profile: .none) }
        throw AdmissionRefusal(status: 401, reason: "wrong password")
    }
}

extension AdmissionRecord {
    /// A password that is good, as stored; `pendingID` is set for one that was sent and not confirmed.
    typealias Candidate = (hash: String, pendingID: Int64?)

    /// The charge point's password first.
    fileprivate var passwordHashes: [Candidate] {
        (passwordHash.map { [($0, nil)] } ?? []) + pendingPasswords.map { ($0.hash, Optional($0.id)) }
    }
}
