import Certification
import Foundation
import NIOCore

/// The central system under test: where it is, and who operates it.
struct CertificationTarget: Sendable {
    let url: String?
    let secureURL: String?
    /// In PEM; empty for those of the system.
    let trustRoots: [String]
    let driver: any CentralSystemDriver

    private let api: StationmasterAPI?
    private let ownServer: OwnServer?

    /// A central system that a person operates.
    init(url: String?, secureURL: String?, trustRoots: [String], driver: any CentralSystemDriver) {
        self.url = url
        self.secureURL = secureURL
        self.trustRoots = trustRoots
        self.driver = driver
        api = nil
        ownServer = nil
    }

    /// A running Stationmaster.
    ///
    /// - Parameter trustRoots: nil for those that the API names.
    /// - Throws: `DriverFailure` when the API cannot be reached.
    init(url: String?, secureURL: String?, trustRoots: [String]?, api: StationmasterAPI) async throws {
        try await self.init(url: url, secureURL: secureURL, trustRoots: trustRoots, api: api, ownServer: nil)
    }

    /// A server that is started now.
    ///
    /// - Parameter dataDirectory: nil for a temporary one.
    /// - Throws: an error for people when it does not start.
    init(serverOn dataDirectory: String?, group: any EventLoopGroup) async throws {
        let server = try OwnServer(dataDirectory: dataDirectory)
        do {
            let api = try StationmasterAPI(url: server.apiURL, token: server.token, group: group)
            try await self.init(url: server.url, secureURL: server.secureURL, trustRoots: nil, api: api, ownServer: server)
        } catch {
            await server.stop()
            throw error
        }
    }

    private init(
        url: String?, secureURL: String?, trustRoots: [String]?, api: StationmasterAPI, ownServer: OwnServer?
    ) async throws {
        let driver = StationmasterDriver(api: api)
        do throws(DriverFailure) {
            // Only what is needed is asked for, so that any Stationmaster can be tested without TLS.
            self.trustRoots =
                if let trustRoots { trustRoots } else if secureURL == nil { [] } else { try await driver.trustRoots() }
        } catch .unreachable {
            // The cases find it out too, and the report says so of each.
            self.trustRoots = []
        } catch {
            await api.shutdown()
            throw error
        }
        self.url = url
        self.secureURL = secureURL
        self.driver = driver
        self.api = api
        self.ownServer = ownServer
    }

    /// Closes connections, and ends the server if it was started here.
    func close() async {
        await api?.shutdown()
        await ownServer?.stop()
    }
}
