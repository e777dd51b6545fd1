import CentralSystem
import OCPPJ

extension ConfigurationTemplate: JSONObject {
    static let representation = Representation<ConfigurationTemplate>(
        "ConfigurationTemplate", "What charge points of a kind shall be configured to. By itself it sends nothing.",
        [
            Field("name", "Its name.", \.name),
            Field("vendor", ConfigurationTemplateInput.vendorDescription, \.filter.vendor),
            Field("model", ConfigurationTemplateInput.modelDescription, \.filter.model),
            Field("firmwareVersion", ConfigurationTemplateInput.firmwareDescription, \.filter.firmwareVersion),
            Field("group", ConfigurationTemplateInput.groupDescription, \.filter.group),
            Field("values", ConfigurationTemplateInput.valuesDescription, \.valuesObject),
            Field("note", "The operator's own words.", \.note),
            Field("warnings", "What in `values` is not what the specification allows. It is sent all the same.", \.warnings),
            Field("createdAt", "When it was created.", \.createdAt),
            Field("updatedAt", "When it was last changed.", \.updatedAt),
        ])

    private var filter: (vendor: String?, model: String?, firmwareVersion: String?, group: String?) {
        guard case .filter(let vendor, let model, let firmwareVersion, let group) = selection else { return (nil, nil, nil, nil) }
        return (vendor, model, firmwareVersion, group)
    }

    private var valuesObject: VerbatimObject {
        var writer = JSONWriter()
        writer.raw("{")
        for (index, setting) in values.enumerated() {
            if index > 0 { writer.raw(",") }
            writer.string(setting.name.text)
            writer.raw(":")
            writer.string(setting.value)
        }
        writer.raw("}")
        return VerbatimObject(text: writer.bytes)
    }
}

extension ConfigurationDrift.Kind: JSONEnumeration {}

extension ConfigurationDrift: JSONObject {
    static let representation = Representation<ConfigurationDrift>(
        "ConfigurationDrift", "How far a charge point, by what is known of it, is from a template.",
        [
            Field("templateName", "The template.", \.template),
            Field("chargePointId", "The charge point.", \.chargePoint.identity),
            Field("inSync", "Whether every key is what it shall be.", \.isInSync),
            Field("keys", "The keys that are not, in the order of the template.", \.keys),
        ])
}

extension ConfigurationDrift.Key: JSONObject {
    static let representation = Representation<ConfigurationDrift.Key>(
        "ConfigurationDriftKey", "A key in which a charge point departs from a template.",
        [
            Field("key", "The key.", \.setting.name.text),
            Field("expected", "What it shall be.", \.setting.value),
            Field("actual", "What it is, as far as is known.", \.actual),
            Field("drift", driftDescription, \.kind),
            Field("readonly", "Whether the charge point says that it cannot be set; `null` while it never said.", \.isReadonly),
        ])

    private static let driftDescription = """
        `differs`: it has another value, or will have one after the next boot. `pendingReboot`: it has the value after the next boot. \
        `missing`: it was not among all the keys that were read. `unknown`: the charge point said that it does not know it. \
        `neverRead`: nothing is known of it.
        """
}

extension ConfigurationTemplateResult: JSONObject {
    static let representation = Representation<ConfigurationTemplateResult>(
        "ConfigurationTemplateResult", "What came of applying a template to a charge point.",
        [
            Field("templateName", "The template.", \.template),
            Field("succeeded", "Whether every key that was sent was accepted; `true` when none had to be.", \.succeeded),
            Field("rebootRequired", "Whether any of it takes a reboot.", \.isRebootRequired),
            Field("keys", "The keys in which the charge point departed from the template, in the order of sending.", \.keys),
        ])
}

extension ConfigurationTemplateResult.Key: JSONObject {
    static let representation = Representation<ConfigurationTemplateResult.Key>(
        "ConfigurationTemplateResultKey", "What came of one key.",
        [
            Field("key", "The key.", \.setting.name.text),
            Field("value", "What was sent.", \.setting.value),
            Field("status", "What the charge point answered.", \.status),
            Field(
                "outcome", "What became of the command; `null`: none was sent, because the charge point had stopped answering.",
                \.command?.outcome),
            Field("explanation", "Why there is no usable answer.", \.explanation),
            Field("commandId", "The command.", \.command?.id),
            Field("warning", "In what respect the value is not what the specification allows.", \.warning),
        ])

    private var explanation: String? { status == nil ? command?.explanation : nil }
}
