import CentralSystem
import OCPP16
import OCPPJ

/// What operators send about a charge point.
enum ChargePointInput {
    static let heartbeatDescription = "Seconds between heartbeats, told to the charge point when it boots."
    static let pingDescription = "Seconds between WebSocket pings; 0 switches them off."
    static let subprotocolDescription = "Whether an upgrade without `Sec-WebSocket-Protocol` is refused."
    static let scaleDescription =
        "Factor for energy values whose unit is known to be labelled wrong, for example 1000 for kWh labelled Wh."

    static let automationDescription =
        "Whether the server may send it what nobody asked for, such as GetConfiguration after a boot; `null` means the setting `automation.enabled`."

    static let settings = ObjectSchema(
        "ChargePointSettingsInput", "Settings of one charge point; `null` means the server's default.",
        [
            .init("heartbeatIntervalSeconds", heartbeatDescription, .integer(1...86_400).orNull),
            .init("pingIntervalSeconds", pingDescription, .integer(0...3_600).orNull),
            .init("requireSubprotocol", subprotocolDescription, .boolean.orNull),
            .init("meterEnergyScale", scaleDescription, .number(0.000_001...1_000_000).orNull),
            .init("automation", automationDescription, .boolean.orNull),
        ])

    static let groupDescription = "The group that the operator put it into; `null` when it is in none."

    private static let identity = Schema.string(1...48)

    private static let members: [ObjectSchema.Member] = [
        .init(
            "registrationStatus", "What its BootNotification is answered with; `Accepted` for a new charge point unless told otherwise.",
            .enumeration(RegistrationStatus.self)),
        .init(
            "password",
            "The password for HTTP Basic authentication, 1 to 128 bytes of UTF-8; 32 to 40 hexadecimal characters mean the key that they spell. `null`: it needs none.",
            .string(1...128).orNull),
        .init("generatePassword", "`true` makes a new password, which is answered once.", .boolean),
    ] + security + [
        .init("settings", "What differs from the server's defaults.", .object(settings)),
        .init("group", groupDescription, .string(1...100).orNull),
        .init("note", "The operator's own words.", .string(0...10_000).orNull),
    ]

    static let creation = ObjectSchema(
        "ChargePointCreation", "A charge point to register.",
        [
            .init(
                "id", "Its identity: the last path component of its connection URL.", identity, isRequired: true)
        ] + members)

    static let replacement = ObjectSchema(
        "ChargePointReplacement",
        "What a charge point shall be. Absent members get their defaults, except `password`, `securityProfile` and `serialNumber`, which stay.",
        [.init("id", "May be given, and must then be the one in the path.", identity)] + members)

    static let changes = ObjectSchema(
        "ChargePointChanges", "What to change of a charge point. Absent members, also in `settings`, stay as they are.", members)

    /// - Parameter id: the identity in the path; nil when the body brings it.
    static func newChargePoint(_ body: JSONNode, id: String? = nil) throws -> NewChargePoint {
        let given = body["id"]?.string
        if let id, let given, given != id {
            throw Problem.invalidMember("id", "id must be \(id.debugDescription), as in the path, or be left out.")
        }
        return NewChargePoint(
            id: id ?? given ?? "", registrationStatus: registrationStatus(body) ?? .accepted,
            password: try password(body), security: security(body), settings: settings(body["settings"], over: ChargePointSettings()),
            group: body["group"]?.string, note: body["note"]?.string)
    }

    static func changes(_ body: JSONNode) throws -> ChargePointChanges {
        var changes = ChargePointChanges(
            registrationStatus: registrationStatus(body), password: try password(body), security: security(body),
            group: body["group"].map(\.string),
            note: body["note"].map(\.string))
        if let given = body["settings"] {
            changes.settings = { current in current = settings(given, over: current) }
        }
        return changes
    }

    private static func registrationStatus(_ body: JSONNode) -> RegistrationStatus? {
        body["registrationStatus"]?.string.flatMap { RegistrationStatus(rawValue: $0) }
    }

    private static func password(_ body: JSONNode) throws -> PasswordChange {
        let generates = body["generatePassword"]?.bool ?? false
        guard let password = body["password"] else { return generates ? .generate : .keep }
        guard let text = password.string else { return generates ? .generate : .remove }
        if generates {
            throw Problem.invalidMember("generatePassword", "generatePassword must not be true when password is given.")
        }
        return .set(text)
    }

    /// The settings with those members put in that are given; `null` gives a member back to the server's default.
    private static func settings(_ node: JSONNode?, over current: ChargePointSettings) -> ChargePointSettings {
        var settings = current
        if let value = node?["heartbeatIntervalSeconds"] { settings.heartbeatIntervalSeconds = value.int }
        if let value = node?["pingIntervalSeconds"] { settings.pingIntervalSeconds = value.int }
        if let value = node?["requireSubprotocol"] { settings.requireSubprotocol = value.bool }
        if let value = node?["meterEnergyScale"] { settings.meterEnergyScale = value.double }
        if let value = node?["automation"] { settings.automation = value.bool }
        return settings
    }
}
