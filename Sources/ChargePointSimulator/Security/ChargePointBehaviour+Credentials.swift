import OCPP16
import OCPPJ
import OCPPTransport

extension ChargePointBehaviour {
    /// How the next connection is to be made.
    var access: CentralSystemAccess {
        let credentials = security.credentials.current
        let own = credentials.profile == .tlsWithCertificate ? credentials.certificate : nil
        return CentralSystemAccess(
            password: credentials.profile.usesPassword ? credentials.password : nil,
            tls: credentials.profile.usesTLS
                ? ClientTLS(
                    trustRoots: security.certificates.trustRoots, certificateChain: own?.chain, privateKey: own?.key,
                    verifiesHostname: profile.security.verifiesHostname)
                : nil)
    }

    /// ChangeConfiguration of AuthorizationKey (security whitepaper, use case A01): the hexadecimal digits of 16 to 20 octets.
    /// In force from the next connection on, which follows at once.
    mutating func changeAuthorizationKey(to text: String, at now: Timestamp) -> ConfigurationStatus {
        guard let bytes = ChargePointSecurity.bytes(ofAuthorizationKey: text),
            !profile.security.faults.contains(.refusesPasswords)
        else { return .rejected }
        note(.reconfigurationOfSecurityParameters, "AuthorizationKey changed", at: now)
        if !profile.security.faults.contains(.keepsOldPassword) {
            let password = profile.security.sendsPasswordAsHex ? Array(text.utf8) : bytes
            security.credentials.change { $0.password = password }
        }
        if security.credentials.current.profile.usesPassword { security.wantsReconnect = true }
        return .accepted
    }

    /// ChangeConfiguration of SecurityProfile (security whitepaper, use case A05): only upwards, and only when there is all
    /// that the new profile needs.
    mutating func changeSecurityProfile(to text: String, at now: Timestamp) -> ConfigurationStatus {
        let credentials = security.credentials.current
        guard let wanted = Int(text).flatMap(ChargePointSecurity.Profile.init), wanted > credentials.profile,
            !profile.security.faults.contains(.refusesSecurityProfiles)
        else { return .rejected }
        if wanted.usesPassword, credentials.password?.count ?? 0 < 16 { return .rejected }
        if wanted.usesTLS {
            let hasRoot = security.certificates.centralSystemRoots.contains { $0.certificate.notAfter > now }
            guard hasRoot, profile.security.knowsSecureURL else { return .rejected }
        }
        if wanted == .tlsWithCertificate, credentials.certificate?.isValid(at: now) != true { return .rejected }
        security.credentials.change { $0.profile = wanted }
        showSecurityProfile()
        note(.reconfigurationOfSecurityParameters, "SecurityProfile \(wanted.rawValue)", at: now)
        security.wantsReconnect = true
        return .accepted
    }

    /// Closes the connection for new credentials, as soon as nothing is under way on it.
    mutating func reconnectIfWanted() {
        guard security.wantsReconnect, phase == .up, shutdown == nil, outstanding == nil, heldUntil == nil, closing == nil
        else { return }
        security.wantsReconnect = false
        closing = .closedByOperator("new credentials")
    }

    /// A connection has come about with the credentials in use.
    mutating func credentialsProven() {
        if security.credentials.current.profile.usesTLS { security.certificates.rootsProven() }
        security.credentials.proven()
        security.obstacle = nil
        security.wantsReconnect = false
    }

    /// A connection has not come about: goes back to former credentials, or to a former root, when it looks as if the new ones
    /// were the reason (security whitepaper, A05.FR.08 and M05.FR.13).
    mutating func credentialsFailed(_ obstacle: ConnectObstacle, _ reason: String, at now: Timestamp) {
        noteObstacle(obstacle, reason, at: now)
        if obstacle == .invalidCertificate { security.certificates.rootsFailed() }
        guard security.credentials.failed(isAboutCredentials: obstacle != .unreachable) else { return }
        showSecurityProfile()
        note(
            .reconfigurationOfSecurityParameters,
            "back to former credentials, security profile \(security.credentials.current.profile.rawValue)", at: now)
    }

    private mutating func showSecurityProfile() {
        configuration.set(.securityProfile, to: String(security.credentials.current.profile.rawValue))
    }
}
