import OCPP16
import OCPPJ
import Testing

@testable import Certification

/// Requests of a Central System written by hand, byte for byte, and what the report says about each.
@Suite("Golden frames: requests", .timeLimit(.minutes(5)))
struct GoldenRequestTests {
    @Test("what keeps to the specification passes")
    func passes() async throws {
        try await expect(GetConfiguration.self, #"[2,"1","GetConfiguration",{}]"#, nil)
        try await expect(GetConfiguration.self, #"[2,"1","GetConfiguration",{"key":["HeartbeatInterval"]}]"#, nil)
        try await expect(ClearCache.self, #" [2, "1", "ClearCache", {}]"#, nil)
        try await expect(
            ReserveNow.self,
            #"[2,"1","ReserveNow",{"connectorId":0,"expiryDate":"2026-01-31T09:30:00.5Z","idTag":"TAG","reservationId":1}]"#, nil)
    }

    @Test("a null member is no absent one")
    func null() async throws {
        try await expect(
            GetConfiguration.self, #"[2,"1","GetConfiguration",{"key":null}]"#,
            "GetConfiguration.req: key must not be null; leave it out instead")
        try await expect(
            RemoteStartTransaction.self, #"[2,"1","RemoteStartTransaction",{"idTag":"TAG","connectorId":null}]"#,
            "RemoteStartTransaction.req: connectorId must not be null; leave it out instead")
        try await expect(
            ClearCache.self, #"[2,"1","ClearCache",null]"#, "ClearCache.req: payload must be a JSON object")
    }

    @Test("a member that the message does not have")
    func extra() async throws {
        try await expect(
            Reset.self, #"[2,"1","Reset",{"type":"Hard","force":true}]"#, "Reset.req: force is not a member of Reset.req")
        try await expect(
            ClearCache.self, #"[2,"1","ClearCache",{"all":true}]"#, "ClearCache.req: all is not a member of ClearCache.req")
        try await expect(
            RemoteStartTransaction.self,
            #"[2,"1","RemoteStartTransaction",{"idTag":"TAG","chargingProfile":{"chargingProfileId":1,"stackLevel":0,"#
                + #""chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"#
                + #""chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":6.0,"phases":3}]}}}]"#,
            "RemoteStartTransaction.req: chargingProfile.chargingSchedule.chargingSchedulePeriod[0].phases "
                + "is not a member of RemoteStartTransaction.req")
    }

    @Test("a member that is missing")
    func missing() async throws {
        try await expect(
            UnlockConnector.self, #"[2,"1","UnlockConnector",{}]"#, "UnlockConnector.req: connectorId is required")
        try await expect(
            ChangeConfiguration.self, #"[2,"1","ChangeConfiguration",{"key":"HeartbeatInterval"}]"#,
            "ChangeConfiguration.req: value is required")
    }

    @Test("a time that is not in UTC with Z")
    func offset() async throws {
        try await expect(
            ReserveNow.self,
            #"[2,"1","ReserveNow",{"connectorId":1,"expiryDate":"2026-01-31T10:30:00+01:00","idTag":"TAG","reservationId":1}]"#,
            "ReserveNow.req: expiryDate must be in UTC and end with Z, but is 2026-01-31T10:30:00+01:00")
        try await expect(
            GetLog.self,
            #"[2,"1","GetLog",{"logType":"SecurityLog","requestId":1,"log":{"remoteLocation":"ftp://files.example.com","#
                + #""oldestTimestamp":"2026-01-31T09:30:00-01:00"}}]"#,
            "GetLog.req: log.oldestTimestamp must be in UTC and end with Z, but is 2026-01-31T09:30:00-01:00")
        try await expect(
            UpdateFirmware.self,
            #"[2,"1","UpdateFirmware",{"location":"ftp://files.example.com/f.bin","retrieveDate":"2026-01-31 09:30:00"}]"#,
            "UpdateFirmware.req: retrieveDate must be a date and time of RFC 3339, for example 2026-01-31T09:30:00Z")
    }

    @Test("a value that the specification does not have")
    func value() async throws {
        try await expect(
            ChangeConfiguration.self, #"[2,"1","ChangeConfiguration",{"key":"MeterValueSampleInterval","value":60}]"#,
            "ChangeConfiguration.req: value must be a string")
        try await expect(
            UnlockConnector.self, #"[2,"1","UnlockConnector",{"connectorId":0}]"#,
            "UnlockConnector.req: connectorId must be above 0")
        try await expect(
            Reset.self, #"[2,"1","Reset",{"type":"Warm"}]"#, "Reset.req: type must be one of Hard, Soft")
        try await expect(
            RemoteStartTransaction.self, #"[2,"1","RemoteStartTransaction",{"idTag":"123456789012345678901"}]"#,
            "RemoteStartTransaction.req: idTag must have at most 20 characters")
    }

    @Test("another request than the one that was asked for")
    func another() async throws {
        try await expect(
            Reset.self, #"[2,"1","UnlockConnector",{"connectorId":1}]"#,
            "the central system sent UnlockConnector.req, expected Reset.req")
        try await expect(
            Reset.self, #"[2,"1","SelfDestruct",{}]"#, "the central system sent SelfDestruct.req, expected Reset.req")
    }

    @Test("what is no CALL at all")
    func noCall() async throws {
        try await expect(
            Reset.self, #"{"type":"Hard"}"#,
            "the central system sent what is no frame of OCPP-J: the message is no JSON array")
        try await expect(
            Reset.self, #"[2,"1","Reset",{"type":"Hard"},{}]"#,
            "the central system sent what is no frame of OCPP-J: a CALL has four elements, not 5")
    }

    @Test("the wait for a request has a limit, and ends with the connection")
    func limit() async throws {
        try await withChargePoint { chargePoint, peer in
            await #expect(throws: CaseFailure.failed("Reset.req did not come within 0.02 seconds")) {
                try await chargePoint.receive(Reset.self, within: .milliseconds(20))
            }
            let session = try #require(peer.session)
            session.close(code: 1001)
            let failure = await failure { () async throws(CaseFailure) -> Void in
                _ = try await chargePoint.receive(Reset.self)
            }
            // Whether the close was seen before the wait began or after makes no difference but in words.
            let possible = [
                "Reset.req did not come: the central system closed the connection with code 1001",
                "the connection ended unexpectedly: the central system closed the connection with code 1001",
            ]
            #expect(possible.contains(failure?.reason ?? "it came"))
        }
    }

    @Test("an answer is the payload with the message id of the request, whatever characters that has")
    func answer() async throws {
        let (texts, arrived) = AsyncStream.makeStream(of: String.self)
        try await withChargePoint(answers: { _, text in arrived.yield(text) }) { chargePoint, peer in
            let session = try #require(peer.session)
            session.send(#"[2,"a\"b","ClearCache",{}]"#)
            let call = try await chargePoint.receive(ClearCache.self)
            try await chargePoint.answer(call, ClearCacheResponse(status: .accepted))
            let text = await texts.first { _ in true }
            #expect(text == #"[3,"a\"b",{"status":"Accepted"}]"#)
        }
    }

    private func expect<Request: OCPPRequest>(_ type: Request.Type, _ frame: String, _ reason: String?) async throws {
        try await withChargePoint { chargePoint, peer in
            let session = try #require(peer.session)
            session.send(frame)
            let failure = await failure { () async throws(CaseFailure) -> Void in
                _ = try await chargePoint.receive(type)
            }
            #expect(failure == reason.map(CaseFailure.failed))
        }
    }
}
