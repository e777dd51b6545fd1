import CentralSystem
import Logging
import OCPPJ

/// The certificate authority and the server's own certificates, in `certificates/` of the data directory.
struct TLSIdentities: Sendable {
    let authority: CertificateAuthority
    /// A service of its own, which takes up changed files and renews.
    let serverCertificates: ServerCertificates

    /// Reads them, and makes what is missing: at the first start, which takes a moment longer.
    ///
    /// - Throws: `CertificateFault` for people.
    init(_ configuration: ServerConfiguration, time: any TimeSource, logger: Logger) async throws {
        let directory = try CertificateDirectory(configuration.dataDirectory + "/certificates", logger: logger)
        authority = try await CertificateAuthority(in: directory, settings: configuration.authority, at: time.now())
        serverCertificates = try await ServerCertificates(
            authority: authority, settings: configuration.serverCertificates, time: time, logger: logger)
    }
}
