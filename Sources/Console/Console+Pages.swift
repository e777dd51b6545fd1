import CentralSystem

extension Console {
    /// Every page of the console. A page that is not here is not served.
    static func pages(
        of centralSystem: CentralSystem, entrance: OneTimeEntrance?, certification: (any CertificationRuns)? = nil,
        server: (any ServerInformation)? = nil
    ) -> [any ConsolePage] {
        var pages: [any ConsolePage] = [
            OverviewPage(centralSystem: centralSystem, isDemonstration: entrance != nil),
            SearchPage(finder: Finder(centralSystem)),
            SuggestionsPage(chargePoints: centralSystem.chargePoints, idTags: centralSystem.idTags),
            ChargePointListPage(
                chargePoints: centralSystem.chargePoints, connectors: centralSystem.connectors, savedFilters: centralSystem.savedFilters),
            LiveEvents(live: centralSystem.live),
            SignInPage(users: centralSystem.operators.users, entrance: entrance),
            FirstUserPage(users: centralSystem.operators.users),
            OneTimeSignIn(entrance: entrance),
            SignOut(),
            PreferencesPage(),
        ]
        pages += chargePointPages(of: centralSystem)
        pages += commandPages(of: centralSystem)
        pages += sessionPages(of: centralSystem)
        pages += smartChargingPages(of: centralSystem)
        pages += firmwarePages(of: centralSystem)
        pages += configurationPages(of: centralSystem)
        pages += localListPages(of: centralSystem)
        pages += certificationPages(certification)
        pages += securityPages(of: centralSystem)
        pages += administrationPages(of: centralSystem)
        pages += dataTransferPages(of: centralSystem)
        pages += serverPages(server, of: centralSystem)
        return pages
    }
}
