import Foundation
import OCPP16
import OCPPJ
import Testing

@Suite("Every message")
struct RoundTripTests {
    @Test("decodes and encodes to the JSON that it came from", arguments: Sample.written)
    func recodes(sample: Sample) throws {
        #expect(try object(sample.recode(sample.json)) == object(sample.json))
    }

    @Test("decodes from what it encodes to", arguments: try Sample.all())
    func roundTrips(sample: Sample) throws {
        #expect(try sample.areEqual(sample.recode(sample.json), sample.json))
    }

    @Test("has a sample of its request and its confirmation")
    func everyMessageHasSamples() {
        let actions = Set(OCPP16Catalogue.chargePointInitiated + OCPP16Catalogue.centralSystemInitiated.keys)
        let schemas = Set(Sample.written.map(\.schema))
        #expect(actions.count == 39)
        #expect(schemas == Set(actions.flatMap { [$0.rawValue, $0.rawValue + "Response"] }))
    }

    @Test("is named as its type")
    func actionNames() {
        #expect(Authorize.action == "Authorize")
        #expect(SignedFirmwareStatusNotification.action.rawValue == "\(SignedFirmwareStatusNotification.self)")
        for (action, command) in OCPP16Catalogue.centralSystemInitiated {
            #expect(action == command.action)
        }
    }

    @Test("takes null for an absent member, and members that it does not know")
    func leniency() throws {
        let status = try decode(
            StatusNotification.self,
            #"{"connectorId":1.0,"errorCode":"NoError","status":"Available","info":null,"vendor":{"more":[1]}}"#)
        #expect(status == StatusNotification(connectorId: 1, errorCode: .noError, status: .available))
    }

    @Test("takes null for an empty payload")
    func nullPayload() throws {
        #expect(try decode(Heartbeat.self, "null") == Heartbeat())
    }

    /// Run by the tests in Python, which validate the files against the JSON schemas.
    @Test("is written to the folder STATIONMASTER_SAMPLES_DIR when that is set")
    func writesSamples() throws {
        guard let folder = ProcessInfo.processInfo.environment["STATIONMASTER_SAMPLES_DIR"], !folder.isEmpty else {
            return
        }
        let directory = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var numbers: [String: Int] = [:]
        for sample in try Sample.all() {
            let number = numbers[sample.schema, default: 1]
            numbers[sample.schema] = number + 1
            let file = directory.appendingPathComponent("\(sample.schema)__\(number).json")
            try Data(sample.recode(sample.json).utf8).write(to: file)
        }
    }
}
