import NIOCore
import NIOSSL

/// What TLS says about the Central System.
enum ServerSecurity {
    /// The version agreed on.
    static func version(_ pipeline: ChannelPipeline.SynchronousOperations) throws -> String? {
        switch try pipeline.handler(type: NIOSSLClientHandler.self).tlsVersion {
        case .tlsv1: "TLSv1.0"
        case .tlsv11: "TLSv1.1"
        case .tlsv12: "TLSv1.2"
        case .tlsv13: "TLSv1.3"
        case nil: nil
        }
    }

    /// The Central System's own certificate in DER.
    static func certificate(_ pipeline: ChannelPipeline.SynchronousOperations) throws -> [UInt8]? {
        try pipeline.handler(type: NIOSSLClientHandler.self).peerCertificate?.toDERBytes()
    }
}
