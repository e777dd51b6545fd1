import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Diagnostics and logs of a charge point: what was asked for, how far it came, the files; and asking for more.
struct ChargePointDiagnosticsPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/diagnostics"
    static let operations: [OperationName] = ["requestDiagnostics", "deleteDiagnostics", "downloadDiagnostics"]
    /// What is asked for by default, in hours back from now.
    private static let defaultHours = 24
    /// Up to a year.
    private static let hours = 1...8760

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let page = try await centralSystem.diagnostics.list(.init(chargePoint: frame.id), request.page(limit: 20))
        let list: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("Nothing was asked for yet", "아직 요청한 자료가 없습니다"),
                request.text(
                    "Diagnostics tell the manufacturer what went wrong inside; the security log tells who did what.",
                    "진단 파일는 내부 문제의 원인을, 보안 로그는 누가 무엇을 했는지 알려 줍니다."))
            : DataTable(
                request: request, caption: request.text("Requests", "요청"), columns: columns(request), rows: page.items, next: page.nextCursor
            ).html
        let live = LiveFragment("list", [.diagnostics, .operations], of: frame.id, content: "\(frame.offlineNotice)\(list)")
        return .content(frame.content(.diagnostics, fragments: [live], main: "\(form(frame))\(live.html)"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let here = LocalPath.of(Self.path, ["id": id])
        if let job = request.form["remove"] {
            try await request.call("deleteDiagnostics", .init(path: ["diagnosticsId": job]))
            return .redirect(here, .success(request.text("The request and its file are removed.", "요청과 파일을 삭제했습니다.")))
        }
        let logType = request.form["logType"]
        let from = try ScheduleForm(request).integer("hours", Self.hours).map { request.now.advanced(bySeconds: -$0 * 3600).rfc3339 }
        let result = try await request.call(
            "requestDiagnostics",
            .init(path: ["id": id], body: .object([
                "logType": logType.map(JSONText.string), (logType == nil ? "startTime" : "oldestTimestamp"): from.map(JSONText.string),
                "location": request.form["location"].map(JSONText.string),
            ])))
        let state = result.body["state"]?.string ?? ""
        return .redirect(here, state == DiagnosticsJobState.noDiagnostics.rawValue || state == DiagnosticsJobState.rejected.rawValue
            ? .warning(request.text("The charge point has nothing to give for that time.", "해당 기간의 자료가 없다고 충전기가 응답했습니다."))
            : .success(request.text("The charge point will upload it; that may take minutes.", "충전기가 업로드를 시작합니다. 몇 분 걸릴 수 있습니다.")))
    }

    private func form(_ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard request.may("requestDiagnostics"), frame.chargePoint.isConnected else { return "" }
        return Panel.html(request.text("Ask for diagnostics or a log", "진단 파일 또는 로그 요청"), Form.html(request, """
            \(FormField(
                request: request, name: "logType", label: request.text("What", "종류"),
                help: request.text("GetLog is known to charge points with the security extensions.", "GetLog는 보안 확장을 지원하는 충전기에서 사용할 수 있습니다.")
            ).choice([
                .init("", request.text("Diagnostics (GetDiagnostics)", "진단 파일 (GetDiagnostics)")),
                .init(LogEnumType.diagnosticsLog.rawValue, request.text("Diagnostics log (GetLog)", "진단 로그 (GetLog)")),
                .init(LogEnumType.securityLog.rawValue, request.text("Security log (GetLog)", "보안 로그 (GetLog)")),
            ]))\
            \(FormField(
                request: request, name: "hours", label: request.text("How far back, in hours", "최근 몇 시간"), help: request.text("Empty: everything.", "비우면 전체"),
                value: String(Self.defaultHours)).number(Self.hours))\
            \(FormField(
                request: request, name: "location", label: request.text("Upload to another URL", "다른 URL로 업로드"),
                help: request.text("Empty: to this server.", "비우면 이 서버로 업로드합니다.")).text())
            """, submit: request.text("Ask", "요청")))
    }

    private func columns(_ request: ConsoleRequest) -> [Column<DiagnosticsJob>] {
        let now = request.now
        return [
            Column(request.text("Asked", "요청")) { "\(TimeText.html($0.life.requestedAt)) · \(Said(request).who($0.requestedBy))" },
            Column(request.text("What", "종류")) { "\($0.logType?.rawValue ?? "GetDiagnostics")" },
            Column(request.text("State", "상태")) { job in
                let state = job.life.effectiveState(at: now)
                let why: HTML = job.life.explanation.map { "<br><span class=\"detail\">\(Said(request).html($0))</span>" } ?? ""
                return "\(StatusBadge.html(Self.word(state, request.language), Self.tone(state)))\(why)"
            },
            Column(request.text("File", "파일")) { job in
                guard let upload = job.life.upload else { return "\(job.life.fileName ?? "–")" }
                let name = upload.name ?? job.life.fileName ?? request.text("file", "파일")
                let size = Quantity.count(Int(upload.file.sizeBytes))
                guard upload.removedAt == nil else { return "\(name) <span class=\"detail\">\(request.text("removed since", "삭제됨"))</span>" }
                return "<a href=\"/api/v1/diagnostics/\(job.id)/file\">\(name)</a> <span class=\"detail\">\(size) B</span>"
            },
            Column(request.text("Action", "작업"), isSecondary: true) { job in
                guard request.may("deleteDiagnostics") else { return "" }
                return Form.button(
                    request, request.text("Remove", "삭제"), action: request.path, values: ["remove": String(job.id)], style: "btn-sm btn-secondary")
            },
        ]
    }

    static func word(_ state: DiagnosticsJobState, _ language: Language) -> String {
        switch state {
        case .requested: language("Being asked", "요청 중")
        case .accepted: language("Promised", "업로드 예정")
        case .noDiagnostics: language("It has none", "자료 없음")
        case .rejected: language("Rejected", "거부됨")
        case .uploading: language("Uploading", "업로드 중")
        case .uploaded: language("Uploaded", "업로드 완료")
        case .uploadFailed: language("Upload failed", "업로드 실패")
        case .unanswered: language("No answer", "응답 없음")
        case .superseded: language("Another took its place", "다른 요청으로 대체")
        case .cancelled: language("Cancelled", "취소됨")
        case .stalled: language("Silent for long", "오랫동안 응답 없음")
        }
    }

    private static func tone(_ state: DiagnosticsJobState) -> StatusBadge.Tone {
        switch state {
        case .uploaded: .good
        case .rejected, .uploadFailed: .bad
        case .unanswered, .stalled, .noDiagnostics: .warning
        default: .neutral
        }
    }
}
