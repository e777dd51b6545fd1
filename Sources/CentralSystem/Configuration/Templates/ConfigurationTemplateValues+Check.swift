import OCPPJ

extension ConfigurationTemplateValues {
    /// How many keys a template may have.
    package static let mostKeys = 500

    /// - Throws: `ConfigurationTemplateError` with code `.invalidMember`. What a key's value means is not looked at.
    func check(name: String) throws(ConfigurationTemplateError) {
        guard (1...100).contains(name.count), !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw .invalid("name", "must have 1 to 100 characters, none of them a control character") }
        guard (1...Self.mostKeys).contains(values.count) else {
            throw .invalid("values", "must have 1 to \(Self.mostKeys) keys")
        }
        var seen: Set<ConfigurationKeyName> = []
        for setting in values {
            let member = "values.\(setting.name.text.prefix(60))"
            guard (1...50).contains(setting.name.text.unicodeScalars.count) else {
                throw .invalid(member, "must have a name of 1 to 50 characters")
            }
            guard setting.value.unicodeScalars.count <= 500 else {
                throw .invalid(member, "must have at most 500 characters")
            }
            guard seen.insert(setting.name).inserted else {
                throw .invalid(member, "is given twice (keys are compared without regard to case)")
            }
            guard !setting.name.isSecret else {
                throw .invalid(member, "is a secret, which no template keeps; send it to each charge point by itself")
            }
        }
        guard case .filter = selection ?? .filter(vendor: "any") else {
            throw .invalid("target", "must be a filter")
        }
        do {
            try selection?.check(member: "template")
        } catch {
            let longest = TargetSelection.longestText
            throw .invalid("vendor", "and model, firmwareVersion and group must have 1 to \(longest) characters, or be null")
        }
    }
}
