import CentralSystem
import OCPPJ

extension ChargePointInput {
    static let profileDescription = """
        The security profile below which it is refused: 0 none, 1 Basic authentication, 2 TLS and Basic authentication, 3 TLS with a \
        client certificate. `null`: 1 when it has a password, 0 when it has none.
        """
    static let serialNumberDescription =
        "The serial number that its certificate may be made out to, in place of its identity; `null` when there is none."

    /// What is registered about how a charge point shows who it is, besides the password.
    static let security: [ObjectSchema.Member] = [
        .init(
            "securityProfile",
            profileDescription
                + " It rises by itself when the charge point takes a higher one in ChangeConfiguration, and never falls by itself.",
            .integer(0...3).orNull),
        .init("serialNumber", serialNumberDescription, .string(1...25).orNull),
    ]

    static func security(_ body: JSONNode) -> SecurityRegistration {
        SecurityRegistration(
            profile: body["securityProfile"].map { $0.int.flatMap { SecurityProfile(rawValue: $0) } },
            serialNumber: body["serialNumber"].map(\.string))
    }
}
