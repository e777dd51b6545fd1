import CentralSystem
import OCPPJ

/// What became of a command, in plain words, and what to do next.
struct CommandVerdict: Sendable {
    let badge: String
    let tone: StatusBadge.Tone
    let text: String
    /// What one may do now; nil where nothing is wrong.
    var advice: String?

    init(_ command: Command, _ language: Language) {
        switch command.outcome {
        case .answered: self = Self.answered(command, language)
        case .pending:
            self.init(
                badge: language("Waiting", "대기 중"), tone: .neutral,
                text: language("The charge point has not answered yet.", "충전기가 아직 응답하지 않았습니다."))
        case .callError:
            let error = command.error
            let said = [error?.code.rawValue, error?.text].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
            self.init(
                badge: "CALLERROR", tone: .bad,
                text: language("The charge point answered with an error. \(said)", "충전기가 오류로 응답했습니다. \(said)"),
                advice: error?.code.rawValue == "NotImplemented" || error?.code.rawValue == "NotSupported"
                    ? language("It does not know this message; sending it again will not help.", "이 메시지를 지원하지 않으므로 다시 보내도 소용없습니다.")
                    : language("Look at the frames below, and at the firmware's notes.", "아래 프레임과 펌웨어 정보를 확인하십시오."))
        case .timedOut:
            self.init(
                badge: language("No answer", "응답 없음"), tone: .warning,
                text: language("The charge point did not answer in time. It may have done it all the same.", "제한 시간 안에 응답이 없었습니다. 그래도 실행되었을 수 있습니다."),
                advice: language("Look at the charge point's state before you send it again.", "다시 보내기 전에 충전기의 상태를 확인하십시오."))
        case .disconnected:
            self.init(
                badge: language("Connection lost", "연결 끊김"), tone: .warning,
                text: language("The connection was lost before the answer came. It may have been carried out.", "응답 전에 연결이 끊겼습니다. 실행되었을 수 있습니다."),
                advice: language("Wait until it connects again, and look at its state.", "다시 연결되면 상태를 확인하십시오."))
        case .notConnected:
            self.init(
                badge: language("Not sent", "보내지 않음"), tone: .bad,
                text: language("Nothing was sent, because the charge point is not connected.", "충전기가 연결되어 있지 않아 보내지 않았습니다."),
                advice: language("Send it again when the charge point is connected.", "충전기가 연결되면 다시 보내십시오."))
        case .queueFull:
            self.init(
                badge: language("Not sent", "보내지 않음"), tone: .bad,
                text: language("Nothing was sent: too many commands are waiting for this charge point.", "이 충전기에 대기 중인 명령이 너무 많아 보내지 않았습니다."),
                advice: language("Wait until the others are answered.", "다른 명령의 응답을 기다리십시오."))
        case .interrupted:
            self.init(
                badge: language("Unknown", "알 수 없음"), tone: .warning,
                text: language("The server was stopped before the outcome was known.", "결과를 알기 전에 서버가 중지되었습니다."),
                advice: language("Look at the charge point's state before you send it again.", "다시 보내기 전에 충전기의 상태를 확인하십시오."))
        }
    }

    private init(badge: String, tone: StatusBadge.Tone, text: String, advice: String? = nil) {
        self.badge = badge
        self.tone = tone
        self.text = text
        self.advice = advice
    }

    private static func answered(_ command: Command, _ language: Language) -> CommandVerdict {
        let node = command.response.flatMap { try? JSONNode.parse($0, maximumDepth: 64) }
        if let value = node?["status"]?.string, let status = CommandDescription.of(command.action.rawValue)?.status(value) {
            let tone: StatusBadge.Tone =
                switch status.tone {
                case .good: .good
                case .warning: .warning
                case .bad: .bad
                }
            return CommandVerdict(badge: value, tone: tone, text: status.meaning(language), advice: deviation(command, language))
        }
        if let value = node?["status"]?.string {
            return CommandVerdict(
                badge: value, tone: .warning,
                text: language("The charge point answered with a status that OCPP does not have here.", "OCPP에 정의되지 않은 상태로 응답했습니다."),
                advice: deviation(command, language))
        }
        return CommandVerdict(
            badge: language("Answered", "응답함"), tone: command.deviation == nil ? .good : .warning,
            text: withoutStatus(command.action.rawValue, node, language), advice: deviation(command, language))
    }

    private static func deviation(_ command: Command, _ language: Language) -> String? {
        command.deviation.map { deviation in
            language("The answer departs from the specification:", "응답이 규격과 다릅니다:") + " \(Said(language).text(deviation))"
        }
    }

    /// What an answer tells that has no status.
    private static func withoutStatus(_ action: String, _ node: JSONNode?, _ language: Language) -> String {
        switch action {
        case "GetConfiguration":
            let known = node?["configurationKey"]?.elements.count ?? 0
            let unknown = node?["unknownKey"]?.elements.count ?? 0
            let text = language("The charge point told \(known) keys.", "키 \(known)개를 응답했습니다.")
            return unknown == 0 ? text : text + " " + language("It does not know \(unknown) of those asked for.", "요청한 키 중 \(unknown)개는 없습니다.")
        case "GetLocalListVersion":
            switch node?["listVersion"]?.int {
            case nil: break
            case 0?: return language("The local list is empty.", "로컬 목록이 비어 있습니다.")
            case .some(..<0): return language("The charge point has no local list.", "충전기가 로컬 목록을 지원하지 않습니다.")
            case let version?: return language("The local list has version \(version).", "로컬 목록의 버전은 \(version)입니다.")
            }
        case "GetDiagnostics":
            guard let name = node?["fileName"]?.string, !name.isEmpty else {
                return language("There are no diagnostics to upload.", "업로드할 진단 파일이 없습니다.")
            }
            return language("The charge point will upload \(name).", "\(name) 파일을 업로드합니다.")
        case "UpdateFirmware":
            return language(
                "The charge point has taken the request, and reports how far the update is.", "요청을 받았으며, 진행 상황을 보고합니다.")
        default: break
        }
        return language("The charge point answered.", "충전기가 응답했습니다.")
    }
}
