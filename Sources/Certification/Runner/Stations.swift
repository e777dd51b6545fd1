import OCPPTransport
import Synchronization

/// The charge points of the test: who they are, made known to the Central System once, and again when a case has changed what it knows.
package final class Stations: Sendable {
    private let configuration: TestConfiguration
    private let driver: any CentralSystemDriver
    private let client: OCPPClient
    private let responseTimes: ResponseTimes
    private let certificates: CertificateWorkshop
    private let known = Mutex<[TestStation: StationAccess]>([:])
    private let isTrusted = Mutex(false)

    init(
        configuration: TestConfiguration, driver: any CentralSystemDriver, client: OCPPClient, responseTimes: ResponseTimes,
        certificates: CertificateWorkshop
    ) {
        self.configuration = configuration
        self.driver = driver
        self.client = client
        self.responseTimes = responseTimes
        self.certificates = certificates
    }

    /// The certificates of the test, for cases about them.
    package var workshop: CertificateWorkshop { certificates }

    /// A charge point of the kind, known to the Central System and not yet connected.
    ///
    /// - Throws: not applicable when the Central System has no endpoint for it.
    func chargePoint(_ station: TestStation, trace: CaseTrace) async throws(CaseFailure) -> TestChargePoint {
        if station.needsTLS, configuration.secureURL == nil {
            throw .notApplicable("no endpoint with TLS was given (--tls-url)")
        }
        if station.needsPlain, configuration.url == nil {
            throw .notApplicable("no endpoint without TLS was given (--url)")
        }
        let access: StationAccess
        if let registered = known.withLock({ $0[kept(station)] }) {
            access = registered
        } else {
            access = try await register(station)
            known.withLock { $0[kept(station)] = access }
        }
        return TestChargePoint(
            access: access, configuration: configuration, client: client, trace: trace, responseTimes: responseTimes)
    }

    /// Remembers what a case changed: a new password or a new certificate.
    package func keep(_ access: StationAccess, for station: TestStation) {
        known.withLock { $0[kept(station)] = access }
    }

    /// The next case that needs this charge point registers it anew.
    package func forget(_ station: TestStation) {
        known.withLock { $0[kept(station)] = nil }
    }

    /// Where any charge point will do, one with a password is taken: without TLS, unless there is an endpoint with TLS only.
    private func kept(_ station: TestStation) -> TestStation {
        guard station == .ordinary else { return station }
        return configuration.url == nil ? .tlsWithBasic : .basic
    }

    private func register(_ station: TestStation) async throws(CaseFailure) -> StationAccess {
        let (number, profile): (Int, Int) =
            switch kept(station) {
            case .ordinary, .basic: (1, 1)
            case .tlsWithBasic: (2, 2)
            case .tlsWithCertificate(.ellipticCurve): (3, 3)
            case .tlsWithCertificate(.rsa): (4, 3)
            case .raisedFromBasic: (5, 1)
            case .raisedFromTLS: (6, 2)
            }
        let identity = "\(configuration.identityPrefix)\(number)"
        var access = StationAccess(identity: identity, serialNumber: "SN-\(identity)", securityProfile: profile)
        if profile < 3 { access.password = StationAccess.randomPassword() }
        if profile == 3 || station == .raisedFromTLS { try await trustWorkshop() }
        if case .tlsWithCertificate(let key) = station {
            access.certificate = try certificates.clientCertificate(commonName: access.serialNumber, key: key)
        } else if station == .raisedFromTLS {
            access.certificate = try certificates.clientCertificate(commonName: access.serialNumber, key: .ellipticCurve)
        }
        try await makeKnown(access)
        return access
    }

    /// Gives a charge point another password: it has it, and the Central System knows it from now on.
    ///
    /// - Parameter password: any bytes, 16 to 20.
    /// - Returns: who the charge point is with it. It is kept only when `keep(_:for:)` is told so.
    func give(_ password: [UInt8], to access: StationAccess) async throws(CaseFailure) -> StationAccess {
        var changed = access
        changed.password = password
        try await makeKnown(changed)
        return changed
    }

    private func makeKnown(_ access: StationAccess) async throws(CaseFailure) {
        try await provision(
            .chargePoint(
                ProvisionedChargePoint(
                    identity: access.identity, securityProfile: access.securityProfile, password: access.password,
                    serialNumber: access.serialNumber, heartbeatIntervalSeconds: configuration.heartbeatSeconds)))
    }

    private func trustWorkshop() async throws(CaseFailure) {
        guard !isTrusted.withLock({ $0 }) else { return }
        for root in certificates.clientRoots {
            try await provision(.trustedAuthority(name: root.name, root: root.certificate))
        }
        isTrusted.withLock { $0 = true }
    }

    func provision(_ provision: Provision) async throws(CaseFailure) {
        do {
            try await driver.provision(provision)
        } catch {
            throw error.caseFailure
        }
    }
}
