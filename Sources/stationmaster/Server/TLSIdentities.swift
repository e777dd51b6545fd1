import Foundation
import OCPPJ

/// The certificates that the TLS port shows, from the operator's PEM files.
struct TLSIdentities: Sendable {
    private let certificateEC: String
    private let keyEC: String
    private let certificateRSA: String
    private let keyRSA: String

    init(_ reader: SettingReader) {
        certificateEC = reader.text(.tlsCertificateEC)
        keyEC = reader.text(.tlsKeyEC)
        certificateRSA = reader.text(.tlsCertificateRSA)
        keyRSA = reader.text(.tlsKeyRSA)
    }

    /// Reads the files; nil when none are given, and there is no TLS port then.
    ///
    /// - Throws: `SettingError` when some are given and others not, or when one cannot be read.
    func load() throws -> ServerIdentities? {
        let paths = [certificateEC, keyEC, certificateRSA, keyRSA]
        guard paths.contains(where: { !$0.isEmpty }) else { return nil }
        guard paths.allSatisfy({ !$0.isEmpty }) else {
            throw SettingError(
                "configuration keys \(Setting.tlsCertificateEC.key), \(Setting.tlsKeyEC.key), \(Setting.tlsCertificateRSA.key) and \(Setting.tlsKeyRSA.key) belong together; allowed: all or none")
        }
        return ServerIdentities(
            ellipticCurve: ServerIdentity(
                certificateChain: try Self.text(certificateEC), privateKey: try Self.text(keyEC)),
            rsa: ServerIdentity(certificateChain: try Self.text(certificateRSA), privateKey: try Self.text(keyRSA)))
    }

    private static func text(_ path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw SettingError("the PEM file \(path) cannot be read: \(error)")
        }
    }
}
