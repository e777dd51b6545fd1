import CentralSystem
import OCPPJ

/// What operators send about a configuration template.
enum ConfigurationTemplateInput {
    static let vendorDescription = "For charge points of this vendor, as BootNotification tells it; without regard to case."
    static let modelDescription = "For charge points of this model."
    static let firmwareDescription = "For charge points with this firmware version."
    static let groupDescription = "For charge points of this group; exactly."
    static let valuesDescription = "The keys and their values, all strings; sent in this order."

    private static let text = Schema.string(1...TargetSelection.longestText).orNull
    private static let name = Schema.string(1...100)

    private static let members: [ObjectSchema.Member] = [
        .init("vendor", vendorDescription, text),
        .init("model", modelDescription, text),
        .init("firmwareVersion", firmwareDescription, text),
        .init("group", groupDescription, text),
        .init("values", valuesDescription, .anyObject, isRequired: true),
        .init("note", "The operator's own words.", .string(0...10_000).orNull),
    ]

    static let creation = ObjectSchema(
        "ConfigurationTemplateCreation",
        "A template. Without vendor, model, firmwareVersion and group it is for no charge point by itself.",
        [.init("name", "Its name.", name, isRequired: true)] + members)

    static let replacement = ObjectSchema(
        "ConfigurationTemplateReplacement", "What a template shall be; absent members get their defaults.",
        [.init("name", "May be given, and must then be the one in the path.", name)] + members)

    static let application = ObjectSchema(
        "ConfigurationTemplateApplication", "Which charge points to apply a template to.",
        [
            .init("target", "\(TargetInput.description) When absent: those that the template is for.", TargetInput.schema),
            .init(
                "parallelism", BulkOperationInput.parallelismDescription + " The server's setting when absent.", .integer(1...1000)),
            .init("deadline", BulkOperationInput.deadlineDescription, .time.orNull),
        ])

    /// - Throws: `Problem` (`invalid-member`).
    static func values(_ body: JSONNode) throws(Problem) -> ConfigurationTemplateValues {
        var settings: [ConfigurationSetting] = []
        for (key, value) in body["values"]?.members ?? [] {
            guard let text = value.string else {
                throw Problem.invalidMember("values.\(key.prefix(60))", "values.\(key.prefix(60)) must be a string")
            }
            settings.append(ConfigurationSetting(ConfigurationKeyName(key), text))
        }
        return ConfigurationTemplateValues(
            selection: TargetSelection(
                vendor: body["vendor"]?.string, model: body["model"]?.string, firmwareVersion: body["firmwareVersion"]?.string,
                group: body["group"]?.string),
            values: settings, note: body["note"]?.string)
    }
}
