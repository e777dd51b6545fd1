import ChargePointSimulator
import OCPP16
import SwiftASN1
import X509

/// TC_074 and TC_077: the charge point's own certificate (security whitepaper, use cases A02 and A03).
extension CertificationCase {
    static let renewCertificate = CertificationCase(
        "TC_074_CSMS", "Renew the charge point certificate at the CS's request", .security,
        [
            .variant("RSA", station: .tlsWithCertificate(.rsa)) { test in
                try await test.booted()
                try await test.renewCertificate(.rsa, commonName: test.chargePoint.access.serialNumber)
            },
            .variant("ECDSA", station: .tlsWithCertificate(.ellipticCurve)) { test in
                try await test.renewCertificate(.ellipticCurve, commonName: test.chargePoint.access.serialNumber)
            },
            .variant("the identity as CN", station: .tlsWithCertificate(.rsa)) { test in
                try await test.renewCertificate(.rsa, commonName: test.identity)
            },
            .variant("a chain of the operator's own", station: .tlsWithCertificate(.ellipticCurve)) { test in
                try await test.booted()
                try await test.takeOperatorsChain(.ellipticCurve)
            },
        ])

    static let invalidChargePointCertificate = CertificationCase(
        "TC_077_CSMS", "Invalid charge point certificate event", .security,
        [
            .variant("security profile 3", station: .tlsWithCertificate(.ellipticCurve)) { test in
                try await test.rejectCertificate(.ellipticCurve)
                // The old certificate is as good as before.
                await test.chargePoint.disconnect()
                try await test.chargePoint.connect()
            },
            .variant("security profile 1", station: .basic) { test in
                try await test.booted()
                try await test.rejectCertificate(.rsa)
            },
        ])
}

extension CaseRun {
    /// The whole of TC_074: a new certificate is asked for, comes, and is used.
    fileprivate func renewCertificate(
        _ kind: TestStation.CertificateKey, commonName: String
    ) async throws(CaseFailure) {
        let station = TestStation.tlsWithCertificate(kind)
        stations.forget(station)
        let arrived = try await certificateSigned(kind, commonName: commonName, answer: .accepted)
        try await use(arrived, as: station)
    }

    /// A chain that the operator has the Central System send as it is.
    fileprivate func takeOperatorsChain(_ kind: TestStation.CertificateKey) async throws(CaseFailure) {
        let station = TestStation.tlsWithCertificate(kind)
        stations.forget(station)
        let certificate = try stations.workshop.clientCertificate(
            commonName: chargePoint.access.serialNumber, key: kind)
        let asked = try await ask(CertificateSigned(certificateChain: bounded(certificate.chain)))
        try checkPEM(
            "CertificateSigned.req: certificateChain", asked.request.certificateChain.text, is: certificate.chain)
        try await asked.answer(CertificateSignedResponse(status: .accepted), shown: "Accepted")
        try await use(ArrivedCertificate(call: asked.call, key: certificate.key), as: station)
    }

    private func use(_ arrived: ArrivedCertificate, as station: TestStation) async throws(CaseFailure) {
        await chargePoint.disconnect()
        chargePoint.access.certificate = try arrived.own
        try await chargePoint.connect()
        try await booted()
        stations.keep(chargePoint.access, for: station)
    }

    /// The new certificate is rejected, and the Central System hears why. The connection stays.
    fileprivate func rejectCertificate(_ kind: TestStation.CertificateKey) async throws(CaseFailure) {
        let arrived = try await certificateSigned(kind, commonName: chargePoint.access.serialNumber, answer: .rejected)
        try await securityEvent("InvalidChargePointCertificate")
        try await chargePoint.send(Heartbeat())
        try await checkShown(
            .chargePointCertificate(
                identity: identity, serialNumber: try arrived.serialNumber, isActive: false))
    }

    /// ExtendedTriggerMessage(SignChargePointCertificate) at the operator's request, SignCertificate, CertificateSigned.
    ///
    /// - Parameters:
    ///   - commonName: the CN of the request; there is no O in it.
    ///   - status: what the charge point makes of the certificate.
    private func certificateSigned(
        _ kind: TestStation.CertificateKey, commonName: String, answer status: CertificateSignedStatusEnumType
    ) async throws(CaseFailure) -> ArrivedCertificate {
        // Made before, so that the charge point asks at once and the two CALLs cross, as they do in the field.
        let (request, publicKey) = try signingRequest(kind, commonName: commonName)
        let asked = try await ask(ExtendedTriggerMessage(requestedMessage: .signChargePointCertificate))
        try check(
            "ExtendedTriggerMessage.req: requestedMessage", asked.request.requestedMessage, is: .signChargePointCertificate)
        try check("ExtendedTriggerMessage.req", asked.payload, lacks: "connectorId")
        try await asked.answerOnly(ExtendedTriggerMessageResponse(status: .accepted))
        let answer = try await chargePoint.send(SignCertificate(csr: bounded(request.csr)))
        try check("SignCertificate.conf: status", answer.status, is: .accepted)
        let call = try await chargePoint.receive(CertificateSigned.self, within: configuration.commandLimit)
        try check(
            "SignCertificate.conf came before CertificateSigned.req",
            ArrivalOrder.answer(to: SignCertificate.action, precedes: call.messageID, in: trace.entries),
            otherwise: "CertificateSigned.req came before SignCertificate.conf, expected it after that")
        try check(
            CertificateChainCheck(
                text: call.request.certificateChain.text, publicKey: publicKey, kind: kind, commonName: commonName
            ).findings)
        try await chargePoint.answer(call, CertificateSignedResponse(status: status))
        // Only now: a person may take his time to look, and the Central System waits for its answer.
        try await checkOutcome(of: asked, is: "Accepted")
        return ArrivedCertificate(call: call, key: request.key)
    }

    private func signingRequest(
        _ kind: TestStation.CertificateKey, commonName: String
    ) throws(CaseFailure) -> (SigningRequest, Certificate.PublicKey) {
        do {
            let order = SigningOrder(number: 1, keyKind: kind.keyKind, commonName: commonName, organization: nil)
            let request = try order.carryOut()
            return (request, try CertificateSigningRequest(pemEncoded: request.csr).publicKey)
        } catch {
            throw .inconclusive("the test cannot make a request for a certificate: \(error)")
        }
    }
}
