package import CentralSystem
package import Logging
package import OCPPJ
package import WebAPI

/// The operators' web console.
///
/// Pages are functions that return `HTML`. They read through the services of the central system, and change things through the
/// operations of the API, in the viewer's name.
package struct Console: PageSite {
    let pages: PageTable
    let assets: AssetLibrary
    let services: PageServices
    let time: any TimeSource
    let live: LiveFeed
    let finder: Finder
    let sentForms = SentForms()

    /// - Parameters:
    ///   - entrance: the one-time link that lets the demonstration's user in; nil without a demonstration.
    ///   - certification: plays certification runs against this server; nil where nobody can.
    ///   - server: tells what this server is; nil for a console without pages about that.
    ///   - webFiles: where Bootstrap and Chart.js are looked for.
    /// - Throws: when the program's own pages contradict one another.
    package init(
        centralSystem: CentralSystem, services: PageServices, entrance: OneTimeEntrance? = nil,
        certification: (any CertificationRuns)? = nil, server: (any ServerInformation)? = nil,
        webFiles: [String] = AssetLibrary.systemDirectories, time: any TimeSource, logger: Logger
    ) throws {
        assets = AssetLibrary(directories: webFiles, logger: logger)
        self.services = services
        self.time = time
        live = centralSystem.live
        finder = Finder(centralSystem)
        pages = try PageTable(
            Self.pages(of: centralSystem, entrance: entrance, certification: certification, server: server), operations: services.operations)
    }
}
