import OCPPJ
import Testing

@testable import Certification

@Suite("What the REST API shows")
struct FactReadingTests {
    private func node(_ json: String) throws -> JSONNode { try JSONNode.parse(Array(json.utf8)) }
    private func nodes(_ json: String) throws -> [JSONNode] { try node(json).elements }

    @Test("transactions", arguments: [
        (true, nil as String?, "Open", "null", FactAnswer.confirmed),
        // Taken to be over, but not stopped.
        (true, nil, "Stale", "null", .confirmed),
        (false, nil, "Closed", #""Local""#, .confirmed), (false, "Remote", "Closed", #""Remote""#, .confirmed),
        (true, nil, "Closed", #""Local""#, .denied("transaction 7 of idTag TAG as closed with reason Local")),
        (false, nil, "Open", "null", .denied("transaction 7 of idTag TAG as open")),
        (false, "Remote", "Closed", #""Local""#, .denied("transaction 7 of idTag TAG as closed with reason Local")),
        (false, "Remote", "Closed", "null", .denied("transaction 7 of idTag TAG as closed")),
    ])
    func transactions(isOpen: Bool, reason: String?, state: String, shownReason: String, answer: FactAnswer) throws {
        let fact = Fact.transaction(identity: "CP", transactionId: 7, idTag: "tag", isOpen: isOpen, stopReason: reason)
        let shown = try node(
            #"{"id":7,"chargePointId":"CP","idTag":"TAG","state":"\#(state)","stopReason":\#(shownReason)}"#)
        #expect(FactReading(fact).transaction(shown) == answer)
    }

    @Test("a transaction of another charge point or idTag is another one")
    func others() throws {
        let fact = Fact.transaction(identity: "CP", transactionId: 7, idTag: "TAG", isOpen: true)
        let elsewhere = try node(#"{"chargePointId":"CP-2","idTag":"TAG","state":"Open"}"#)
        #expect(FactReading(fact).transaction(elsewhere) == .denied("transaction 7 of charge point CP-2 of idTag TAG as open"))
        let another = try node(#"{"chargePointId":"CP","idTag":"GAT","state":"Open"}"#)
        #expect(FactReading(fact).transaction(another) == .denied("transaction 7 of idTag GAT as open"))
    }

    @Test("open transactions are counted")
    func open() throws {
        let fact = Fact.openTransactions(identity: "CP", connectorId: 1, count: 0)
        #expect(FactReading(fact).openTransactions([]) == .confirmed)
        #expect(
            FactReading(fact).openTransactions(try nodes(#"[{"id":3},{"id":4}]"#))
                == .denied("2 open transactions on connector 1 (3, 4)"))
    }

    @Test("of reservations with one number the newest counts", arguments: [
        (Fact.ReservationState.expired, FactAnswer.confirmed), (.active, .denied("reservation 7 as expired")),
        // Not the newest one, but it holds the connector.
        (.notActive, .denied("reservation 7 as active")),
    ])
    func reservations(state: Fact.ReservationState, answer: FactAnswer) throws {
        let shown = try nodes(
            #"[{"reservationId":8,"state":"used"},{"reservationId":7,"state":"expired"},{"reservationId":7,"state":"active"}]"#)
        #expect(FactReading(.reservation(identity: "CP", reservationId: 7, state: state)).reservation(shown) == answer)
    }

    @Test("a reservation that nobody knows is not active, and nothing else")
    func noReservation() {
        #expect(FactReading(.reservation(identity: "CP", reservationId: 7, state: .notActive)).reservation([]) == .confirmed)
        #expect(
            FactReading(.reservation(identity: "CP", reservationId: 7, state: .used)).reservation([]) == .denied("no reservation 7"))
    }

    @Test("a used reservation has its transaction")
    func used() throws {
        let fact = Fact.reservationUsed(identity: "CP", reservationId: 7, transactionId: 5)
        func answer(_ json: String) throws -> FactAnswer { FactReading(fact).reservation(try nodes(json)) }
        #expect(try answer(#"[{"reservationId":7,"state":"used","transactionId":5}]"#) == .confirmed)
        #expect(
            try answer(#"[{"reservationId":7,"state":"used","transactionId":6}]"#)
                == .denied("reservation 7 as used by transaction 6"))
        #expect(try answer(#"[{"reservationId":7,"state":"active","transactionId":null}]"#) == .denied("reservation 7 as active"))
    }

    @Test("local lists: 0 is none, and so is what is not known", arguments: [
        (nil as Int?, "0", FactAnswer.confirmed), (nil, "null", .confirmed), (3, "3", .confirmed),
        (3, "2", .denied("version 2 of the local list as applied")), (3, "null", .denied("no local list as applied")),
        (nil, "1", .denied("version 1 of the local list as applied")),
    ])
    func lists(wanted: Int?, shown: String, answer: FactAnswer) throws {
        let list = try node(#"{"version":\#(shown)}"#)
        #expect(FactReading(.localListVersion(identity: "CP", version: wanted)).localList(list) == answer)
    }

    @Test("a charge point that has no lists has none, whatever it accepted before")
    func listsNotSupported() throws {
        let list = try node(#"{"supported":false,"version":5}"#)
        #expect(FactReading(.localListVersion(identity: "CP", version: nil)).localList(list) == .confirmed)
        #expect(
            FactReading(.localListVersion(identity: "CP", version: 5)).localList(list) == .denied("no local list as applied"))
    }

    @Test("a version that is not applied")
    func notApplied() throws {
        let fact = Fact.localListNotApplied(identity: "CP", version: 3)
        #expect(FactReading(fact).localList(try node(#"{"version":2}"#)) == .confirmed)
        #expect(FactReading(fact).localList(try node(#"{"version":null}"#)) == .confirmed)
        #expect(FactReading(fact).localList(try node(#"{"version":3}"#)) == .denied("version 3 of the local list as applied"))
    }

    @Test("configuration keys with value and access", arguments: [
        ("60" as String?, false, FactAnswer.confirmed), ("61", false, .denied("configuration key Key with value 60, not readonly")),
        ("60", true, .denied("configuration key Key with value 60, not readonly")),
        (nil, false, .denied("configuration key Key with value 60, not readonly")),
    ])
    func keys(value: String?, readonly: Bool, answer: FactAnswer) throws {
        let shown = try nodes(#"[{"key":"Other","value":"1"},{"key":"KEY","value":"60","readonly":false}]"#)
        let fact = Fact.configurationKey(identity: "CP", key: "Key", value: value, readonly: readonly)
        #expect(FactReading(fact).configuration(shown) == answer)
        #expect(FactReading(fact).configuration([]) == .denied("no configuration key Key"))
    }

    @Test("the last report of an update or upload")
    func reports() throws {
        let reading = FactReading(.firmwareStatus(identity: "CP", status: "Installed"))
        let shown = try nodes(#"[{"lastReport":"Installed"},{"lastReport":"Downloading"}]"#)
        #expect(reading.lastReport(shown, is: "Installed") == .confirmed)
        #expect(reading.lastReport(shown, is: "Downloading") == .denied("Installed as its last report"))
        #expect(reading.lastReport(try nodes(#"[{"lastReport":null,"state":"accepted"}]"#), is: "x") == .denied("accepted as its last report"))
        #expect(reading.lastReport([], is: "x") == .denied("nothing of the kind"))
    }

    @Test("security events are those that the charge point reported")
    func events() throws {
        let reading = FactReading(.securityEvent(identity: "CP", type: "FirmwareUpdated", sinceMs: 0))
        #expect(reading.securityEvent(try nodes(#"[{"type":"FirmwareUpdated","source":"chargePoint"}]"#)) == .confirmed)
        #expect(
            reading.securityEvent(try nodes(#"[{"type":"FirmwareUpdated","source":"centralSystem"}]"#))
                == .denied("no security event FirmwareUpdated"))
    }

    @Test("certificates are known by their numbers, whatever zeros and colons stand in them")
    func certificates() throws {
        let installed = FactReading(.installedCertificate(identity: "CP", serialNumber: "0AFF"))
        #expect(installed.installedCertificate(try nodes(#"[{"state":"installed","hashData":{"serialNumber":"0a:ff"}}]"#)) == .confirmed)
        #expect(
            installed.installedCertificate(try nodes(#"[{"state":"deleted","hashData":{"serialNumber":"AFF"}}]"#))
                == .denied("the certificate with serial number 0AFF as deleted"))
        #expect(
            installed.installedCertificate(try nodes(#"[{"state":"installed","hashData":null}]"#))
                == .denied("no certificate with serial number 0AFF"))
        let own = try nodes(#"[{"serialNumber":"aff","state":"rejected"},{"serialNumber":"1","state":"active"}]"#)
        func active(_ number: String, _ isActive: Bool) -> FactAnswer {
            FactReading(.chargePointCertificate(identity: "CP", serialNumber: number, isActive: isActive)).certificate(own)
        }
        #expect(active("0AFF", false) == .confirmed)
        #expect(active("01", true) == .confirmed)
        #expect(active("0AFF", true) == .denied("the certificate with serial number 0AFF as rejected"))
        #expect(active("01", false) == .denied("the certificate with serial number 01 as active"))
        #expect(active("2", true) == .denied("no certificate with serial number 2"))
        #expect(active("2", false) == .confirmed)
    }

    @Test("the profile that is demanded")
    func profile() throws {
        let reading = FactReading(.securityProfile(identity: "CP", profile: 2))
        #expect(reading.securityProfile(try node(#"{"requiredSecurityProfile":2}"#)) == .confirmed)
        #expect(reading.securityProfile(try node(#"{"requiredSecurityProfile":1}"#)) == .denied("security profile 1 as required"))
    }
}
