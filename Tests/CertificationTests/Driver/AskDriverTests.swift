import OCPPJ
import Testing

@testable import Certification

@Suite("A person as the operator")
struct AskDriverTests {
    private let reset = OperatorRequest(OCPPAction(rawValue: "Reset"), payload: #"{"type":"Hard"}"#)

    @Test("a request is told in a sentence with the JSON below, and the status that is seen comes back as OCPP spells it")
    func request() async throws {
        let dialog = ScriptedDialog(["", " accepted "])
        let outcome = try await AskDriver(dialog: dialog).perform(reset, on: "CERT-CP-1")
        #expect(outcome == OperatorOutcome(status: "Accepted"))
        #expect(
            dialog.shown == """

                Send Reset with type = Hard to CERT-CP-1, then press return.
                    As JSON: {"type":"Hard"}
                    (return = sent, s = the central system cannot send it, r = it refuses to) «»
                Which status does the central system show for it? (return = none is shown) « accepted »

                """)
    }

    @Test("a status that is not shown is none")
    func noStatus() async throws {
        #expect(try await AskDriver(dialog: ScriptedDialog(["", ""])).perform(reset, on: "CP") == OperatorOutcome())
    }

    @Test("what cannot be sent does not apply, what is refused fails, and nobody there says nothing about the system", arguments: [
        (["s"], CaseOutcome.notApplicable, "the central system cannot be asked to: send this Reset (said the operator)"),
        (["r", "not now"], .failed, "the central system refused: Reset: not now"),
        ([], .inconclusive, "the operator's interface was not reached: nobody answers any more: the input has ended"),
        ([""], .inconclusive, "the operator's interface was not reached: nobody answers any more: the input has ended"),
    ])
    func failures(lines: [String], outcome: CaseOutcome, reason: String) async throws {
        let failure = await #expect(throws: DriverFailure.self) {
            _ = try await AskDriver(dialog: ScriptedDialog(lines)).perform(reset, on: "CP")
        }
        #expect(failure?.caseFailure == CaseFailure(outcome: outcome, reason: reason))
    }

    @Test("an answer that was not offered is asked for again")
    func again() async throws {
        let dialog = ScriptedDialog(["what?", "sent", "", ""])
        // `sent` begins with the s that says that it cannot be sent: a word is taken by its first letter.
        await #expect(throws: DriverFailure.self) { _ = try await AskDriver(dialog: dialog).perform(reset, on: "CP") }
        #expect(dialog.shown.contains("Please answer one of: return, s, r «sent»"))
    }

    @Test("what is seen", arguments: [
        (["y"], FactAnswer.confirmed), (["Yes"], .confirmed), (["n", "nothing at all"], .denied("nothing at all")),
        (["no", ""], .denied("something else")), (["s"], .notVisible("the operator has no way to see it")),
    ])
    func facts(lines: [String], answer: FactAnswer) async throws {
        let dialog = ScriptedDialog(lines)
        let fact = Fact.reservation(identity: "CERT-CP-1", reservationId: 7, state: .expired)
        #expect(try await AskDriver(dialog: dialog).looks(for: fact) == answer)
        #expect(dialog.shown.hasPrefix("\nDoes the central system show, for CERT-CP-1: reservation 7 as expired? [y/n, s = cannot be seen] "))
        #expect(dialog.left.isEmpty)
    }

    @Test("open transactions are counted by the person", arguments: [(["many", "2"], 2 as Int?), (["0"], 0), (["s"], nil)])
    func openTransactions(lines: [String], count: Int?) async throws {
        let dialog = ScriptedDialog(lines)
        #expect(try await AskDriver(dialog: dialog).openTransactions(on: 1, of: "CP") == count)
        #expect(dialog.left.isEmpty)
    }

    @Test("the first idTags, authorities and the charge point make one list with one return")
    func oneList() async throws {
        let dialog = ScriptedDialog([""])
        let driver = AskDriver(dialog: dialog)
        try await driver.provision(.idTag(ProvisionedIdTag("CERT-TAG", .accepted)))
        try await driver.provision(.idTag(ProvisionedIdTag("CERT-CHILD", .expired, parentIdTag: "CERT-PARENT")))
        try await driver.provision(.trustedAuthority(name: "certification-ec", root: "-----BEGIN\nAAAA\n"))
        #expect(dialog.shown == "")
        try await driver.provision(
            .chargePoint(
                ProvisionedChargePoint(
                    identity: "CERT-CP-1", securityProfile: 1, password: Array("secret-secret-secret".utf8), serialNumber: "SN-1",
                    heartbeatIntervalSeconds: 1)))
        #expect(
            dialog.shown == """

                Make this known to the central system, then press return:
                - idTag CERT-TAG: accepted
                - idTag CERT-CHILD: expired, by an expiry date in the past, its parent (group) is CERT-PARENT
                - certificates of charge points that lead to this root are good (certification-ec):
                      -----BEGIN
                      AAAA
                - charge point CERT-CP-1: security profile 1, password secret-secret-secret
                      serial number SN-1, heartbeat interval 1 s
                      nothing is sent to it that nobody asked for
                    (return = done, s = the central system cannot have this) «»

                """)
    }

    @Test("an idTag that a case needs later is asked for at once")
    func laterIdTag() async throws {
        let dialog = ScriptedDialog(["", "s"])
        let driver = AskDriver(dialog: dialog)
        try await driver.provision(.loadChargePoints(identities: ["L-1", "L-2"], password: [0, 255]))
        #expect(dialog.shown.contains("2 charge points for background traffic: L-1 to L-2"))
        #expect(dialog.shown.contains("00ff (the hexadecimal digits of its bytes)"))
        await #expect(throws: DriverFailure.unsupported("have what the test needs (said the operator)")) {
            try await driver.provision(.idTag(ProvisionedIdTag("X", .expiredByStatus)))
        }
    }

    @Test("one conversation ends before the next begins, however many were asked for at once")
    func turns() async throws {
        let dialog = ScriptedDialog(Array(repeating: "y", count: 20))
        let driver = AskDriver(dialog: dialog)
        await withTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                group.addTask { _ = try? await driver.looks(for: .securityProfile(identity: "CP-\(number)", profile: 1)) }
            }
        }
        let questions = dialog.shown.split(separator: "\n")
        #expect(questions.count == 20)
        #expect(questions.allSatisfy { $0.hasSuffix("[y/n, s = cannot be seen] «y»") })
    }
}
