package import OCPPJ
import Logging
import OCPP16
import Persistence

/// Decides who gets a connection: identity, registration, password, subprotocol, in this order. Every refusal is recorded.
package struct ChargePointAdmission: ConnectionAdmission {
    /// The subprotocol of OCPP-J 1.6 (section 3.1.2).
    static let subprotocol = "ocpp1.6"

    let database: any Database
    let settings: CentralSystemSettings
    let environment: SessionEnvironment
    let refusals: RefusedConnectionService
    let authentication: ChargePointAuthentication

    package func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        do {
            return try await admit(request)
        } catch {
            let refusal = refusal(for: error)
            refusals.record(refusal, of: request)
            throw refusal
        }
    }

    private func admit(_ request: UpgradeRequest) async throws -> AdmittedConnection {
        guard let identity = request.identity.flatMap(ChargePointIdentity.init) else {
            throw AdmissionRefusal(status: 404, reason: "the URL's last component is no charge point identity")
        }
        let known = try await database.read { try ChargePointStore.admissionRecord(identity.text, in: $0) }
        let record: AdmissionRecord
        let subprotocol: String?
        var proof = ChargePointAuthentication.Proof(profile: .none)
        if let known {
            proof = try await authentication.authenticate(request, identity, known)
            subprotocol = try agree(request, known.settings)
            try await confirm(proof, known, at: request.receivedAt)
            record = known
            if proof.passwordForm == .hexadecimal { note(.passwordAsHexadecimalText, "the key's text was sent, not its bytes", known.key) }
        } else {
            // Before a row is made: who is refused anyway must not leave one.
            try checkStranger(identity)
            subprotocol = try agree(request, ChargePointSettings())
            record = try await takeIn(identity, at: request.receivedAt)
        }
        noteOddities(of: request, record.key)
        let session = ChargePointSession(
            chargePoint: ChargePointReference(key: record.key, identity: identity.text),
            registrationStatus: record.registrationStatus, settings: record.settings, remoteAddress: request.remoteAddress,
            subprotocol: subprotocol,
            security: ConnectionSecurity(
                profile: proof.profile, tlsVersion: request.security?.version,
                certificateFingerprint: proof.certificateFingerprint),
            environment: environment)
        environment.connections.expect(identity.text)
        // After it is expected: who revokes from now on waits for it and closes it.
        try await authentication.confirm(proof)
        return AdmittedConnection(
            responder: session, settings: settings.connectionSettings(for: record.settings), subprotocol: subprotocol)
    }

    /// Keeps what the charge point has just shown: that it uses a password, or a profile, that was only sent to it before.
    private func confirm(_ proof: ChargePointAuthentication.Proof, _ record: AdmissionRecord, at time: Timestamp) async throws {
        let raised = record.pendingSecurityProfile.flatMap { proof.profile >= $0 ? $0 : nil }
        guard proof.pendingPassword != nil || raised != nil else { return }
        try await database.write { connection in
            if let id = proof.pendingPassword {
                try PendingPasswordStore.confirm(id: id, chargePointKey: record.key, at: time, in: connection)
            }
            if let raised { try SecurityProfileStore.raise(to: raised, chargePointKey: record.key, at: time, in: connection) }
        }
    }

    /// - Returns: the subprotocol to echo; nil when none was offered and that is tolerated.
    private func agree(_ request: UpgradeRequest, _ chargePoint: ChargePointSettings) throws -> String? {
        guard let offered = request.subprotocols else {
            guard !(chargePoint.requireSubprotocol ?? !settings.acceptsMissingSubprotocol) else {
                throw AdmissionRefusal(status: 400, reason: "no subprotocol offered; Sec-WebSocket-Protocol must name ocpp1.6")
            }
            return nil
        }
        guard offered.contains(Self.subprotocol) else {
            let names = offered.joined(separator: ", ").prefix(100)
            throw AdmissionRefusal(status: 400, reason: "no common subprotocol: \"\(names)\" offered, ocpp1.6 supported")
        }
        return Self.subprotocol
    }

    /// Whether a charge point that nobody registered may introduce itself.
    private func checkStranger(_ identity: ChargePointIdentity) throws {
        guard settings.registration != .closed else {
            throw AdmissionRefusal(status: 404, reason: "unknown charge point")
        }
        guard authentication.minimum == .none else {
            throw AdmissionRefusal(
                status: 404, reason: "unknown charge point, and none may connect below security profile \(authentication.minimum.rawValue)")
        }
        guard identity.isPlain else {
            throw AdmissionRefusal(status: 404, reason: "unknown charge point, and not an identity that can be taken in unseen")
        }
    }

    private func takeIn(_ identity: ChargePointIdentity, at time: Timestamp) async throws -> AdmissionRecord {
        let status: RegistrationStatus = settings.registration == .open ? .accepted : .pending
        let limit = settings.pendingLimit
        // Asked in a read first, so that strangers who find no room cost no disk write.
        let isFull =
            status == .pending
            ? try await database.read { try ChargePointStore.pendingCount(in: $0) >= limit }
            : false
        let taken = isFull ? nil : try await database.write { connection in
            try ChargePointStore.admitStranger(
                identity.text, as: status, pendingLimit: limit, at: time, in: connection)
        }
        guard let taken else {
            throw AdmissionRefusal(status: 404, reason: "unknown charge point, and \(limit) others wait for acceptance already")
        }
        // Registered between our look and our write: it has to show who it is.
        guard SecurityProfile.required(registered: taken.securityProfile, hasPassword: taken.passwordHash != nil) == .none else {
            throw AdmissionRefusal(status: 401, reason: "Basic authentication is required")
        }
        return taken
    }

    private func noteOddities(of request: UpgradeRequest, _ key: Int64) {
        if request.subprotocols == nil {
            note(DeviationRule(.missingSubprotocol), "no Sec-WebSocket-Protocol header; accepted as OCPP 1.6", key)
        }
        if ConnectionTarget(request.target).isOdd {
            note(DeviationRule(.oddURL), "\(request.target.prefix(200)) taken as \(request.identity ?? "")", key)
        }
    }

    private func note(_ rule: DeviationRule, _ detail: String, _ key: Int64) {
        DeviationRecorder(chargePointKey: key, ledger: environment.deviations).note(rule, detail)
    }

    private func refusal(for error: any Error) -> AdmissionRefusal {
        if let refusal = error as? AdmissionRefusal { return refusal }
        if error is PasswordVerifier.Busy {
            return AdmissionRefusal(status: 503, reason: "too many are logging in at once, try again later")
        }
        environment.failures.report("A connection could not be admitted", error)
        return AdmissionRefusal(status: 503, reason: "the server cannot read its storage, try again later")
    }
}

extension DeviationRule {
    /// The Basic password was the AuthorizationKey's hexadecimal text instead of its bytes (field note 1.3).
    package static let passwordAsHexadecimalText = DeviationRule(rawValue: "passwordAsHexadecimalText")
}
