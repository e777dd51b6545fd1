import CentralSystem

extension Console {
    /// What this server is and how it is set; nothing where nobody can tell.
    static func serverPages(_ server: (any ServerInformation)?, of centralSystem: CentralSystem) -> [any ConsolePage] {
        guard let server else { return [] }
        return [AboutPage(centralSystem: centralSystem, server: server), SettingsPage(server: server)]
    }
}
