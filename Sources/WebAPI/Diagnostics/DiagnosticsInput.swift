import CentralSystem
import OCPP16
import OCPPJ

/// What operators send about diagnostics and logs.
enum DiagnosticsInput {
    static let creation = ObjectSchema(
        "DiagnosticsCreation", "Diagnostics or a log to ask a charge point for.",
        [
            .init(
                "location",
                "A URL to upload to, for example of an FTP server; given to the charge point as it is. This server's when absent.",
                .string(1...2000)),
            .init("startTime", "GetDiagnostics: the oldest information to include.", .time),
            .init("stopTime", "GetDiagnostics: the latest information to include.", .time),
            .init("retries", "How often the charge point shall try again; as it likes when absent.", .integer(0...Int(Int32.max))),
            .init("retryInterval", "Seconds between tries; as it likes when absent.", .integer(0...Int(Int32.max))),
            .init("logType", "Sends GetLog for this log in place of GetDiagnostics.", .enumeration(LogEnumType.self)),
            .init(
                "requestId", "GetLog: names the request in the notifications to come; chosen when absent. Each serves a charge point once.",
                .integer(1...Int(Int32.max))),
            .init("oldestTimestamp", "GetLog: the oldest entries to include.", .time),
            .init("latestTimestamp", "GetLog: the latest entries to include.", .time),
        ])

    /// - Throws: `Problem` (`invalid-member`) for a member of the other request.
    static func newJob(_ body: JSONNode, chargePointId: String) throws(Problem) -> NewDiagnosticsJob {
        let logType = body["logType"]?.string.flatMap(LogEnumType.init)
        let (others, request, start, stop): ([String], Phrase, String, String) =
            logType == nil
            ? (["requestId", "oldestTimestamp", "latestTimestamp"], "GetLog: give logType", "startTime", "stopTime")
            : (["startTime", "stopTime"], "GetDiagnostics: leave logType out", "oldestTimestamp", "latestTimestamp")
        for member in others where body[member] != nil {
            throw .invalidMember(member, "\(member) belongs to \(request), or leave it out.")
        }
        return NewDiagnosticsJob(
            chargePointId: chargePointId, location: body["location"]?.string,
            startTime: body[start]?.string.flatMap { Timestamp(rfc3339: $0) },
            stopTime: body[stop]?.string.flatMap { Timestamp(rfc3339: $0) }, retries: body["retries"]?.int,
            retryIntervalSeconds: body["retryInterval"]?.int, logType: logType, requestId: body["requestId"]?.int)
    }
}
