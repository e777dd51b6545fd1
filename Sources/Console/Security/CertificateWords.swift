import CentralSystem
import Markup
import OCPPJ

extension CertificateState {
    /// What operators call it.
    func word(_ request: ConsoleRequest) -> String {
        switch self {
        case .requested: request.text("requested", "요청됨")
        case .signed: request.text("signed, on its way", "서명됨, 전송 중")
        case .active: request.text("active", "사용 중")
        case .superseded: request.text("superseded, still valid", "교체됨, 아직 유효")
        case .refused: request.text("request refused", "요청 거절됨")
        case .rejected: request.text("rejected by the charge point", "충전기가 거부함")
        case .unanswered: request.text("not answered", "응답 없음")
        case .revoked: request.text("revoked", "폐기됨")
        case .expired: request.text("expired", "만료됨")
        }
    }

    fileprivate var tone: StatusBadge.Tone {
        switch self {
        case .active: .good
        case .requested, .signed, .superseded: .neutral
        case .unanswered: .warning
        case .refused, .rejected, .revoked, .expired: .bad
        }
    }

    func badge(_ request: ConsoleRequest) -> HTML { StatusBadge.html(word(request), tone) }
}

extension CertificateOrigin {
    func word(_ request: ConsoleRequest) -> String {
        switch self {
        case .issued: request.text("signed by this server", "이 서버가 서명")
        case .supplied: request.text("sent by an operator", "운영자가 전송")
        case .presented: request.text("presented by the charge point", "충전기가 제시")
        }
    }
}

/// Until when a certificate is valid, with a warning where it is time to act.
enum ExpiryText {
    static func html(_ notAfter: Timestamp?, _ request: ConsoleRequest) -> HTML {
        guard let notAfter else { return "–" }
        let left = Int(clamping: notAfter.seconds(since: request.now))
        guard left > 0 else { return "\(TimeText.html(notAfter)) \(StatusBadge.html(request.text("expired", "만료됨"), .bad))" }
        guard left < Attention.expirySeconds else { return TimeText.html(notAfter) }
        let span = Span.text(seconds: left, request.language)
        return "\(TimeText.html(notAfter)) \(StatusBadge.html(request.text("in \(span)", "\(span) 남음"), .warning))"
    }
}
