import NIOHTTP1
import OCPPJ

/// An operator of Stationmaster who works with its public REST API and an administrator's token, and with nothing else.
package struct StationmasterDriver: CentralSystemDriver {
    package let name = "REST API of Stationmaster"

    let api: StationmasterAPI
    /// How long a fact is looked for again: what a charge point reported is there once its answer is committed, what follows from
    /// the outcome of a command a moment later.
    let patience: Duration

    package init(api: StationmasterAPI, patience: Duration = .seconds(3)) {
        self.api = api
        self.patience = patience
    }

    package func system() async throws(DriverFailure) -> SystemUnderTest {
        let info = try await api.json(.GET, "//openapi.json")["info"]
        guard let title = info?["title"]?.string, let version = info?["version"]?.string else {
            throw .unreachable("there is no OpenAPI document; is this the API of Stationmaster?")
        }
        return SystemUnderTest(vendor: "Stationmaster", name: title, version: version)
    }

    /// The roots to which the central system's certificates lead, in PEM; empty when it has no authority of its own.
    package func trustRoots() async throws(DriverFailure) -> [String] {
        let answer = try await api.ask(.GET, "/certificate-authority/roots.pem")
        if answer.status == 404 { return [] }
        if let failure = answer.failure { throw failure }
        return [String(decoding: answer.body, as: UTF8.self)]
    }

    /// Every request goes out as it is wanted, through the path for any request of OCPP. Only a password of the central system's own
    /// choice has a path of its own, because the plain command sends no password but the one given.
    package func perform(_ request: OperatorRequest, on identity: String) async throws(DriverFailure) -> OperatorOutcome {
        let station = "/charge-points/\(StationmasterAPI.encoded(identity))"
        if Self.isPasswordChange(request) {
            let answer = try await api.ask(.POST, station + "/password-changes")
            guard answer.isSuccess else { return try answer.outcome() }
            return OperatorOutcome(status: try answer.json()["status"]?.string)
        }
        return try await api.ask(.POST, "\(station)/commands/\(request.action)", body: request.payload).outcome()
    }

    /// Whether a new password is wanted that the central system chooses.
    static func isPasswordChange(_ request: OperatorRequest) -> Bool {
        guard request.action == OCPPAction(rawValue: "ChangeConfiguration"), request.chosenByCentralSystem.contains("value"),
            let payload = try? JSONNode.parse(Array(request.payload.utf8))
        else { return false }
        return payload["key"]?.string?.lowercased() == "authorizationkey"
    }
}
