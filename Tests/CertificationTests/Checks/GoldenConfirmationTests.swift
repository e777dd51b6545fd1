import OCPP16
import OCPPJ
import Testing

@testable import Certification

/// Answers written by hand, byte for byte, and what the report says about each.
@Suite("Golden frames: confirmations", .timeLimit(.minutes(5)))
struct GoldenConfirmationTests {
    struct Golden: CustomTestStringConvertible, Sendable {
        let action: OCPPAction
        /// The frame; `ID` stands for the message id.
        let frame: String
        /// The failure; nil when nothing is wrong.
        let reason: String?

        var testDescription: String { "\(action): \(frame)" }

        init(_ action: OCPPAction, _ frame: String, _ reason: String?) {
            self.action = action
            self.frame = frame
            self.reason = reason
        }
    }

    @Test(
        "what keeps to the specification passes",
        arguments: [
            Golden("Heartbeat", #"[3,"ID",{"currentTime":"2026-01-31T09:30:00Z"}]"#, nil),
            Golden("Heartbeat", #"[3,"ID",{"currentTime":"2026-01-31T09:30:00.250Z"}]"#, nil),
            Golden("StatusNotification", #"[3,"ID",{}]"#, nil),
            Golden("StatusNotification", #" [ 3 , "ID" , { } ] "#, nil),
            Golden("BootNotification", #"[3,"ID",{"interval":1,"currentTime":"2026-01-31T09:30:00Z","status":"Accepted"}]"#, nil),
            Golden(
                "Authorize",
                #"[3,"ID",{"idTagInfo":{"status":"Accepted","expiryDate":"2027-01-31T09:30:00Z","parentIdTag":"P"}}]"#, nil),
            Golden("StopTransaction", #"[3,"ID",{"idTagInfo":{"status":"Invalid"}}]"#, nil),
            Golden("DataTransfer", #"[3,"ID",{"status":"UnknownVendorId"}]"#, nil),
        ])
    func passes(golden: Golden) async throws {
        try await check(golden)
    }

    @Test(
        "a null member is no absent one",
        arguments: [
            Golden(
                "Authorize", #"[3,"ID",{"idTagInfo":{"status":"Accepted","parentIdTag":null}}]"#,
                "Authorize.conf: idTagInfo.parentIdTag must not be null; leave it out instead"),
            Golden(
                "StopTransaction", #"[3,"ID",{"idTagInfo":null}]"#,
                "StopTransaction.conf: idTagInfo must not be null; leave it out instead"),
            Golden(
                "Heartbeat", #"[3,"ID",{"currentTime":null}]"#,
                "Heartbeat.conf: currentTime is required and must not be null"),
            Golden("StatusNotification", #"[3,"ID",null]"#, "StatusNotification.conf: payload must be a JSON object"),
            Golden("StatusNotification", #"[3,"ID",[]]"#, "StatusNotification.conf: payload must be a JSON object"),
        ])
    func null(golden: Golden) async throws {
        try await check(golden)
    }

    @Test(
        "a member that the message does not have",
        arguments: [
            Golden(
                "StatusNotification", #"[3,"ID",{"status":"Accepted"}]"#,
                "StatusNotification.conf: status is not a member of StatusNotification.conf"),
            Golden(
                "StartTransaction", #"[3,"ID",{"transactionId":7,"idTagInfo":{"status":"Accepted","reason":"known"}}]"#,
                "StartTransaction.conf: idTagInfo.reason is not a member of StartTransaction.conf"),
            Golden(
                "Heartbeat", #"[3,"ID",{"currentTime":"2026-01-31T09:30:00Z","currentTime":"2026-01-31T09:30:00Z"}]"#,
                "Heartbeat.conf: currentTime is given more than once"),
        ])
    func extra(golden: Golden) async throws {
        try await check(golden)
    }

    @Test(
        "a member that is missing",
        arguments: [
            Golden(
                "BootNotification", #"[3,"ID",{"status":"Accepted","currentTime":"2026-01-31T09:30:00Z"}]"#,
                "BootNotification.conf: interval is required"),
            Golden(
                "StartTransaction", #"[3,"ID",{"idTagInfo":{"status":"Invalid"}}]"#,
                "StartTransaction.conf: transactionId is required"),
            Golden("Authorize", #"[3,"ID",{"idTagInfo":{}}]"#, "Authorize.conf: idTagInfo.status is required"),
            Golden("Heartbeat", #"[3,"ID",{}]"#, "Heartbeat.conf: currentTime is required"),
        ])
    func missing(golden: Golden) async throws {
        try await check(golden)
    }

    @Test(
        "a time that is not in UTC with Z",
        arguments: [
            Golden(
                "Heartbeat", #"[3,"ID",{"currentTime":"2026-01-31T10:30:00+01:00"}]"#,
                "Heartbeat.conf: currentTime must be in UTC and end with Z, but is 2026-01-31T10:30:00+01:00"),
            Golden(
                "Heartbeat", #"[3,"ID",{"currentTime":"2026-01-31T09:30:00+00:00"}]"#,
                "Heartbeat.conf: currentTime must be in UTC and end with Z, but is 2026-01-31T09:30:00+00:00"),
            Golden(
                "Authorize", #"[3,"ID",{"idTagInfo":{"status":"Accepted","expiryDate":"2027-01-31T09:30:00-05:00"}}]"#,
                "Authorize.conf: idTagInfo.expiryDate must be in UTC and end with Z, but is 2027-01-31T09:30:00-05:00"),
            Golden(
                "Heartbeat", #"[3,"ID",{"currentTime":"2026-01-31T09:30:00"}]"#,
                "Heartbeat.conf: currentTime must be a date and time of RFC 3339, for example 2026-01-31T09:30:00Z"),
            Golden(
                "Heartbeat", #"[3,"ID",{"currentTime":"today"}]"#,
                "Heartbeat.conf: currentTime must be a date and time of RFC 3339, for example 2026-01-31T09:30:00Z"),
        ])
    func offset(golden: Golden) async throws {
        try await check(golden)
    }

    @Test(
        "a value that the specification does not have",
        arguments: [
            Golden(
                "Authorize", #"[3,"ID",{"idTagInfo":{"status":"accepted"}}]"#,
                "Authorize.conf: idTagInfo.status must be one of Accepted, Blocked, Expired, Invalid, ConcurrentTx"),
            Golden(
                "StartTransaction", #"[3,"ID",{"transactionId":"7","idTagInfo":{"status":"Accepted"}}]"#,
                "StartTransaction.conf: transactionId must be an integer"),
            Golden(
                "StartTransaction", #"[3,"ID",{"transactionId":3000000000,"idTagInfo":{"status":"Accepted"}}]"#,
                "StartTransaction.conf: transactionId must be from -2147483648 to 2147483647"),
            Golden(
                "Authorize", #"[3,"ID",{"idTagInfo":{"status":"Accepted","parentIdTag":"123456789012345678901"}}]"#,
                "Authorize.conf: idTagInfo.parentIdTag must have at most 20 characters"),
        ])
    func value(golden: Golden) async throws {
        try await check(golden)
    }

    @Test(
        "what is no answer at all",
        arguments: [
            Golden(
                "Authorize", #"[4,"ID","InternalError","database is gone",{}]"#,
                "Authorize was answered with CALLERROR InternalError (database is gone), expected Authorize.conf"),
            Golden(
                "Authorize", #"[3,"ID"]"#,
                "Authorize.conf was awaited, and the central system sent what is no frame of OCPP-J: "
                    + "a CALLRESULT has three elements"),
            Golden(
                "Authorize", #"{"idTagInfo":{"status":"Accepted"}}"#,
                "Authorize.conf was awaited, and the central system sent what is no frame of OCPP-J: "
                    + "the message is no JSON array"),
        ])
    func noAnswer(golden: Golden) async throws {
        try await check(golden)
    }

    @Test("an answer to another message is none, and the wait for the right one has a limit")
    func lateness() async throws {
        try await withChargePoint(
            limit: .milliseconds(50),
            answers: { session, _ in session.send(#"[3,"another",{"currentTime":"2026-01-31T09:30:00Z"}]"#) }
        ) { chargePoint, _ in
            await #expect(throws: CaseFailure.failed("Heartbeat.conf did not come within 0.05 seconds")) {
                try await chargePoint.send(Heartbeat())
            }
            #expect(chargePoint.responseTimes.measurement(limit: .milliseconds(50)).unanswered == 1)
            #expect(chargePoint.leftOver() == [#"[3,"another",{"currentTime":"2026-01-31T09:30:00Z"}]"#])
        }
    }

    private func check(_ golden: Golden) async throws {
        try await withChargePoint(
            answers: { session, call in
                session.send(golden.frame.replacing("ID", with: messageID(of: call)))
            }
        ) { chargePoint, _ in
            let failure = await failure { () async throws(CaseFailure) -> Void in
                try await chargePoint.send(golden.action, payload: "{}")
            }
            #expect(failure == golden.reason.map(CaseFailure.failed))
            let told = chargePoint.trace.entries.filter { $0.kind == .failure }.map(\.text)
            #expect(told == (golden.reason.map { [$0] } ?? []))
        }
    }
}

/// The failure that the steps end with; nil when they pass.
func failure(of steps: () async throws(CaseFailure) -> Void) async -> CaseFailure? {
    do throws(CaseFailure) {
        try await steps()
        return nil
    } catch {
        return error
    }
}
