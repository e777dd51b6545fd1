import NIOHTTP1
import OCPPJ

extension StationmasterDriver {
    /// How many charge points of a load are registered at a time.
    private static let registrationsAtATime = 8

    package func provision(_ provision: Provision) async throws(DriverFailure) {
        switch provision {
        case .chargePoint(let chargePoint):
            try await register(chargePoint)
        case .idTag(let idTag):
            try await api.json(.PUT, "/id-tags/\(StationmasterAPI.encoded(idTag.idTag))", body: Self.body(idTag))
        case .trustedAuthority(let name, let root):
            try await trust(root, name: name)
        case .loadChargePoints(let identities, let password):
            try await register(identities, password: password)
        }
    }

    // MARK: Charge points

    /// Registers it, also over what an earlier run left of it. Transactions that such a run left open are closed, as an operator
    /// would do.
    private func register(_ chargePoint: ProvisionedChargePoint) async throws(DriverFailure) {
        try await api.json(
            .PUT, "/charge-points/\(StationmasterAPI.encoded(chargePoint.identity))", body: try Self.body(chargePoint))
        for state in ["Open", "Stale"] {
            let left = try await api.items(
                "/transactions", query: ["chargePoint": chargePoint.identity, "state": state, "limit": "1000"])
            for id in left.compactMap({ $0["id"]?.int }) {
                let answer = try await api.ask(
                    .POST, "/transactions/\(id)/close", body: #"{"reason":"left open by an earlier certification run"}"#)
                // Ended meanwhile, which is as good.
                guard answer.status != 409 else { continue }
                if let failure = answer.failure { throw failure }
            }
        }
    }

    private func register(_ identities: [String], password: [UInt8]) async throws(DriverFailure) {
        let text = try Self.text(ofPassword: password)
        let body = #"{"registrationStatus":"Accepted","securityProfile":1,"password":\#(SpecificationCheck.quoted(text)),"settings":{"automation":false},"note":"Background traffic of stationmaster certify"}"#
        let api = api
        let failure = await withTaskGroup(of: DriverFailure?.self) { group in
            var failure: DriverFailure?
            for (index, identity) in identities.enumerated() {
                if index >= Self.registrationsAtATime { failure = await group.next() ?? nil }
                if failure != nil { break }
                group.addTask {
                    do throws(DriverFailure) {
                        try await api.json(.PUT, "/charge-points/\(StationmasterAPI.encoded(identity))", body: body)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            for await further in group { failure = failure ?? further }
            return failure
        }
        if let failure { throw failure }
    }

    static func body(_ chargePoint: ProvisionedChargePoint) throws(DriverFailure) -> String {
        let password = try chargePoint.password.map { bytes throws(DriverFailure) in
            SpecificationCheck.quoted(try text(ofPassword: bytes))
        }
        return """
            {"registrationStatus":"Accepted","securityProfile":\(chargePoint.securityProfile),"password":\(password ?? "null"),\
            "serialNumber":\(SpecificationCheck.quoted(chargePoint.serialNumber)),\
            "settings":{"heartbeatIntervalSeconds":\(chargePoint.heartbeatIntervalSeconds)\
            \(chargePoint.isLeftAlone ? #","automation":false"# : "")},"note":"Played by stationmaster certify"}
            """
    }

    /// A password as the API takes it: a text of 16 to 20 characters as it is, other bytes of that length as hexadecimal digits.
    ///
    /// - Throws: `.unsupported` for bytes that it cannot be told.
    static func text(ofPassword bytes: [UInt8]) throws(DriverFailure) -> String {
        let isText = bytes.allSatisfy { (0x20..<0x7F).contains($0) }
        if (16...20).contains(bytes.count), !isText {
            return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        guard let text = String(validating: bytes, as: UTF8.self), (1...128).contains(bytes.count) else {
            throw .unsupported("take a password of \(bytes.count) bytes that are no text")
        }
        return text
    }

    // MARK: IdTags and authorities

    static func body(_ idTag: ProvisionedIdTag) -> String {
        let parent = idTag.parentIdTag.map(SpecificationCheck.quoted) ?? "null"
        let (status, expiryDate) =
            switch idTag.state {
            case .accepted: ("Accepted", "null")
            case .blocked: ("Blocked", "null")
            case .expired: ("Accepted", #""2020-01-01T00:00:00Z""#)
            case .expiredByStatus: ("Expired", "null")
            }
        return #"{"status":"\#(status)","expiryDate":\#(expiryDate),"parentIdTag":\#(parent),"note":"Of stationmaster certify"}"#
    }

    /// Trusts the root, and no longer those that earlier runs had under the same name.
    private func trust(_ root: String, name: String) async throws(DriverFailure) {
        let note = "stationmaster certify: \(name)"
        let added = try await api.json(
            .POST, "/trusted-authorities",
            body: #"{"certificate":\#(SpecificationCheck.quoted(root)),"note":\#(SpecificationCheck.quoted(note))}"#)
        for authority in try await api.items("/trusted-authorities") where authority["note"]?.string == note {
            guard let fingerprint = authority["fingerprint"]?.string, fingerprint != added["fingerprint"]?.string else { continue }
            let answer = try await api.ask(.DELETE, "/trusted-authorities/\(fingerprint)")
            guard answer.status != 404 else { continue }
            if let failure = answer.failure { throw failure }
        }
    }
}
