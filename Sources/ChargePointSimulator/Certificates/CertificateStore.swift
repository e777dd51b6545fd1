import OCPP16
import OCPPJ
import X509

/// The root certificates of a charge point. They outlast reboots.
struct CertificateStore: Hashable, Sendable {
    private(set) var centralSystemRoots: [InstalledCertificate]
    private(set) var manufacturerRoots: [InstalledCertificate]
    /// The root that another one has replaced, until a connection has come about with that one (security whitepaper,
    /// M05.FR.11 and following).
    private(set) var fallbackRoot: InstalledCertificate?
    /// Whether the new root alone did not do.
    private var usesFallback = false

    init(centralSystemRoots: [InstalledCertificate], manufacturerRoots: [InstalledCertificate]) {
        self.centralSystemRoots = centralSystemRoots
        self.manufacturerRoots = manufacturerRoots
    }

    var count: Int { centralSystemRoots.count + manufacturerRoots.count }

    /// Those that a Central System's certificate must lead to, in PEM.
    var trustRoots: [String] {
        (centralSystemRoots + (usesFallback ? [fallbackRoot].compactMap(\.self) : [])).map(\.pem)
    }

    func certificates(_ use: CertificateUseEnumType) -> [InstalledCertificate] {
        switch use {
        case .centralSystemRootCertificate: centralSystemRoots
        case .manufacturerRootCertificate: manufacturerRoots
        }
    }

    /// - Parameter replaces: whether a root of the Central System takes the place of the one that there is.
    mutating func install(_ certificate: InstalledCertificate, for use: CertificateUseEnumType, replaces: Bool) {
        guard !certificates(use).contains(certificate) else { return }
        switch use {
        case .manufacturerRootCertificate: manufacturerRoots.append(certificate)
        case .centralSystemRootCertificate where replaces:
            fallbackRoot = centralSystemRoots.last
            usesFallback = false
            centralSystemRoots = [certificate]
        case .centralSystemRootCertificate: centralSystemRoots.append(certificate)
        }
    }

    mutating func remove(_ certificate: InstalledCertificate) {
        centralSystemRoots.removeAll { $0 == certificate }
        manufacturerRoots.removeAll { $0 == certificate }
    }

    /// The Central System's certificate was not valid by the roots in use.
    mutating func rootsFailed() {
        usesFallback = fallbackRoot != nil
    }

    /// A connection over TLS has come about: a root that was not needed for it is forgotten.
    mutating func rootsProven() {
        if !usesFallback { fallbackRoot = nil }
    }

    /// The certificate of the authority that signed another one, as far as it is installed.
    func issuer(of certificate: InstalledCertificate) -> InstalledCertificate? {
        (centralSystemRoots + manufacturerRoots + [fallbackRoot].compactMap(\.self)).first {
            certificate.certificate.isSigned(by: $0.certificate)
        }
    }
}
