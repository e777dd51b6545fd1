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

    init(_ error: IOError, configuration: WebAPIConfiguration) {
        let place = "\(configuration.host):\(configuration.port)"
        switch error.errnoCode {
        case EADDRINUSE:
            code = .portTaken
            description = "The API cannot listen on \(place): the port is taken by another program. Choose another HTTP port."
        case EACCES:
            code = .notPermitted
            description = "The API cannot listen on \(place): ports below 1024 need special rights. Choose a higher HTTP port."
        case EADDRNOTAVAIL:
            code = .unknownAddress
            description = "The API cannot listen on \(place): this machine does not have that address."
        default:
            code = .other
            description = "The API cannot listen on \(place): \(error)"
        }
    }
}
