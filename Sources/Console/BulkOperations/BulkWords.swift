import CentralSystem
import Markup
import OCPPJ

/// Bulk operations in words.
enum BulkWords {
    /// What it does: the action, or the kind of other operations.
    static func what(_ operation: BulkOperation, _ language: Language) -> String {
        if let action = request(operation)?["action"]?.string { return action }
        switch operation.kind {
        case "localList": return language("Local lists", "로컬 목록")
        case "chargingProfileTemplate": return language("Charging profile from a template", "템플릿의 충전 프로파일")
        case "configurationTemplate": return language("Configuration from a template", "템플릿의 설정")
        case "passwordChange": return language("New passwords", "새 비밀번호")
        case "certificateRenewal": return language("New certificates", "새 인증서")
        default: return operation.kind
        }
    }

    /// The parameters of an operation that sends a command.
    static func request(_ operation: BulkOperation) -> JSONNode? {
        operation.kind == CommandExecutor.kind ? try? JSONNode.parse(operation.parameters, maximumDepth: 64) : nil
    }

    static func state(_ state: BulkOperationState, _ language: Language) -> HTML {
        switch state {
        case .preparing: StatusBadge.html(language("Preparing", "준비 중"), .neutral)
        case .running: StatusBadge.html(language("Running", "진행 중"), .charging)
        case .cancelling: StatusBadge.html(language("Cancelling", "취소 중"), .warning)
        case .cancelled: StatusBadge.html(language("Cancelled", "취소됨"), .unavailable)
        case .completed: StatusBadge.html(language("Completed", "완료"), .good)
        }
    }

    static func outcome(_ outcome: BulkOutcome, _ language: Language) -> String {
        switch outcome {
        case .waiting: language("Waiting", "대기")
        case .waitingForConnection: language("Waiting for the connection", "연결 대기")
        case .inProgress: language("On its way", "진행 중")
        case .answered: language("Answered", "응답함")
        case .callError: "CALLERROR"
        case .timedOut: language("No answer in time", "응답 시간 초과")
        case .disconnected: language("Connection lost", "연결 끊김")
        case .notConnected: language("Not connected", "연결되지 않음")
        case .queueFull: language("Too many commands waiting", "대기 명령 초과")
        case .interrupted: language("Interrupted", "중단됨")
        case .unknownChargePoint: language("Unknown charge point", "미등록 충전기")
        case .cancelled: language("Cancelled", "취소됨")
        case .failed: language("Failed", "실패")
        }
    }

    static func badge(_ result: BulkResult, _ language: Language) -> HTML {
        let tone: StatusBadge.Tone = result.succeeded ? .good : result.outcome.isFinal ? (result.outcome == .cancelled ? .unavailable : .bad) : .neutral
        return StatusBadge.html(result.status ?? outcome(result.outcome, language), tone)
    }

    /// How far it is, as a bar and in numbers.
    static func progress(_ progress: BulkProgress, _ language: Language) -> HTML {
        let failed = progress.finished - progress.succeeded
        let failedText: HTML = failed > 0 ? " · <span class=\"status-bad\">\(language("\(Quantity.count(failed)) not", "실패 \(Quantity.count(failed))"))</span>" : ""
        return """
            <span class="bulk-progress"><progress max="\(max(1, progress.total))" value="\(progress.finished)" \
            aria-label="\(language("Progress", "진행률"))"></progress> <span>\(Quantity.count(progress.finished)) / \
            \(Quantity.count(progress.total))</span> · <span class="status-good">\
            \(language("\(Quantity.count(progress.succeeded)) done", "성공 \(Quantity.count(progress.succeeded))"))</span>\(failedText)</span>
            """
    }
}
