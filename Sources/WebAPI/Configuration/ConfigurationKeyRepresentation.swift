import CentralSystem
import OCPPJ

extension ConfigurationStanding: JSONEnumeration {}
extension ConfigurationSource: JSONEnumeration {}

extension ConfigurationEntry: JSONObject {
    static let representation = Representation<ConfigurationEntry>(
        "ConfigurationKey", "A configuration key of a charge point, as far as it is known.",
        [
            Field("key", "Its name as the charge point spelt it; compared without regard to case.", \.name.text),
            Field("value", "The value in force; `null` when none is known or set, and always for a secret.", \.value),
            Field("readonly", "Whether the charge point says that it cannot be set; `null` while it never said.", \.isReadonly),
            Field(
                "rebootRequired", "Whether a change was answered `RebootRequired` and the charge point has not booted since.",
                \.isRebootRequired),
            Field("pendingValue", "What the value will be after the next boot.", \.pending?.value),
            Field("known", "What the specification says of the key; `null` for a key that it does not know.", \.standard),
            Field("warning", "In what respect the value is not what the specification allows.", \.valueWarning),
            Field("readonlyDeviation", "How `readonly` departs from the specification.", \.readonlyDeviation),
            Field("isSecret", "Whether the value is a secret, which is neither kept nor shown.", \.name.isSecret),
            Field("standing", standingDescription, \.standing),
            Field("source", "Where the value comes from: the charge point reported it, or accepted it.", \.source),
            Field(
                "isAssumed", "Whether the value is only taken to be in force, because the charge point booted after `RebootRequired`.",
                \.isAssumed),
            Field("updatedAt", "When the value was last read or changed.", \.updatedAt),
            Field("lastChange", "The last ChangeConfiguration of this key, whatever became of it.", \.lastChange),
        ])

    private static let standingDescription = """
        `held`: the charge point has it. `unread`: a change was tried, but it was never read. `unknown`: the charge point said \
        that it does not know it.
        """

    private var standard: StandardConfigurationKey? { StandardConfigurationKey.named(name) }
    private var valueWarning: String? { value.flatMap { standard?.warning(of: $0) } }
    private var readonlyDeviation: String? { isReadonly.flatMap { standard?.deviation(ofReadonly: $0) } }
}

extension ConfigurationAttempt: JSONObject {
    static let representation = Representation<ConfigurationAttempt>(
        "ConfigurationKeyLastChange", "A ChangeConfiguration and what became of it.",
        [
            Field("value", "What was asked for; `null` for a secret.", \.value),
            Field(
                "status", "What the charge point answered: `Accepted`, `Rejected`, `RebootRequired`, `NotSupported`.", \.status),
            Field("outcome", "What became of the command; `answered` whatever the status.", \.outcome),
            Field("explanation", "Why there is no usable answer.", \.explanation),
            Field("at", "When the answer came, or it was clear that none would.", \.at),
            Field("commandId", "The command.", \.commandId),
            Field("requestedBy", "Who sent it.", \.requestedBy),
        ])
}

extension FeatureProfile: JSONEnumeration {}
extension StandardConfigurationKey.Access: JSONEnumeration {}

extension StandardConfigurationKey: JSONObject {
    static let representation = Representation<StandardConfigurationKey>(
        "StandardConfigurationKey", "A configuration key that a specification gives a meaning to.",
        [
            Field("key", "Its name.", \.name.text),
            Field("profile", "The feature profile that it belongs to; `Security` for the security whitepaper.", \.profile),
            Field("type", "`integer`, `boolean`, `CSL` (comma separated list) or `string`.", \.type.name),
            Field("unit", "The unit of an integer.", \.unit),
            Field("minimum", "The least integer.", \.type.range?.lowerBound),
            Field("maximum", "The greatest integer.", \.maximum),
            Field("items", "What the items of a list, or their ends after a dot, may be; `null` for other types.", \.type.items),
            Field("access", "`R`: read-only, `RW`: can be set, `R or RW`: as the charge point likes, `W`: can only be set.", \.access),
            Field("required", "Whether every charge point with the profile must have it.", \.isRequired),
            Field("meaning", "What it does.", \.meaning),
            Field("reference", "Where it is specified: a section of OCPP 1.6, its errata or the security whitepaper.", \.reference),
        ])

    private var maximum: Int? { type.range.flatMap { $0.upperBound == Int(Int32.max) ? nil : $0.upperBound } }
}
