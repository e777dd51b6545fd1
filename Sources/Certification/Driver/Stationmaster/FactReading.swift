import OCPPJ

/// Whether what the REST API shows is the fact that is looked for. Pure: from JSON to an answer.
struct FactReading {
    let fact: Fact

    init(_ fact: Fact) {
        self.fact = fact
    }

    /// - Parameter shown: the transaction.
    func transaction(_ shown: JSONNode) -> FactAnswer {
        guard case .transaction(let identity, let id, let idTag, let isOpen, let reason) = fact else { return mismatch }
        let state = shown["state"]?.string
        let shownTag = shown["idTag"]?.string ?? ""
        let isRight =
            shown["chargePointId"]?.string == identity && shownTag.lowercased() == idTag.lowercased()
            // A transaction that is taken to be over without its StopTransaction is not stopped.
            && (state == "Closed") == !isOpen && (reason == nil || shown["stopReason"]?.string == reason)
        if isRight { return .confirmed }
        let end = shown["stopReason"]?.string.map { " with reason \($0)" } ?? ""
        let owner = shown["chargePointId"]?.string.flatMap { $0 == identity ? nil : " of charge point \($0)" } ?? ""
        return .denied("transaction \(id)\(owner) of idTag \(shownTag) as \(state?.lowercased() ?? "nothing")\(end)")
    }

    /// - Parameter shown: the open transactions of the connector.
    func openTransactions(_ shown: [JSONNode]) -> FactAnswer {
        guard case .openTransactions(_, let connectorId, let count) = fact else { return mismatch }
        guard shown.count != count else { return .confirmed }
        let ids = shown.compactMap { $0["id"]?.int }.map(String.init).joined(separator: ", ")
        return .denied("\(shown.count) open transactions on connector \(connectorId)\(ids.isEmpty ? "" : " (\(ids))")")
    }

    /// - Parameter shown: the reservations of the charge point, newest first.
    func reservation(_ shown: [JSONNode]) -> FactAnswer {
        switch fact {
        case .reservation(_, let number, .notActive):
            let holding = shown.first {
                $0["reservationId"]?.int == number && ["active", "requested"].contains($0["state"]?.string ?? "")
            }
            return holding == nil ? .confirmed : .denied("reservation \(number) as \(holding?["state"]?.string ?? "")")
        case .reservation(_, let number, let state):
            guard let newest = shown.first(where: { $0["reservationId"]?.int == number }) else {
                return .denied("no reservation \(number)")
            }
            let text = newest["state"]?.string
            return text == state.rawValue ? .confirmed : .denied("reservation \(number) as \(text ?? "nothing")")
        case .reservationUsed(_, let number, let transactionId):
            guard let newest = shown.first(where: { $0["reservationId"]?.int == number }) else {
                return .denied("no reservation \(number)")
            }
            guard newest["state"]?.string == "used", let user = newest["transactionId"]?.int else {
                return .denied("reservation \(number) as \(newest["state"]?.string ?? "nothing")")
            }
            return user == transactionId ? .confirmed : .denied("reservation \(number) as used by transaction \(user)")
        default: return mismatch
        }
    }

    /// - Parameter shown: the local list of the charge point.
    func localList(_ shown: JSONNode) -> FactAnswer {
        // 0 is the charge point's word for no list (OCPP 1.6, section 5.10). What was accepted before a charge point said that it
        // has no lists is still told, as history.
        let version = shown["supported"]?.bool == false ? nil : shown["version"]?.int.flatMap { $0 > 0 ? $0 : nil }
        let isRight: Bool
        switch fact {
        case .localListVersion(_, let wanted): isRight = version == wanted
        case .localListNotApplied(_, let unwanted): isRight = version != unwanted
        default: return mismatch
        }
        guard !isRight else { return .confirmed }
        return .denied(version.map { "version \($0) of the local list as applied" } ?? "no local list as applied")
    }

    /// - Parameter shown: the configuration keys of the charge point.
    func configuration(_ shown: [JSONNode]) -> FactAnswer {
        guard case .configurationKey(_, let key, let value, let readonly) = fact else { return mismatch }
        guard let item = shown.first(where: { $0["key"]?.string?.lowercased() == key.lowercased() }) else {
            return .denied("no configuration key \(key)")
        }
        let shownValue = item["value"]?.string
        let shownReadonly = item["readonly"]?.bool
        if shownValue == value, shownReadonly == readonly { return .confirmed }
        let access = shownReadonly.map { $0 ? "readonly" : "not readonly" } ?? "without a word on readonly"
        return .denied("configuration key \(key) with \(shownValue.map { "value \($0)" } ?? "no value"), \(access)")
    }

    /// - Parameter shown: the updates or uploads, newest first.
    func lastReport(_ shown: [JSONNode], is status: String) -> FactAnswer {
        guard let newest = shown.first else { return .denied("nothing of the kind") }
        let report = newest["lastReport"]?.string
        guard report != status else { return .confirmed }
        return .denied("\(report ?? newest["state"]?.string ?? "nothing") as its last report")
    }

    /// - Parameter shown: the events of the type since the moment.
    func securityEvent(_ shown: [JSONNode]) -> FactAnswer {
        guard case .securityEvent(_, let type, _) = fact else { return mismatch }
        return shown.contains { $0["type"]?.string == type && $0["source"]?.string == "chargePoint" }
            ? .confirmed : .denied("no security event \(type)")
    }

    /// - Parameter shown: the root certificates in the charge point, those that are gone too.
    func installedCertificate(_ shown: [JSONNode]) -> FactAnswer {
        guard case .installedCertificate(_, let serialNumber) = fact else { return mismatch }
        let found = shown.filter {
            ($0["hashData"]?["serialNumber"]?.string).map(Self.number) == Self.number(serialNumber)
        }
        if found.contains(where: { $0["state"]?.string == "installed" }) { return .confirmed }
        guard let state = found.first?["state"]?.string else { return .denied("no certificate with serial number \(serialNumber)") }
        return .denied("the certificate with serial number \(serialNumber) as \(state)")
    }

    /// - Parameter shown: the charge point's own certificates, newest first.
    func certificate(_ shown: [JSONNode]) -> FactAnswer {
        guard case .chargePointCertificate(_, let serialNumber, let isActive) = fact else { return mismatch }
        let found = shown.first { ($0["serialNumber"]?.string).map(Self.number) == Self.number(serialNumber) }
        guard let state = found?["state"]?.string else {
            return isActive ? .denied("no certificate with serial number \(serialNumber)") : .confirmed
        }
        return (state == "active") == isActive
            ? .confirmed : .denied("the certificate with serial number \(serialNumber) as \(state)")
    }

    /// - Parameter shown: the charge point.
    func securityProfile(_ shown: JSONNode) -> FactAnswer {
        guard case .securityProfile(_, let profile) = fact else { return mismatch }
        let required = shown["requiredSecurityProfile"]?.int
        guard required != profile else { return .confirmed }
        return .denied(required.map { "security profile \($0) as required" } ?? "no security profile")
    }

    private var mismatch: FactAnswer { .notVisible("the driver looked in the wrong place") }

    /// A serial number without leading zeros, colons and differences of case.
    private static func number(_ text: String) -> String {
        let digits = text.lowercased().filter { $0 != ":" }
        return String(digits.drop { $0 == "0" })
    }
}
