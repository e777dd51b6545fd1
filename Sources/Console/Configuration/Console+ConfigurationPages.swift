import CentralSystem

extension Console {
    /// Configuration templates. The configuration of one charge point is a tab of its page.
    static func configurationPages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        let templates = centralSystem.configurationTemplates
        return [
            ConfigurationTemplateListPage(templates: templates), NewConfigurationTemplatePage(centralSystem: centralSystem),
            ConfigurationTemplatePage(templates: templates), EditConfigurationTemplatePage(templates: templates),
            DeleteConfigurationTemplatePage(templates: templates), ApplyConfigurationTemplatePage(templates: templates),
        ]
    }
}
