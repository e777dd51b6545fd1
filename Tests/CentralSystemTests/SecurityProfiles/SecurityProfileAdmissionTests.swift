import OCPP16
import OCPPJ
import Persistence
import Synchronization
import Testing

@testable import CentralSystem

@Suite("Security profiles at admission")
struct SecurityProfileAdmissionTests {
    static let password = "secret-of-sixteen"
    static let tls = TransportSecurity(version: "TLSv1.3")
    static let certified = TransportSecurity(version: "TLSv1.2", clientCertificates: [[1, 2, 3]])

    /// One row for each way to come and each profile: the status of the refusal, nil for an admission.
    @Test("what is less than the registered profile is refused with 401", arguments: [
        (0, false, false, nil as Int?), (0, true, true, nil),
        (1, false, false, 401), (1, false, true, nil), (1, true, false, 401), (1, true, true, nil),
        (2, false, true, 401), (2, false, false, 401), (2, true, false, 401), (2, true, true, nil),
        (3, false, true, 401), (3, true, true, 401), (3, true, false, 401),
    ])
    func matrix(profile: Int, comesOverTLS: Bool, givesPassword: Bool, status: Int?) async throws {
        let fixture = try await CentralSystemFixture()
        let registration = SecurityRegistration(profile: try #require(SecurityProfile(rawValue: profile)))
        try await fixture.register(password: profile == 0 ? .keep : .set(Self.password), security: registration)
        let authorization = givesPassword ? AdmissionTests.basic("CP-1", Self.password) : nil
        #expect(
            await fixture.refusal("CP-1", authorization: authorization, security: comesOverTLS ? Self.tls : nil) == status)
    }

    @Test("without a registered profile the password decides: 1 with one, 0 without")
    func derived() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("CP-1")
        try await fixture.register("CP-2", password: .set(Self.password))
        #expect(try await fixture.system.chargePoints.get("CP-1").requiredSecurityProfile == .none)
        #expect(try await fixture.system.chargePoints.get("CP-2").requiredSecurityProfile == .basic)
    }

    @Test("profile 1 without a password that could be asked for lets nobody in, and says so")
    func passwordMissing() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register(security: SecurityRegistration(profile: .basic))
        do {
            _ = try await fixture.knock("CP-1", authorization: AdmissionTests.basic("CP-1", "anything"))
            Issue.record("was admitted")
        } catch {
            #expect(error.status == 401)
            #expect(error.reason.contains("none is set"))
        }
    }

    @Test("the server's minimum stands above what is registered, and strangers are refused")
    func minimum() async throws {
        let fixture = try await CentralSystemFixture(
            CentralSystemSettings(registration: .open, minimumSecurityProfile: .tlsWithBasic))
        try await fixture.register(password: .set(Self.password))
        let authorization = AdmissionTests.basic("CP-1", Self.password)
        #expect(await fixture.refusal("CP-1", authorization: authorization) == 401)
        #expect(await fixture.refusal("CP-1", authorization: authorization, security: Self.tls) == nil)
        #expect(await fixture.refusal("STRANGER") == 404)
        #expect(await fixture.refusal("STRANGER", security: Self.tls) == 404)
    }

    @Test("a connection ends that has less than what an operator demands from now on")
    func cut() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register(password: .set(Self.password))
        let link = try await fixture.connect().link
        _ = try await fixture.system.chargePoints.update(
            "CP-1", ChargePointChanges(security: SecurityRegistration(profile: .some(.tlsWithBasic))))
        #expect(link.closed == [.closedByOperator("its security profile was raised")])
    }

    @Test("a certificate that is revoked while its connection is on its way lets nobody in")
    func revokedMeanwhile() async throws {
        let verification = Verification(isRevokedMeanwhile: true)
        let refusal = await #expect(throws: AdmissionRefusal.self) {
            try await ChargePointAuthentication(minimum: .none, certificates: verification).confirm(
                ChargePointAuthentication.Proof(profile: .tlsWithClientCertificate, certificateFingerprint: "fingerprint"))
        }
        #expect(refusal?.status == 401)
    }

    @Test("a replaced registration keeps the profile that it does not name")
    func replacing() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register(
            password: .set(Self.password), security: SecurityRegistration(profile: .tlsWithBasic, serialNumber: "SN-1"))
        let replaced = try await fixture.system.chargePoints.replace(NewChargePoint(id: "CP-1")).chargePoint
        #expect(replaced.securityProfile == .tlsWithBasic)
        #expect(replaced.serialNumber == "SN-1")
    }

    @Test("the connection shows the profile and the TLS version that it uses")
    func shown() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register(password: .set(Self.password))
        let admitted = try await fixture.knock(
            "CP-1", authorization: AdmissionTests.basic("CP-1", Self.password), security: Self.tls)
        admitted.responder.opened(FakeLink())
        let expected = ConnectionSecurity(profile: .tlsWithBasic, tlsVersion: "TLSv1.3")
        #expect(try await fixture.system.chargePoints.get("CP-1").connection?.security == expected)
        await fixture.system.flush()
        #expect(try await fixture.database.read { try ChargePointStore.find("CP-1", in: $0) }?.connection?.security == expected)
    }

    // MARK: Certificates

    /// Takes or refuses every certificate, and remembers whose it was asked to be.
    final class Verification: ClientCertificateVerification {
        let refusal: String?
        let asked = Mutex<[CertificateHolder]>([])

        let isRevokedMeanwhile: Bool

        init(refusal: String? = nil, isRevokedMeanwhile: Bool = false) {
            self.refusal = refusal
            self.isRevokedMeanwhile = isRevokedMeanwhile
        }

        func verify(_ certificates: [[UInt8]], of chargePoint: CertificateHolder, at moment: Timestamp) async throws -> String {
            asked.withLock { $0.append(chargePoint) }
            if let refusal { throw ClientCertificateRefusal(refusal) }
            return "fingerprint"
        }

        func isRevoked(_ fingerprint: String) -> Bool { isRevokedMeanwhile }
    }

    private func prove(
        _ profile: SecurityProfile?, pending: SecurityProfile? = nil, _ security: TransportSecurity?, authorization: String? = nil,
        verification: Verification
    ) async throws -> SecurityProfile {
        let identity = try #require(ChargePointIdentity("CP-1"))
        let record = AdmissionRecord(
            key: 7, registrationStatus: .accepted, passwordHash: nil, pendingPasswords: [], securityProfile: profile,
            pendingSecurityProfile: pending, serialNumber: "SN-1", settings: ChargePointSettings())
        let request = UpgradeRequest(
            target: "/ocpp/CP-1", identity: "CP-1", authorization: authorization, subprotocols: ["ocpp1.6"],
            remoteAddress: "10.0.0.7:1", receivedAt: CentralSystemFixture.morning, security: security)
        let authentication = ChargePointAuthentication(minimum: .none, certificates: verification)
        return try await authentication.authenticate(request, identity, record).profile
    }

    @Test("profile 3 asks for a certificate of this charge point and for nothing else")
    func certificate() async throws {
        let verification = Verification()
        #expect(try await prove(.tlsWithClientCertificate, Self.certified, verification: verification) == .tlsWithClientCertificate)
        let holder = CertificateHolder(chargePoint: ChargePointReference(key: 7, identity: "CP-1"), serialNumber: "SN-1")
        #expect(verification.asked.withLock { $0 } == [holder])
    }

    @Test("profile 3 without a certificate, or with one that is refused, is 401 with the reason", arguments: [
        (nil as TransportSecurity?, "wss"), (tls, "none was presented"), (certified, "it expired on Tuesday"),
    ])
    func certificateRefused(security: TransportSecurity?, reason: String) async throws {
        let refusal = await #expect(throws: AdmissionRefusal.self) {
            _ = try await prove(
                .tlsWithClientCertificate, security, authorization: AdmissionTests.basic("CP-1", Self.password),
                verification: Verification(refusal: "it expired on Tuesday"))
        }
        #expect(refusal?.status == 401)
        #expect(refusal?.reason.contains(reason) == true)
    }

    @Test("a certificate that nobody asked for is not looked at")
    func certificateUnasked() async throws {
        let verification = Verification(refusal: "never")
        #expect(try await prove(nil, Self.certified, verification: verification) == .none)
        #expect(verification.asked.withLock { $0 }.isEmpty)
    }

    @Test("who was told to use profile 3 may come with the certificate before the answer is recorded")
    func upgrading() async throws {
        let proven = try await prove(
            .tlsWithBasic, pending: .tlsWithClientCertificate, Self.certified, verification: Verification())
        #expect(proven == .tlsWithClientCertificate)
    }
}
