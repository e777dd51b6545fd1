import Foundation
import OCPP16
import OCPPJ
import Testing

@Suite("A payload that does not decode")
struct DecodingFailureTests {
    @Test("names each required member that is missing", arguments: Sample.smallest)
    func missing(sample: Sample) throws {
        for path in try object(sample.json).memberPaths() {
            let failure = try sample.failure(of: object(sample.json).replacing(path, with: nil))
            #expect(failure?.kind == .missing, "\(path)")
            #expect(failure?.path == path)
            #expect(failure?.code == .occurenceConstraintViolation)
        }
    }

    @Test("names each required member that is null", arguments: Sample.smallest)
    func null(sample: Sample) throws {
        for path in try object(sample.json).memberPaths() {
            let failure = try sample.failure(of: object(sample.json).replacing(path, with: NSNull()))
            #expect(failure?.kind == .missing, "\(path)")
            #expect(failure?.path == path)
        }
    }

    @Test("names each member of a wrong type", arguments: Sample.written)
    func wrongType(sample: Sample) throws {
        for path in try object(sample.json).memberPaths() {
            let original = try object(sample.json)
            let wrong: Any = original.value(at: path) is String ? 5 : "text"
            let failure = try sample.failure(of: original.replacing(path, with: wrong))
            #expect(failure?.kind == .wrongType, "\(path)")
            #expect(failure?.path == path)
            #expect(failure?.code == .typeConstraintViolation)
        }
    }

    @Test("is no object at all", arguments: ["[]", "5", #""text""#, "true"])
    func structure(json: String) throws {
        #expect(throws: PayloadError(.structure, "must be a JSON object")) { try decode(Heartbeat.self, json) }
        #expect(PayloadError(.structure, "").code == .formationViolation)
    }

    @Test("says what a value of a closed set may be")
    func closedSet() throws {
        let expected = PayloadError(.constraint, path: ["type"], "must be one of Hard, Soft")
        #expect(throws: expected) { try decode(Reset.self, #"{"type":"Warm"}"#) }
        #expect(expected.code == .propertyConstraintViolation)
    }

    @Test("names the sample within its list")
    func pathInLists() throws {
        let failure = #expect(throws: PayloadError.self) {
            try decode(
                MeterValues.self,
                #"{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T09:30:00Z","sampledValue":[{"value":"1"},"#
                    + #"{"value":2}]}]}"#)
        }
        #expect(failure?.member == "meterValue[0].sampledValue[1].value")
        #expect(failure?.kind == .wrongType)
    }

    @Test("has a connector below 0, a length of time below 0 or a number that is not whole")
    func ranges() throws {
        let range: Phrase = "must be from 0 to 2147483647"
        #expect(throws: PayloadError(.constraint, path: ["connectorId"], range)) {
            try decode(UnlockConnector.self, #"{"connectorId":-1}"#)
        }
        #expect(throws: PayloadError(.constraint, path: ["duration"], range)) {
            try decode(GetCompositeSchedule.self, #"{"connectorId":0,"duration":-1}"#)
        }
        #expect(throws: PayloadError(.wrongType, path: ["transactionId"], "must be an integer")) {
            try decode(RemoteStopTransaction.self, #"{"transactionId":1.5}"#)
        }
    }

    @Test("is salvaged where charge points are known to depart from the specification")
    func leniency() throws {
        let values = try decode(
            MeterValues.self,
            #"{"connectorId":0,"transactionId":-1,"meterValue":[{"timestamp":"","sampledValue":[]},{"timestamp":"x","#
                + #""sampledValue":[{"value":"n/a","unit":"Celcius","measurand":"Odd","context":"Odd","format":"Odd","#
                + #""phase":"Odd","location":"Odd"}]}]}"#)
        #expect(values.meterValue[0].sampledValue.isEmpty)
        #expect(values.meterValue[1].sampledValue[0].measurand == Measurand(rawValue: "Odd"))
        #expect(try decode(MeterValues.self, #"{"connectorId":1,"meterValue":[]}"#).meterValue.isEmpty)
        let stop = try decode(
            StopTransaction.self, #"{"transactionId":0,"meterStop":-1,"timestamp":"now","reason":"Odd"}"#)
        #expect(stop.reason == Reason(rawValue: "Odd"))
    }
}

extension Sample {
    /// The first sample of each payload, which has no optional member.
    static let smallest: [Sample] = {
        var seen = Set<String>()
        return written.filter { seen.insert($0.schema).inserted }
    }()

    fileprivate func failure(of payload: NSDictionary) throws -> PayloadError? {
        let json = String(decoding: try JSONSerialization.data(withJSONObject: payload), as: UTF8.self)
        do {
            _ = try recode(json)
            return nil
        } catch let error as PayloadError {
            return error
        }
    }
}
