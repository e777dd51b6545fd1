import OCPP16
import OCPPJ
import SwiftASN1
import X509

extension ChargePointBehaviour {
    /// The commonName of the charge point's certificates (security whitepaper, A00.FR.511).
    var commonName: String { profile.security.serialNumber ?? profile.identity }

    /// Begins to ask for a certificate: with a new key pair (security whitepaper, A02.FR.02).
    mutating func requestCertificate(isTriggered: Bool) {
        signingCount += 1
        let order = SigningOrder(
            number: signingCount, keyKind: profile.security.keyKind, commonName: commonName,
            organization: configuration.text(.cpoName))
        security.signing = Signing(order: order, isTriggered: isTriggered)
        ordersToCarryOut.append(order)
    }

    /// The key pair and the request are made, or could not be.
    mutating func signingRequestMade(_ number: Int, _ result: Result<SigningRequest, CertificateProblem>, at now: Timestamp) {
        guard security.signing?.order.number == number else { return }
        switch result {
        case .success(let request):
            security.signing?.request = request
            security.signing?.dueAt = now
        case .failure(let problem):
            security.signing = nil
            failed("SignCertificate: \(problem)")
        }
    }

    /// Sends the request, or sends it again, when that is due; begins a renewal when the certificate is about to end.
    mutating func advanceSigning(to now: Timestamp) {
        if let next = security.nextCertificate, next.certificate.notBefore <= now { switchTo(next, at: now) }
        guard let signing = security.signing else {
            guard isOnline, let due = security.renewalDueAt, due <= now else { return }
            // Another renewal, should this one come to nothing, begins in a day.
            security.renewalDueAt = now.advanced(bySeconds: 86_400)
            requestCertificate(isTriggered: false)
            return
        }
        guard let request = signing.request, let due = signing.dueAt, due <= now, maySend(signing) else { return }
        guard signing.attempts < Signing.maximumAttempts else {
            security.signing = nil
            failed("SignCertificate: given up after \(signing.attempts) attempts")
            return
        }
        security.signing?.attempts += 1
        security.signing?.dueAt = now.advanced(bySeconds: Signing.patienceSeconds)
        do {
            outbox.append(
                .signCertificate(SignCertificate(csr: try BoundedString(request.csr)), order: signing.order.number),
                isTriggered: signing.isTriggered)
        } catch {
            security.signing = nil
            failed("SignCertificate: \(error)")
        }
    }

    private func maySend(_ signing: Signing) -> Bool {
        isOnline || signing.isTriggered && phase == .up && registration.status == .pending
    }

    /// When the request is to be sent, or a certificate comes into force.
    var signingDueAt: Timestamp? {
        var due = [security.nextCertificate?.certificate.notBefore]
        if let signing = security.signing {
            if maySend(signing) { due.append(signing.dueAt) }
        } else if isOnline {
            due.append(security.renewalDueAt)
        }
        return due.compactMap(\.self).min()
    }

    /// The Central System will not have it signed now: the request is sent again later, and later with every time.
    mutating func signingRefused(_ order: Int, at now: Timestamp) {
        guard let signing = security.signing, signing.order.number == order else { return }
        security.signing?.dueAt = now.advanced(bySeconds: Signing.retrySeconds << max(0, signing.attempts - 1))
    }

    /// The connection went before the answer came.
    mutating func signingInterrupted(_ order: Int, at now: Timestamp) {
        guard security.signing?.order.number == order else { return }
        security.signing?.attempts -= 1
        security.signing?.dueAt = now
    }

    /// CertificateSigned (security whitepaper, use cases A02 and A03).
    mutating func certificateSigned(_ request: CertificateSigned, at now: Timestamp) -> CertificateSignedResponse {
        do throws(CertificateProblem) {
            let own = try verified(request.certificateChain.text, at: now)
            security.signing = nil
            security.renewalDueAt = own.renewalDueAt
            if own.certificate.notBefore <= now { switchTo(own, at: now) } else { security.nextCertificate = own }
            return CertificateSignedResponse(status: .accepted)
        } catch {
            security.signing = nil
            note(.invalidChargePointCertificate, error.description, at: now)
            return CertificateSignedResponse(status: .rejected)
        }
    }

    /// The certificate that was brought, with the key that it was asked for with (security whitepaper, A02.FR.06).
    private func verified(_ chain: String, at now: Timestamp) throws(CertificateProblem) -> OwnCertificate {
        guard !profile.security.faults.contains(.refusesCertificates) else {
            throw CertificateProblem("certificates are not taken")
        }
        guard let key = security.signing?.request?.key else { throw CertificateProblem("none was asked for") }
        let maximum = configuration.integer(.certificateSignedMaxChainSize)
        guard chain.unicodeScalars.count <= maximum else {
            throw CertificateProblem("the chain is longer than \(maximum) characters")
        }
        let own = try OwnCertificate(chain: chain, key: key)
        guard own.certificate.subjectValues(.RDNAttributeType.commonName) == [commonName] else {
            throw CertificateProblem("the commonName is not \(commonName)")
        }
        let others = try Certificate.chain(inPEM: chain).dropFirst()
        try own.certificate.check(
            through: others, to: security.certificates.centralSystemRoots.map(\.certificate), at: now)
        return own
    }

    /// The certificate comes into force (security whitepaper, A02.FR.08).
    private mutating func switchTo(_ certificate: OwnCertificate, at now: Timestamp) {
        security.nextCertificate = nil
        security.credentials.change { $0.certificate = certificate }
        note(.reconfigurationOfSecurityParameters, "new charge point certificate", at: now)
        if security.credentials.current.profile == .tlsWithCertificate { security.wantsReconnect = true }
    }
}
