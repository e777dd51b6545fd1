import Foundation
import NIOCore

/// Why the listener could not start.
package struct WebAPIStartError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// Something else listens on the port.
        case portTaken
        /// The port needs rights that the process lacks.
        case notPermitted
        /// The host is no address of this machine.
        case unknownAddress
        case other
    }

    package let code: Code
    package let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// - Parameters:
    ///   - listener: what could not be started: `The API`.
    ///   - portSetting: what to change: `HTTP port`.
    init(_ error: IOError, listener: String, host: String, port: Int, portSetting: String) {
        let failure = "\(listener) cannot listen on \(host):\(port)"
        switch error.errnoCode {
        case EADDRINUSE:
            code = .portTaken
            description = "\(failure): the port is taken by another program. Choose another \(portSetting)."
        case EACCES:
            code = .notPermitted
            description = "\(failure): ports below 1024 need special rights. Choose a higher \(portSetting)."
        case EADDRNOTAVAIL:
            code = .unknownAddress
            description = "\(failure): this machine does not have that address."
        default:
            code = .other
            description = "\(failure): \(error)"
        }
    }
}
