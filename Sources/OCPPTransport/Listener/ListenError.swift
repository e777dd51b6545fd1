/// Why a listener could not open its port.
package struct ListenError: Error, Hashable, Sendable, CustomStringConvertible {
    package let host: String
    package let port: Int
    package let reason: String

    package init(host: String, port: Int, reason: String) {
        self.host = host
        self.port = port
        self.reason = reason
    }

    package var description: String {
        "cannot listen on \(host):\(port): \(reason)"
    }
}
