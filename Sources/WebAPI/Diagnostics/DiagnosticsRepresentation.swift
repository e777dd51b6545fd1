import CentralSystem
import OCPP16
import OCPPJ

extension DiagnosticsJobState: JSONEnumeration {}
extension UploadStatus: JSONEnumeration {}

/// The log that GetLog asks for.
struct LogTypeView: JSONRepresentable {
    var type: LogEnumType

    static var schema: Schema { .enumeration(LogEnumType.self) }
    func write(to writer: inout JSONWriter) { writer.string(type.rawValue) }
}

/// A request for diagnostics as it stands now.
struct DiagnosticsView: JSONObject, Sendable {
    var job: DiagnosticsJob
    var now: Timestamp

    static let representation = Representation<DiagnosticsView>(
        "Diagnostics", "One GetDiagnostics or GetLog and what became of it.", request + life)

    private static let request: [Field<DiagnosticsView>] = [
        Field("id", "The id of the request.", \.job.id),
        Field("chargePointId", "The charge point.", \.job.chargePoint.identity),
        Field("logType", "The log that GetLog asked for; `null` for GetDiagnostics.", { $0.job.logType.map(LogTypeView.init) }),
        Field("requestId", "Names the request in the notifications about it; `null` for GetDiagnostics.", \.job.requestId),
        Field("location", "Where it was told to upload to; a password in it is hidden.", \.job.location),
        Field("startTime", "The oldest information that was asked for; of a log, `oldestTimestamp`.", \.job.startTime),
        Field("stopTime", "The latest information that was asked for; of a log, `latestTimestamp`.", \.job.stopTime),
        Field("retries", "How often it shall try again; `null`: as it likes.", \.job.retries),
        Field("retryInterval", "Seconds between tries; `null`: as it likes.", \.job.retryIntervalSeconds),
        Field("commandId", "The record of the request.", \.job.commandId),
        Field("requestedBy", "Who asked for it.", \.job.requestedBy),
        Field("expiresAt", "When this server's address ends at the latest; `null` for a location elsewhere.", \.job.expiresAt),
        Field("urlEnded", "Why this server's address takes no file; `null` while it does, and for a location elsewhere.", {
            $0.job.expiresAt == nil ? nil : $0.job.addressEnded(at: $0.now)
        }),
    ]

    private static let life: [Field<DiagnosticsView>] = [
        Field("state", stateDescription, { $0.job.life.effectiveState(at: $0.now) }),
        Field("explanation", "Why it ended as it did, in words.", \.job.life.explanation),
        Field("outcome", "What became of the request when it was not answered.", \.job.life.outcome),
        Field("fileName", "The name that the charge point announced; `null` when it announced none.", \.job.life.fileName),
        Field("lastReport", "The status of the last notification about it.", \.job.life.lastReport),
        Field("lastReportAt", "When that came.", \.job.life.lastReportAt),
        Field("requestedAt", "When the request was sent.", \.job.life.requestedAt),
        Field("answeredAt", "When it was answered.", \.job.life.answeredAt),
        Field("finishedAt", "When it was over.", \.job.life.finishedAt),
        Field("stalledAfterSeconds", "After how much silence it counts as stalled.", \.job.life.stalledAfterSeconds),
        Field("file", "The file; `null` while none came to this server.", {
            $0.job.life.upload.map { DiagnosticsFileView(upload: $0) }
        }),
    ]

    private static let stateDescription = """
        `requested`: the request is on its way. `accepted`: the charge point named the file that is to come, or accepted GetLog. \
        `noDiagnostics`: it answered that there is nothing; a report or a file that comes all the same counts. `rejected`: it \
        refused GetLog. `uploading`, `uploaded`, `uploadFailed`: as it reported, see `lastReport`; it is also `uploaded` once the \
        file is here. `unanswered`: see `outcome`. `superseded`: another request took its place. `cancelled`: the charge point was removed. `stalled`: it was under way, but there \
        was no word for `stalledAfterSeconds`; the next report takes it up again.
        """
}

/// A file that a charge point brought.
struct DiagnosticsFileView: JSONObject, Sendable {
    var upload: DiagnosticsUpload

    static let representation = Representation<DiagnosticsFileView>(
        "DiagnosticsFile", "A file that a charge point uploaded to this server.",
        [
            Field("fileName", "What the charge point called it in the upload.", \.upload.name),
            Field("sizeBytes", "Its size.", \.upload.file.sizeBytes),
            Field("sha256", "Its SHA-256 in hexadecimal.", \.upload.file.sha256),
            Field("receivedAt", "When all of it was here.", \.upload.receivedAt),
            Field("receivedFrom", "From which network address.", \.upload.receivedFrom),
            Field("removedAt", "When it was removed to make room or because of its age; `null` while it is here.", \.upload.removedAt),
        ])
}
