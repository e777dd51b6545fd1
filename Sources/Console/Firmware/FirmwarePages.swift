import CentralSystem
import Markup

extension Console {
    /// Firmware: images, updates, campaigns, signing keys.
    static func firmwarePages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        [
            FirmwareImagesPage(images: centralSystem.firmwareImages), UploadImagePage(images: centralSystem.firmwareImages),
            DeleteImagePage(images: centralSystem.firmwareImages), FirmwareUpdatesPage(updates: centralSystem.firmwareUpdates),
            NewUpdatePage(centralSystem: centralSystem), FirmwareUpdatePage(updates: centralSystem.firmwareUpdates),
            CampaignListPage(campaigns: centralSystem.firmwareCampaigns), NewCampaignPage(centralSystem: centralSystem),
            CampaignPage(centralSystem: centralSystem), StopCampaignPage(campaigns: centralSystem.firmwareCampaigns),
            SigningKeysPage(keys: centralSystem.firmwareSigningKeys), DeleteSigningKeyPage(keys: centralSystem.firmwareSigningKeys),
        ]
    }

    static func firmwareTabs(_ request: ConsoleRequest) -> HTML {
        var tabs = [
            Link(request.text("Images", "이미지"), FirmwareImagesPage.path), Link(request.text("Updates", "업데이트"), FirmwareUpdatesPage.path),
            Link(request.text("Campaigns", "캠페인"), CampaignListPage.path),
        ]
        if request.may(.administrator) { tabs.append(Link(request.text("Signing keys", "서명 키"), SigningKeysPage.path)) }
        return Tabs.html(request, name: request.text("Firmware", "펌웨어"), tabs)
    }

    static func firmwareTrail(_ request: ConsoleRequest) -> [Link] { [Link(request.text("Firmware", "펌웨어"), FirmwareImagesPage.path)] }
}
