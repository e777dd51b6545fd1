import CentralSystem
import OCPPJ

extension ChargePointConfiguration: JSONObject {
    static let representation = Representation<ChargePointConfiguration>(
        "Configuration", "What is known of a charge point's configuration.",
        [
            Field("items", "The keys that it has, by name; also those that it may have, because a change was tried.", \.present),
            Field("nextCursor", "Always `null`: all keys are in one answer.", { _ in nil as String? }),
            Field("readAt", "When all keys were last read; `null`: never.", \.readAt),
            Field("rebootRequired", "Whether any key waits for a reboot.", \.isRebootRequired),
            Field("unknownKeys", "The keys that the charge point said it does not know.", { $0.unknown.map(\.name.text) }),
            Field("lastRead", "The last GetConfiguration, whatever became of it.", \.lastReading),
        ])
}

extension ConfigurationReading: JSONObject {
    static let representation = Representation<ConfigurationReading>(
        "ConfigurationRead", "A GetConfiguration and what became of it.",
        [
            Field("commandId", "The command.", \.commandId),
            Field("requestedBy", "Who sent it.", \.requestedBy),
            Field("at", "When the answer came, or it was clear that none would.", \.at),
            Field("isComplete", "Whether all keys were asked for.", \.isComplete),
            Field("outcome", "What became of the command.", \.outcome),
            Field("explanation", "Why there is no usable answer.", \.explanation),
            Field("keyCount", "How many keys were reported.", \.keyCount),
            Field("oddities", "What was odd about the answer, and what was made of it.", \.oddities),
        ])
}

extension ConfigurationChange.Kind: JSONEnumeration {}
extension ConfigurationCause: JSONEnumeration {}

extension ConfigurationChange: JSONObject {
    static let representation = Representation<ConfigurationChange>(
        "ConfigurationChange", "A change of a charge point's configuration.",
        [
            Field("id", "The id of this record; later ones are greater.", \.id),
            Field("key", "The key.", \.name.text),
            Field(
                "kind",
                "`changed`: it has another value. `added`, `removed`: it is new among the reported keys, or no longer there.",
                \.kind),
            Field("oldValue", "`null` when none was known or set, and for a secret.", \.oldValue),
            Field("newValue", "`null` when none is set, and for a secret.", \.newValue),
            Field("cause", causeDescription, \.cause),
            Field("at", "When it became known.", \.at),
            Field(
                "commandId", "The command whose answer told of it; after a boot the one that was answered `RebootRequired`.",
                \.commandId),
            Field("requestedBy", "Who sent that command.", \.requestedBy),
        ])

    private static let causeDescription = """
        `ChangeConfiguration`: the charge point accepted it. `GetConfiguration`: it was found when the configuration was read, so \
        somebody else made it. `BootNotification`: it was waiting for a reboot.
        """
}

extension ConfigurationChangeResult: JSONObject {
    static let representation = Representation<ConfigurationChangeResult>(
        "ConfigurationChangeAnswer", "What became of changing one configuration key.",
        [
            Field("commandId", "The command.", \.command.id),
            Field("key", "The key as it was asked for.", \.name.text),
            Field(
                "status",
                "What the charge point answered: `Accepted`, `Rejected`, `RebootRequired`, `NotSupported`; `null`: unreadable.",
                \.status),
            Field("warning", "In what respect the value is not what the specification allows; it was sent all the same.", \.warning),
            Field("configurationKey", "The key as it is known now.", \.entry),
        ])
}
