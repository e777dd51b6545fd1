import ChargePointSimulator
import Crypto
import X509
import _CryptoExtras

extension CertificateWorkshop {
    /// A new root that nobody knows yet, to be installed at a charge point.
    ///
    /// - Parameters:
    ///   - name: stands in its subject.
    ///   - kind: the kind of its key.
    func root(_ name: String, key kind: TestStation.CertificateKey) throws(CaseFailure) -> InstalledCertificate {
        do {
            let key =
                kind == .rsa
                ? try Certificate.PrivateKey(_RSA.Signing.PrivateKey(keySize: .bits2048))
                : Certificate.PrivateKey(P256.Signing.PrivateKey())
            return try InstalledCertificate(pem: Self.pem(Self.authority(name, key).certificate))
        } catch {
            throw .inconclusive("the test cannot make its own certificates: \(error)")
        }
    }
}

extension TestStation.CertificateKey {
    /// The same for requests of the simulator.
    var keyKind: KeyKind {
        switch self {
        case .rsa: .rsa
        case .ellipticCurve: .ellipticCurve
        }
    }
}
