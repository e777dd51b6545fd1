import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import NIOCore
import NIOSSL

/// Certificate chain and key of an HTTP listener, as PEM files.
package struct TLSFiles: Hashable, Sendable {
    package var certificatePath: String
    package var keyPath: String

    package init(certificatePath: String, keyPath: String) {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
    }

    /// - Parameter listener: for messages: `The API`.
    /// - Throws: `WebAPIStartError` when the files cannot be used.
    func configuration(of listener: String) throws -> TLSConfiguration {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificatePath)
            let key = try NIOSSLPrivateKey(file: keyPath, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            // Here, where the error can name the files: each can be read, and still they need not belong together.
            _ = try NIOSSLContext(configuration: configuration)
            return configuration
        } catch {
            throw WebAPIStartError(
                .other,
                "\(listener) cannot use the certificate \(certificatePath) with the key \(keyPath): \(error). Both must be PEM files that belong together.")
        }
    }
}

extension HTTPServerBuilder {
    /// An HTTP/1.1 server under limits, with TLS where there are files for it.
    ///
    /// - Throws: `WebAPIStartError` when the files cannot be used.
    static func guarded(
        by limits: ListenerLimits, idleTimeoutSeconds: Int, tls: TLSFiles?, listener: String
    ) throws -> HTTPServerBuilder {
        let http = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [ListenerGuard(limits)], idleTimeout: .seconds(Int64(idleTimeoutSeconds)),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100)))
        return try tls.map { try HTTPServerBuilder.tls(http, tlsConfiguration: $0.configuration(of: listener)) } ?? http
    }
}
