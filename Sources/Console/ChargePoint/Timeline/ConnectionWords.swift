import Foundation

/// Why connections end, in plain words. The reasons are kept as texts; what is not known is shown as it is.
enum ConnectionWords {
    static func reason(_ text: String, _ language: Language) -> String {
        let (reason, idle) = split(text)
        let last = idle.map { seconds in
            language(" (last message \(Span.text(seconds: seconds, language)) before)", " (마지막 메시지 \(Span.text(seconds: seconds, language)) 전)")
        } ?? ""
        return words(reason, language) + last
    }

    /// What to do about it; nil when nothing needs to be done.
    static func advice(_ text: String, _ language: Language) -> String? {
        let reason = split(text).reason
        if reason.hasPrefix("connection lost") || reason.hasPrefix("nothing heard") {
            return language(
                "Power or network at the site was interrupted, or the charge point restarted. If it stays away, check the router and the SIM card, then the breaker.",
                "현장의 전원이나 네트워크가 끊겼거나 충전기가 재시작된 것입니다. 복구되지 않으면 라우터와 SIM 카드, 차단기 순으로 확인하십시오.")
        }
        if reason.hasPrefix("protocol violation") {
            return language("It sent what is no WebSocket message; tell the manufacturer.", "WebSocket 규격에 맞지 않는 데이터를 보냈습니다. 제조사에 알리십시오.")
        }
        return nil
    }

    private static func words(_ reason: String, _ language: Language) -> String {
        if reason.hasPrefix("connection lost without a close frame") { return language("The link was lost", "연결이 끊어졌습니다") }
        if let seconds = number(in: reason, after: "nothing heard for ") {
            return language("Nothing was heard for \(seconds) s, so the connection was given up", "\(seconds)초 동안 수신이 없어 연결을 종료했습니다")
        }
        if reason.hasPrefix("superseded") { return language("A newer connection took its place", "새 연결로 대체되었습니다") }
        if reason.hasPrefix("server stopped") { return language("The server was stopped", "서버가 중지되었습니다") }
        if reason.hasPrefix("the server stopped") { return language("The server stopped without closing the connection", "서버가 연결을 닫지 못하고 중지되었습니다") }
        if let rest = rest(of: reason, after: "closed by the charge point") { return language("The charge point closed it", "충전기가 연결을 닫았습니다") + byCode(rest, language) }
        if let rest = rest(of: reason, after: "closed by the operator") { return language("It was closed from here", "운영자가 연결을 닫았습니다") + told(rest, language) }
        if let rest = rest(of: reason, after: "protocol violation") { return language("It broke the protocol", "프로토콜을 위반했습니다") + told(rest, language) }
        return reason
    }

    /// The reason, and how many seconds before the last message came.
    private static func split(_ text: String) -> (reason: String, idle: Int?) {
        guard let range = text.range(of: " (last message ", options: .backwards) else { return (text, nil) }
        return (String(text[..<range.lowerBound]), number(in: String(text[range.lowerBound...]), after: " (last message "))
    }

    /// `: its password was changed`
    private static func told(_ rest: String, _ language: Language) -> String {
        rest.hasPrefix(": ") ? ": \(Said(language).text(String(rest.dropFirst(2))))" : rest
    }

    /// ` with code 1000: ` and what the charge point says.
    private static func byCode(_ rest: String, _ language: Language) -> String {
        guard language == .korean, let code = number(in: rest, after: " with code ") else { return rest }
        return " (코드 \(code))" + rest.dropFirst(" with code \(code)".count)
    }

    private static func rest(of text: String, after prefix: String) -> String? {
        text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
    }

    private static func number(in text: String, after prefix: String) -> Int? {
        rest(of: text, after: prefix).flatMap { Int($0.prefix { $0.isNumber }) }
    }
}
