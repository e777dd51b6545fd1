import OCPPJ
import Synchronization

/// A central system with a mistake: the real one, seen through a fault.
final class WrongAdmission: ConnectionAdmission {
    private let right: any ConnectionAdmission
    private let fault: Fault
    private let lateness: Duration
    /// The last request of each identity that was accepted.
    private let accepted = Mutex<[String: UpgradeRequest]>([:])

    /// - Parameter lateness: how long a late answer takes.
    init(_ right: any ConnectionAdmission, fault: Fault, lateness: Duration) {
        self.right = right
        self.fault = fault
        self.lateness = lateness
    }

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        var request = request
        if let certificate = request.security?.clientCertificates.first, fault.refuses(certificate) {
            throw AdmissionRefusal(status: 401, reason: "this certificate is not taken")
        }
        if fault.acceptsAnySubprotocol { request.subprotocols = ["ocpp1.6"] }
        let connection: AdmittedConnection
        do {
            connection = try await right.decide(request)
            if let identity = request.identity { accepted.withLock { $0[identity] = request } }
        } catch {
            guard let earlier = request.identity.flatMap({ identity in accepted.withLock { $0[identity] } }),
                error.status == 401, forgives(request, becauseOf: earlier)
            else { throw error }
            connection = try await right.decide(earlier)
        }
        return AdmittedConnection(
            responder: WrongResponder(connection.responder, fault: fault, lateness: lateness), settings: connection.settings,
            subprotocol: connection.subprotocol)
    }

    private func forgives(_ request: UpgradeRequest, becauseOf earlier: UpgradeRequest) -> Bool {
        let isWeaker = Self.strength(request) < Self.strength(earlier)
        return fault.acceptsLowerProfiles && isWeaker || fault.acceptsWrongPasswords && !isWeaker
    }

    /// Plain, TLS, TLS with a certificate.
    private static func strength(_ request: UpgradeRequest) -> Int {
        guard let security = request.security else { return 0 }
        return security.clientCertificates.isEmpty ? 1 : 2
    }
}

