import OCPPJ
import Testing

@testable import CentralSystem
@testable import Console

@Suite("Words of the timeline")
struct TimelineWordsTests {
    @Test(
        "ends of connections are told in plain words",
        arguments: [
            ("connection lost without a close frame (last message 90 s before)", "The link was lost (last message 1 min 30 s before)"),
            ("nothing heard for 120 s (last message 120 s before)", "Nothing was heard for 120 s, so the connection was given up (last message 2 min before)"),
            ("closed by the charge point with code 1000: bye (last message 0 s before)", "The charge point closed it with code 1000: bye (last message 0 s before)"),
            ("server stopped", "The server was stopped"), ("something new", "something new"),
        ])
    func reasons(kept: String, told: String) {
        #expect(ConnectionWords.reason(kept, .english) == told)
        #expect(!ConnectionWords.reason(kept, .korean).isEmpty)
    }

    @Test("outcomes of commands say how good they are")
    func outcomes() {
        func outcome(_ outcome: CommandOutcome, _ response: String? = nil) -> StatusBadge.Tone {
            let command = Command(
                id: 1, chargePointId: "CP-1", action: OCPPAction(rawValue: "Reset"), payload: Array(#"{"type":"Soft"}"#.utf8),
                requestedAt: Timestamp(milliseconds: 0), requestedBy: "api", outcome: outcome, response: response.map { Array($0.utf8) })
            #expect(CommandStory.title(command, .english) == "Reset (Soft)")
            return CommandStory.outcome(command, .english).tone
        }
        #expect(outcome(.answered, #"{"status":"Accepted"}"#) == .good)
        #expect(outcome(.answered, #"{"status":"Rejected"}"#) == .bad)
        #expect(outcome(.answered, #"{"status":"RebootRequired"}"#) == .warning)
        #expect(outcome(.timedOut) == .warning)
        #expect(outcome(.notConnected) == .bad)
        #expect(outcome(.pending) == .neutral)
    }

    @Test("JSON is set out in lines, and what is none stays as it is")
    func readableJSON() {
        #expect(ReadableJSON.text(#"[2,"1","Reset",{"type":"Soft","list":[],"none":{}}]"#) == """
            [
              2,
              "1",
              "Reset",
              {
                "type": "Soft",
                "list": [],
                "none": {}
              }
            ]
            """)
        #expect(ReadableJSON.text("no <json>") == "no <json>")
    }

    @Test("power follows from two registers where it was not measured")
    func power() {
        func glance(_ register: Double?, at seconds: Int) -> MeterGlance {
            var glance = MeterGlance(RecordedMeterValue(
                id: 1, chargePointKey: 1, connectorId: 1, origin: .meterValues, timestamp: Timestamp(milliseconds: Int64(seconds) * 1000),
                receivedAt: Timestamp(milliseconds: 0), sampledValue: [], samples: [], setAside: [], flags: []))
            glance.register = register
            return glance
        }
        #expect(glance(1100, at: 60).watts(since: glance(1000, at: 0)) == 6000)
        #expect(glance(900, at: 60).watts(since: glance(1000, at: 0)) == nil)
        #expect(glance(1100, at: 0).watts(since: glance(1000, at: 0)) == nil)
        #expect(glance(nil, at: 60).watts(since: glance(1000, at: 0)) == nil)
    }
}
