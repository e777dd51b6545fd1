import NIOHTTP1
import OCPPJ

extension StationmasterDriver {
    /// How long after a look that found something else the next one follows.
    private static let pause = Duration.milliseconds(40)

    package func looks(for fact: Fact) async throws(DriverFailure) -> FactAnswer {
        let end = ContinuousClock.now + patience
        while true {
            let answer = try await look(fact)
            if answer == .confirmed || ContinuousClock.now >= end || Task.isCancelled { return answer }
            try? await Task.sleep(for: Self.pause)
        }
    }

    package func openTransactions(on connectorId: Int, of identity: String) async throws(DriverFailure) -> Int? {
        try await shownOpenTransactions(on: connectorId, of: identity).count
    }

    private func shownOpenTransactions(on connectorId: Int, of identity: String) async throws(DriverFailure) -> [JSONNode] {
        try await api.items(
            "/transactions",
            query: ["chargePoint": identity, "connectorId": String(connectorId), "state": "Open", "limit": "1000"])
    }

    private func look(_ fact: Fact) async throws(DriverFailure) -> FactAnswer {
        let station = "/charge-points/\(StationmasterAPI.encoded(fact.identity))"
        switch fact {
        case .transaction(_, let id, _, _, _):
            let answer = try await api.ask(.GET, "/transactions/\(id)")
            guard answer.status != 404 else { return .denied("no transaction \(id)") }
            if let failure = answer.failure { throw failure }
            return FactReading(fact).transaction(try answer.json())
        case .openTransactions(let identity, let connectorId, _):
            return FactReading(fact).openTransactions(try await shownOpenTransactions(on: connectorId, of: identity))
        case .reservation(let identity, _, _), .reservationUsed(let identity, _, _):
            return FactReading(fact).reservation(
                try await api.items("/reservations", query: ["chargePoint": identity, "limit": "1000"]))
        case .localListVersion, .localListNotApplied:
            return FactReading(fact).localList(try await api.json(.GET, station + "/local-list", query: ["entries": "false"]))
        case .configurationKey:
            return FactReading(fact).configuration(try await api.items(station + "/configuration"))
        case .firmwareStatus(let identity, let status):
            return FactReading(fact).lastReport(
                try await api.items("/firmware/updates", query: ["chargePoint": identity, "limit": "1"]), is: status)
        case .diagnosticsStatus(_, let status):
            let all = try await api.items(station + "/diagnostics", query: ["limit": "100"])
            return FactReading(fact).lastReport(all.filter { $0["logType"]?.string == nil }, is: status)
        case .logStatus(_, let status):
            let all = try await api.items(station + "/diagnostics", query: ["limit": "100"])
            return FactReading(fact).lastReport(all.filter { $0["logType"]?.string != nil }, is: status)
        case .securityEvent(let identity, let type, let since):
            // The two clocks may differ a little.
            let from = Timestamp(milliseconds: since).advanced(bySeconds: -1).rfc3339
            return FactReading(fact).securityEvent(
                try await api.items("/security-events", query: ["chargePoint": identity, "type": type, "from": from]))
        case .installedCertificate:
            return FactReading(fact).installedCertificate(try await api.items(station + "/installed-certificates"))
        case .chargePointCertificate:
            return FactReading(fact).certificate(try await api.items(station + "/certificates", query: ["limit": "1000"]))
        case .securityProfile:
            return FactReading(fact).securityProfile(try await api.json(.GET, station))
        }
    }
}
