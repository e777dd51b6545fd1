import Logging
import OCPPJ
import Persistence

/// The parts of the feature "certificates", wired.
package struct CertificateFeature: Sendable {
    /// Nil where no authority is set up.
    package let authority: CertificateAuthority?
    package let chargePointCertificates: ChargePointCertificateService
    package let renewals: CertificateRenewalService
    package let trustedAuthorities: TrustedAuthorityService
    package let installedCertificates: InstalledCertificateService
    /// What admission asks about client certificates.
    package let verification: any ClientCertificateVerification
    let delivery: CertificateDelivery
    let expiry: CertificateExpiryWatch
    private let uses: CertificateUses

    /// - Throws: `DatabaseError`.
    init(
        database: any Database, time: any TimeSource, settings: CertificateSettings, authority: CertificateAuthority?,
        trust: CertificateTrust, commands: CommandService, connections: ConnectionRegistry, chargePoints: ChargePointService,
        metrics: CentralSystemMetrics, failures: FailureLog
    ) async throws {
        let uses = CertificateUses(database: database)
        let now = time.now()
        if let authority {
            for document in try await database.write({ try TrustedAuthorityService.adopt(authority, at: now, in: $0) }) {
                failures.logger.warning(
                    "The certificate authority is another than before; charge points need its root certificate",
                    metadata: ["certificate.subject": "\(document.subject)"])
            }
        }
        self.authority = authority
        self.uses = uses
        chargePointCertificates = ChargePointCertificateService(
            database: database, time: time, connections: connections, trust: trust)
        renewals = CertificateRenewalService(
            database: database, time: time, settings: settings, commands: commands, connections: connections,
            chargePoints: chargePoints)
        trustedAuthorities = TrustedAuthorityService(database: database, time: time, own: authority) { trust.invalidate() }
        installedCertificates = InstalledCertificateService(database: database, authority: authority, commands: commands)
        verification = ClientCertificateVerifier(database: database, settings: settings, trust: trust, uses: uses)
        delivery = CertificateDelivery(
            database: database, time: time, authority: authority, settings: settings, commands: commands,
            connections: connections, failures: failures)
        expiry = CertificateExpiryWatch(
            database: database, time: time, settings: settings, authority: authority, metrics: metrics, logger: failures.logger)
    }

    /// The features that follow what is sent to charge points.
    static func register(in observers: inout CommandObserverTable) {
        observers.register(CertificateSignedObserver())
        observers.register(CertificateRenewalObserver())
        observers.register(InstallCertificateObserver())
        observers.register(GetInstalledCertificateIdsObserver())
        observers.register(DeleteCertificateObserver())
    }

    /// What is collected in memory.
    var flushes: [BackgroundWork.Chore] {
        [.init(name: "uses of certificates", interval: .seconds(1)) { [uses] in try await uses.flush() }]
    }

    var chores: [BackgroundWork.Chore] {
        [
            .init(name: "certificates to be sent", interval: .seconds(1)) { [delivery] in try await delivery.run() },
            .init(name: "certificates that expire", interval: .seconds(60)) { [expiry] in try await expiry.look() },
            .init(name: "renewal of certificates", interval: .seconds(60)) { [renewals] in try await renewals.renewExpiring() },
        ]
    }
}
