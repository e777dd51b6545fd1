import OCPPJ
import Testing

@testable import Certification

@Suite("Answers of Stationmaster's REST API")
struct StationmasterAnswerTests {
    private func answer(_ status: Int, _ body: String) -> StationmasterAnswer {
        StationmasterAnswer(request: "POST /x", status: status, body: Array(body.utf8))
    }

    private func problem(_ status: Int, _ type: String, _ more: String = "") -> StationmasterAnswer {
        answer(
            status,
            #"{"type":"urn:stationmaster:problem:\#(type)","title":"Title","status":\#(status),"detail":"Detail."\#(more)}"#)
    }

    @Test("a problem is told with status, title and detail; whether it says anything of the system follows from its kind", arguments: [
        (422, "invalid-member", DriverFailure.refused("POST /x: HTTP 422 Title: Detail.")),
        (404, "charge-point-not-found", .refused("POST /x: HTTP 404 Title: Detail.")),
        (500, "internal-error", .refused("POST /x: HTTP 500 Title: Detail.")),
        (507, "storage-full", .refused("POST /x: HTTP 507 Title: Detail.")),
        (401, "unauthorized", .unreachable("POST /x: HTTP 401 Title: Detail. (is the token an administrator's?)")),
        (403, "forbidden", .unreachable("POST /x: HTTP 403 Title: Detail. (is the token an administrator's?)")),
        (503, "not-ready", .unreachable("POST /x: HTTP 503 Title: Detail.")),
        (503, "stopping", .unreachable("POST /x: HTTP 503 Title: Detail.")),
    ])
    func problems(status: Int, type: String, failure: DriverFailure) {
        #expect(problem(status, type).failure == failure)
    }

    @Test("what a proxy answers is no word of the system")
    func proxy() {
        #expect(answer(502, "<html>").failure == .unreachable("POST /x: HTTP 502"))
        #expect(answer(413, "<html>").failure == .refused("POST /x: HTTP 413"))
        #expect(throws: DriverFailure.self) { try answer(200, "<html>").json() }
    }

    @Test("the outcome of a command is the charge point's answer, letter for letter")
    func outcome() throws {
        let outcome = try answer(200, #"{"commandId":1,"outcome":"answered","response":{"status":"Rejected", "x": 1.0}}"#).outcome()
        #expect(outcome == OperatorOutcome(status: "Rejected", payload: #"{"status":"Rejected", "x": 1.0}"#))
    }

    @Test("an answer without a status has none")
    func noStatus() throws {
        #expect(try answer(200, #"{"response":{}}"#).outcome() == OperatorOutcome(status: nil, payload: "{}"))
    }

    @Test("what went out and was not answered well is what the operator sees; what did not go out is a failure")
    func withoutAnswer() throws {
        let callError = problem(502, "call-error", #","outcome":"callError","errorCode":"NotImplemented""#)
        #expect(try callError.outcome() == OperatorOutcome(status: "CALLERROR NotImplemented"))
        #expect(try problem(504, "command-timed-out", #","outcome":"timedOut""#).outcome() == OperatorOutcome(status: "timedOut"))
        #expect(throws: DriverFailure.refused("POST /x: HTTP 503 Title: Detail.")) {
            try problem(503, "charge-point-not-connected", #","outcome":"notConnected""#).outcome()
        }
        #expect(throws: DriverFailure.refused("POST /x: HTTP 404 Title: Detail.")) {
            try problem(404, "unknown-action").outcome()
        }
    }
}
