/// Why a certificate cannot be shown to clients.
package struct TLSIdentityError: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String

    package var description: String { reason }
}
