import CentralSystem
import HTTPTypes
import Hummingbird
import OCPPJ

/// `/api/v1/charge-points/{id}/diagnostics` and `/api/v1/diagnostics`
struct DiagnosticsRoutes: Sendable {
    let diagnostics: DiagnosticsService
    /// Nil for a server that exchanges no files.
    let directory: FileDirectory?

    static let path = "/api/v1/diagnostics"
    private static let chargePointPath = "\(ChargePointRoutes.path)/{id}/diagnostics"
    private static let itemPath = "\(path)/{diagnosticsId}"
    private static let idParameter = Operation.Parameter("diagnosticsId", "The id of the request.", .integer)
    private static let stateParameter = Operation.Parameter(
        "state", "Only those in this state.", .enumeration(DiagnosticsJobState.self))

    var operations: [Operation] { [start, listOfOne, list, get, file, delete] }

    private var start: Operation {
        Operation(
            .post, Self.chargePointPath, "requestDiagnostics", .diagnostics, "Sends GetDiagnostics, or GetLog, and follows the upload",
            notes: """
                With `logType`, the request is GetLog. Answers when the charge point has answered; the rest is in the resource. A request that was not \
                answered is there too: the problem names it in `resource`.
                """,
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout], body: .optional(DiagnosticsInput.creation),
            answers: [.created(DiagnosticsView.schema, "The charge point answered.")],
            problems: Problem.commandTypes + [.conflict, .notReady]
        ) { request in
            let new = try DiagnosticsInput.newJob(request.body, chargePointId: request.text(inPath: "id"))
            let (command, job) = try await diagnostics.start(new, requestedBy: request.requester, timeout: request.commandTimeout)
            if let problem = Problem(command) { throw problem.with("resource", "\(Self.path)/\(job.id)") }
            return .created(view(job), location: "\(Self.path)/\(job.id)")
        }
    }

    private var listOfOne: Operation {
        Operation(
            .get, Self.chargePointPath, "listDiagnosticsOfChargePoint", .diagnostics,
            "A charge point's diagnostics, newest first", notes: "Every GetDiagnostics and GetLog is here, whoever sent it.",
            pathParameters: [ChargePointRoutes.idParameter], query: [Self.stateParameter] + Operation.Parameter.paging,
            answers: [.ok(ItemList<DiagnosticsView>.schema, "The requests.")], problems: [.chargePointNotFound]
        ) { request in
            try await answer(request, chargePoint: request.text(inPath: "id"))
        }
    }

    private var list: Operation {
        Operation(
            .get, Self.path, "listDiagnostics", .diagnostics, "Diagnostics, newest first",
            query: [.init("chargePoint", "Only those of this charge point."), Self.stateParameter]
                + Operation.Parameter.paging,
            answers: [.ok(ItemList<DiagnosticsView>.schema, "The requests.")], problems: [.chargePointNotFound]
        ) { request in
            try await answer(request, chargePoint: request.query["chargePoint"])
        }
    }

    private func answer(_ request: OperationRequest, chargePoint: String?) async throws -> Answer {
        let filter = DiagnosticsJobFilter(
            chargePoint: chargePoint, state: request.value("state", as: DiagnosticsJobState.self))
        return .json(ItemList(try await diagnostics.list(filter, request.page()).map(view)))
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getDiagnostics", .diagnostics, "One request for diagnostics",
            pathParameters: [Self.idParameter], answers: [.ok(DiagnosticsView.schema, "The request.")], problems: [.notFound]
        ) { request in
            .json(view(try await diagnostics.get(Self.id(request))))
        }
    }

    private var file: Operation {
        Operation(
            .get, "\(Self.itemPath)/file", "downloadDiagnostics", .diagnostics, "The file that the charge point uploaded",
            pathParameters: [Self.idParameter], answers: [.octets("The file.")], problems: [.notFound, .notReady]
        ) { request in
            guard let directory else { throw Problem.noFiles }
            let job = try await diagnostics.get(Self.id(request))
            guard let upload = job.life.upload else {
                throw Problem(.notFound, "No file came to this server for request \(job.id).")
            }
            if let time = upload.removedAt {
                throw Problem(.notFound, "The file of request \(job.id) was removed at \(time), as the settings for diagnostics say.")
            }
            return try await Self.answer(upload, job, from: directory)
        }
    }

    private static func answer(
        _ upload: DiagnosticsUpload, _ job: DiagnosticsJob, from directory: FileDirectory
    ) async throws -> Answer {
        let stored = upload.file
        try await directory.open(stored.storedName, in: .diagnostics, expecting: stored.sizeBytes)
        let name = StrangersFileName.clean(upload.name ?? job.life.fileName) ?? "diagnostics-\(job.id)"
        var headers: HTTPFields = [
            .contentType: "application/octet-stream", .cacheControl: "no-store", .eTag: "\"\(stored.sha256)\"",
            .contentDisposition: StrangersFileName.disposition(name),
        ]
        // What a stranger uploaded is never shown in a browser as a page of ours.
        headers[.xContentTypeOptions] = "nosniff"
        var answer = Answer(status: .ok, headers: headers, body: [])
        answer.stream = ResponseBody(contentLength: Int(stored.sizeBytes)) { writer in
            try await directory.read(stored.storedName, in: .diagnostics, range: 0..<stored.sizeBytes) { chunk in
                try await writer.write(chunk)
            }
            try await writer.finish(nil)
        }
        return answer
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteDiagnostics", .diagnostics, "Removes a request for diagnostics and its file",
            notes: "A file that is still to come is refused.", pathParameters: [Self.idParameter],
            answers: [.noContent("It is removed.")], problems: [.notFound]
        ) { request in
            try await diagnostics.delete(Self.id(request))
            return .noContent
        }
    }

    private static func id(_ request: OperationRequest) throws -> Int64 {
        Int64(try request.integer(inPath: "diagnosticsId", otherwise: .notFound))
    }

    @Sendable private func view(_ job: DiagnosticsJob) -> DiagnosticsView {
        DiagnosticsView(job: job, now: diagnostics.now())
    }
}
