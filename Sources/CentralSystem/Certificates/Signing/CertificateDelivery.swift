import Logging
import OCPP16
import OCPPJ
import Persistence
import Synchronization
import X509

/// Signs what was requested and sends it: at once when the answer to SignCertificate has gone out, and as a chore whatever was left,
/// after a start of the server or because the charge point did not answer.
final class CertificateDelivery: Sendable {
    private static let batch = 100
    private static let retrySeconds = 60

    private let database: any Database
    private let time: any TimeSource
    private let authority: CertificateAuthority?
    private let settings: CertificateSettings
    private let commands: CommandService
    private let connections: ConnectionRegistry
    private let failures: FailureLog
    /// The rows that are being worked on.
    private let inProgress = Mutex<Set<Int64>>([])

    init(
        database: any Database, time: any TimeSource, authority: CertificateAuthority?, settings: CertificateSettings,
        commands: CommandService, connections: ConnectionRegistry, failures: FailureLog
    ) {
        self.database = database
        self.time = time
        self.authority = authority
        self.settings = settings
        self.commands = commands
        self.connections = connections
        self.failures = failures
    }

    /// The answer to a SignCertificate has gone out. Called on an event loop; returns at once.
    func answered(_ chargePoint: ChargePointReference) {
        Task {
            do {
                try await deliver(chargePointKey: chargePoint.key)
            } catch {
                failures.report(
                    "A certificate could not be delivered", error, metadata: ["chargePoint.identity": "\(chargePoint.identity)"])
            }
        }
    }

    /// Delivers what is due to charge points that are connected: a chore.
    func run() async throws {
        guard authority != nil else { return }
        try await deliver(chargePointKey: nil)
    }

    /// Begins with what there is to deliver.
    ///
    /// - Parameter chargePointKey: only to this charge point, whether it is due or not; nil for all that is due.
    /// - Returns: the deliveries, each of which ends with the charge point's answer.
    @discardableResult
    func deliver(chargePointKey: Int64?) async throws -> [Task<Void, Never>] {
        let now = time.now()
        let due = try await database.read {
            try ChargePointCertificateStore.due(chargePointKey: chargePointKey, at: now, limit: Self.batch, in: $0)
        }
        try await postpone(due.filter { !connections.isConnected($0.chargePoint.identity) })
        return due.filter { connections.isConnected($0.chargePoint.identity) }.compactMap { certificate in
            guard inProgress.withLock({ $0.insert(certificate.id).inserted }) else { return nil }
            // Each on its own: one that does not answer must not hold up the others.
            return Task {
                await attempt(certificate)
                _ = inProgress.withLock { $0.remove(certificate.id) }
            }
        }
    }

    /// Those that are not connected must not stand in the way of others. They are due again when they boot, at the latest.
    private func postpone(_ certificates: [ChargePointCertificate]) async throws {
        guard !certificates.isEmpty else { return }
        let later = time.now().advanced(bySeconds: Self.retrySeconds)
        try await database.write { connection in
            for certificate in certificates {
                try ChargePointCertificateStore.postpone(certificate.id, to: later, in: connection)
            }
        }
    }

    private func attempt(_ certificate: ChargePointCertificate) async {
        do {
            let signed = try await signed(certificate)
            guard let chain = signed?.chain else { return }
            _ = try await commands.send(
                CertificateSigned(certificateChain: try BoundedString(chain)), to: certificate.chargePoint.identity,
                requestedBy: "certificate authority")
        } catch {
            failures.report(
                "A certificate could not be signed or sent", error,
                metadata: ["chargePoint.identity": "\(certificate.chargePoint.identity)", "certificate.id": "\(certificate.id)"])
        }
    }

    /// The row as it is now, signed if it was not yet; nil when there is nothing to send any more.
    private func signed(_ listed: ChargePointCertificate) async throws -> ChargePointCertificate? {
        guard let authority, var certificate = try await database.read({ try ChargePointCertificateStore.find(listed.id, in: $0) })
        else { return nil }
        guard certificate.state == .requested else { return certificate.state == .signed ? certificate : nil }
        let now = time.now()
        let days = settings.chargePointDays
        do {
            let request = try CertificateRequest(pem: certificate.request ?? "")
            let signing = authority.signing(request.key.kind)
            let own = try await KeyMaker.perform {
                try signing.issue(request.subject, publicKey: request.publicKey, for: .clientAuth, from: now, days: days)
            }
            certificate.adopt([own] + signing.chain)
            certificate.state = .signed
        } catch {
            certificate.state = .refused
            certificate.explanation = "it cannot be signed: \(error)"
        }
        if let chain = certificate.chain, chain.count > 10_000 {
            certificate.state = .refused
            certificate.explanation = "the chain has \(chain.count) characters, and OCPP takes 10,000; give the authority fewer certificates above it"
        }
        let saved = certificate
        // Due again when the outcome of the sending is lost.
        let due = saved.state == .signed ? now.advanced(bySeconds: Self.retrySeconds) : nil
        try await database.write { try ChargePointCertificateStore.save(saved, dueAt: due, in: $0) }
        return saved.state == .signed ? saved : nil
    }
}
