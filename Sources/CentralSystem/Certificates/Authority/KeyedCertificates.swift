import Foundation
import Logging
import OCPPJ
import X509

/// Certificates with the key of the first, as files hold them.
struct KeyedCertificates: Sendable {
    /// The holder's first.
    var certificates: [DecodedCertificate]
    var privateKey: Certificate.PrivateKey
    /// The key in PEM as it was given.
    var privateKeyText: String

    /// - Parameters:
    ///   - text: PEM with at least one certificate.
    ///   - keyText: PEM with a key; may be the same text.
    /// - Throws: `CertificateFault`. It never holds any of the key.
    init(certificates text: String, key keyText: String) throws(CertificateFault) {
        certificates = try DecodedCertificate.all(inPEM: text)
        guard let block = try PEMBlock.all(in: keyText).first(where: { $0.label.hasSuffix("PRIVATE KEY") }) else {
            throw CertificateFault("there is no private key in PEM")
        }
        guard block.label != "ENCRYPTED PRIVATE KEY" else {
            throw CertificateFault("the private key is encrypted; give it without a passphrase, in a file that only the server can read")
        }
        guard let key = try? Certificate.PrivateKey(pemEncoded: block.text) else {
            throw CertificateFault("the private key cannot be read; RSA and EC keys in PKCS#1, PKCS#8 or SEC 1 can")
        }
        privateKey = key
        privateKeyText = block.text
        guard key.publicKey == certificates[0].certificate.publicKey else {
            throw CertificateFault("the private key is not that of the first certificate")
        }
    }

    /// Warns of an operator's file with a key that every user of the machine can read. It is used all the same: to a group it may have
    /// been given on purpose, and a server that does not start is worse.
    ///
    /// - Parameter key: its path; nothing happens when it is empty or there is no file.
    static func warnIfExposed(key: String, _ logger: Logger) {
        guard isExposed(key) else { return }
        logger.warning(
            "A file with a key can be read by every user of this machine; take that right away (chmod o-r)",
            metadata: ["file": "\(key)"])
    }

    static func isExposed(_ path: String) -> Bool {
        var facts = stat()
        return !path.isEmpty && stat(path, &facts) == 0 && facts.st_mode & 0o004 != 0
    }

    /// Reads two files of an operator.
    ///
    /// - Throws: `CertificateFault` that names the file.
    static func files(certificate: String, key: String) throws(CertificateFault) -> KeyedCertificates {
        guard let text = try? String(contentsOfFile: certificate, encoding: .utf8) else {
            throw CertificateFault("the file \(certificate) cannot be read")
        }
        guard let keyText = try? String(contentsOfFile: key, encoding: .utf8) else {
            throw CertificateFault("the file \(key) cannot be read")
        }
        do {
            return try KeyedCertificates(certificates: text, key: keyText)
        } catch {
            throw CertificateFault("\(certificate) with \(key): \(error.phrase)")
        }
    }
}
