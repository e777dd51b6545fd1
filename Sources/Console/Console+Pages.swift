import CentralSystem

extension Console {
    /// Every page of the console. A page that is not here is not served.
    static func pages(of centralSystem: CentralSystem, entrance: OneTimeEntrance?) -> [any ConsolePage] {
        [
            OverviewPage(centralSystem: centralSystem),
            ChargePointListPage(chargePoints: centralSystem.chargePoints, connectors: centralSystem.connectors),
            LiveEvents(live: centralSystem.live),
            SignInPage(users: centralSystem.operators.users, entrance: entrance),
            FirstUserPage(users: centralSystem.operators.users),
            OneTimeSignIn(entrance: entrance),
            SignOut(),
            PreferencesPage(),
        ]
            + securityPages(of: centralSystem)
            + administrationPages(of: centralSystem)
    }
}
