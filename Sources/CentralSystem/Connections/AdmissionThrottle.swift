package import OCPPJ
import Synchronization

/// Stands before the admission: whoever guesses passwords, and whoever connects over and over, is answered HTTP 429 without
/// costing more than a look into a table.
///
/// Failed logins are counted for an identity from a network: an IPv4 address or a /64 of IPv6. Not for a network alone: thousands
/// of charge points may stand behind one address. Not for an identity alone: a stranger could then lock a charge point out. Connections of one identity are
/// counted once they are admitted, for the same reason.
package final class AdmissionThrottle: ConnectionAdmission {
    private struct Login: Hashable {
        let network: PeerNetwork
        let identity: String
    }

    private let admission: any ConnectionAdmission
    private let refusals: RefusedConnectionService
    private let failedLoginsPerMinute: Int
    private let reconnectsPerMinute: Int
    private let logins = Mutex(Allowances<Login>())
    private let reconnects = Mutex(Allowances<String>())

    /// - Parameters:
    ///   - admission: decides about everybody else.
    ///   - failedLoginsPerMinute: for one identity from one network; 0 means no limit.
    ///   - reconnectsPerMinute: for one identity; 0 means no limit.
    init(
        _ admission: any ConnectionAdmission, refusals: RefusedConnectionService, failedLoginsPerMinute: Int,
        reconnectsPerMinute: Int
    ) {
        self.admission = admission
        self.refusals = refusals
        self.failedLoginsPerMinute = failedLoginsPerMinute
        self.reconnectsPerMinute = reconnectsPerMinute
    }

    package func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        // What is no identity is refused without a password being looked at.
        guard let identity = request.identity.flatMap(ChargePointIdentity.init)?.text else {
            return try await admission.decide(request)
        }
        let now = request.receivedAt.milliseconds
        if let wait = reconnects.withLock({ $0.wait(for: identity, at: now) }) {
            throw refuse(
                request, "connects more than \(reconnectsPerMinute) times a minute; do two devices use this identity?", wait)
        }
        let login = Login(network: PeerNetwork(request.remoteAddress), identity: identity)
        // Taken before the answer is known, so that guesses made at the same moment count too.
        if let wait = logins.withLock({ $0.take(login, perMinute: failedLoginsPerMinute, at: now) }) {
            throw refuse(request, "more than \(failedLoginsPerMinute) failed logins a minute", wait)
        }
        do throws(AdmissionRefusal) {
            let admitted = try await admission.decide(request)
            logins.withLock { $0.giveBack(login, at: now) }
            _ = reconnects.withLock { $0.take(identity, perMinute: reconnectsPerMinute, at: now) }
            return admitted
        } catch {
            if error.status != 401 { logins.withLock { $0.giveBack(login, at: now) } }
            throw error
        }
    }

    private func refuse(_ request: UpgradeRequest, _ reason: String, _ wait: Int) -> AdmissionRefusal {
        let refusal = AdmissionRefusal(status: 429, reason: reason, retryAfterSeconds: wait)
        refusals.record(refusal, of: request)
        return refusal
    }
}
