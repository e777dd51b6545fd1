import CentralSystem
import Console
import Foundation
import WebAPI

extension Addresses {
    /// Where a certification run on this machine connects.
    ///
    /// With TLS, the name must be that of the server's certificate, which names this machine in one way or another.
    func certificationEndpoints(_ configuration: ServerConfiguration) -> CertificationEndpoints {
        let name = configuration.serverCertificates.serverName
        let secure: String? =
            if configuration.isServerNameGiven || !configuration.tlsPublicURL.isEmpty { publicTLSURL }
            else { localTLSURL.map { Self.renamed($0, to: name) } }
        return CertificationEndpoints(plain: localURL, secure: secure)
    }

    /// A URL with another host.
    private static func renamed(_ url: String, to name: String) -> String {
        guard !name.isEmpty, var parts = URLComponents(string: url) else { return url }
        parts.host = name
        return parts.string ?? url
    }
}

extension ServerCertification {
    /// The API listens on this port.
    func announce(_ api: WebAPIConfiguration, port: Int) {
        let isAny = api.host == "0.0.0.0" || api.host == "::"
        let host = isAny ? "127.0.0.1" : api.host.contains(":") ? "[\(api.host)]" : api.host
        // The API's own certificate is trusted for its own sake; the name in it must be that of the host.
        let roots = api.tls.flatMap { try? String(contentsOfFile: $0.certificatePath, encoding: .utf8) }.map { [$0] } ?? []
        announce(apiURL: "\(api.tls == nil ? "http" : "https")://\(host):\(port)", trustRoots: roots)
    }
}
