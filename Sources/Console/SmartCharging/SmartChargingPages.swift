import CentralSystem
import Markup

extension Console {
    /// Smart charging: templates, what is installed where, the editor of profiles, composite schedules.
    static func smartChargingPages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        let profiles = centralSystem.chargingProfiles
        let bulk = centralSystem.bulkOperations
        return [
            TemplateListPage(profiles: profiles), TemplatePage(profiles: profiles), TemplateEditorPage(profiles: profiles),
            NewTemplatePage(profiles: profiles), DeleteTemplatePage(), InstallTemplatePage(profiles: profiles, bulk: bulk),
            InstalledProfilesPage(profiles: profiles), InstallListPage(bulk: bulk), InstallPage(bulk: bulk), StopInstallPage(bulk: bulk),
            NewProfilePage(centralSystem: centralSystem), ProfileRecordPage(profiles: profiles), ClearProfilePage(profiles: profiles),
            CompositeSchedulePage(centralSystem: centralSystem),
        ]
    }

    /// The parts of smart charging.
    static func smartChargingTabs(_ request: ConsoleRequest) -> HTML {
        Tabs.html(request, name: request.text("Smart charging", "스마트 충전"), [
            Link(request.text("Templates", "템플릿"), TemplateListPage.path),
            Link(request.text("Installed profiles", "설치된 프로파일"), InstalledProfilesPage.path),
            Link(request.text("Bulk installs", "일괄 설치"), InstallListPage.path),
        ])
    }
}
