import Logging
import OCPPJ
import Persistence
import Synchronization

/// Looks for certificates that expire soon: counts them for the metrics, and warns once a day.
final class CertificateExpiryWatch: Sendable {
    private static let warningSeconds = 86_400.0
    /// So many are named in a warning.
    private static let named = 10

    private let database: any Database
    private let time: any TimeSource
    private let settings: CertificateSettings
    private let authority: CertificateAuthority?
    private let metrics: CentralSystemMetrics
    private let logger: Logger
    private let warnedAt = Mutex<Timestamp?>(nil)

    init(
        database: any Database, time: any TimeSource, settings: CertificateSettings, authority: CertificateAuthority?,
        metrics: CentralSystemMetrics, logger: Logger
    ) {
        self.database = database
        self.time = time
        self.settings = settings
        self.authority = authority
        self.metrics = metrics
        self.logger = logger
    }

    /// - Throws: `DatabaseError`.
    func look() async throws {
        let now = time.now()
        let (start, limit) = settings.expiring(at: now)
        let expiring = try await database.read {
            try ChargePointCertificateStore.expiring(between: start, and: limit, after: 0, limit: 10_000, in: $0)
        }
        metrics.certificatesExpiring.set(expiring.count)
        let authorities = KeyKind.allCases.flatMap { authority?.chain($0) ?? [] }.filter { $0.notAfter < limit }
        guard !expiring.isEmpty || !authorities.isEmpty, isWarningDue(now) else { return }
        if !expiring.isEmpty {
            let names = expiring.prefix(Self.named).map(\.chargePoint.identity).joined(separator: ", ")
            logger.warning(
                "Certificates of charge points expire soon, or have expired",
                metadata: ["certificates.count": "\(expiring.count)", "chargePoint.identities": "\(names)"])
        }
        for certificate in authorities {
            logger.warning(
                "The certificate of the certificate authority expires soon, or has expired",
                metadata: ["certificate.subject": "\(certificate.subject)", "certificate.notAfter": "\(certificate.notAfter)"])
        }
    }

    private func isWarningDue(_ now: Timestamp) -> Bool {
        warnedAt.withLock { last in
            if let last, (0..<Self.warningSeconds).contains(now.seconds(since: last)) { return false }
            last = now
            return true
        }
    }
}
