import HTTPTypes
import Markup
import OCPPJ
import WebAPI

/// What services and the API say, in the viewer's language. They speak English; what has no words in another language stays English, and
/// says so to screen readers and translators.
struct Said: Sendable {
    let language: Language

    init(_ language: Language) { self.language = language }
    init(_ request: ConsoleRequest) { language = request.language }

    /// A text that a service stored, such as why a firmware update ended.
    func text(_ stored: String) -> String {
        language == .korean ? KoreanPhrases.text(of: stored) ?? stored : stored
    }

    func text(_ phrase: Phrase) -> String {
        language == .korean ? KoreanPhrases.text(of: phrase) ?? phrase.text : phrase.text
    }

    /// Who asked for something: a user's name as it is, and what the server does by itself in words.
    func who(_ name: String) -> String { language == .korean ? KoreanPhrases.text(ofActor: name) ?? name : name }

    func html(_ stored: String) -> HTML {
        guard language == .korean else { return "\(stored)" }
        return KoreanPhrases.text(of: stored).map { "\($0)" } ?? Self.english(stored)
    }

    /// What went wrong. Where there are no words for it, the kind of problem is named, and the rest is English.
    func html(_ problem: Problem) -> HTML {
        guard language == .korean else { return "\(Self.sentence(problem.detail, of: problem.phrase))" }
        if let korean = KoreanPhrases.text(of: problem.phrase) { return "\(Self.closed(korean))" }
        return "\(ProblemWords.title(problem.type, language)) \(Self.english(problem.detail))"
    }

    /// What is wrong with a field, beside the field: without its name, which stands above it.
    func beside(_ problem: Problem) -> HTML {
        let phrase = problem.phrase
        guard phrase.pattern == "{} {}" || phrase.pattern == "\(problem.member ?? "") {}", case .phrase(let reason)? = phrase.values.last
        else { return html(problem) }
        let words = text(reason)
        return "\(language == .korean ? Self.closed(words) : Self.sentence(words))"
    }

    /// Marked for who reads the page aloud, or has it translated.
    static func english(_ text: String) -> HTML { "<span lang=\"en\">\(text)</span>" }

    /// With a capital letter and a full stop. Names of members begin small, and stay so.
    private static func sentence(_ text: String, of phrase: Phrase? = nil) -> String {
        guard let first = text.first else { return text }
        if phrase?.pattern.hasPrefix("{}") ?? false { return ended(text) }
        let word = text.prefix { !$0.isWhitespace }
        let isWord = word.dropFirst().allSatisfy { $0.isLowercase || $0 == "," }
        return ended(isWord ? first.uppercased() + text.dropFirst() : text)
    }

    private static func ended(_ text: String) -> String {
        text.last.map { $0.isLetter || $0.isNumber || $0 == ")" } ?? false ? "\(text)." : text
    }

    /// Korean with a full stop, but for what ends with a value: the stop would seem to belong to it.
    private static func closed(_ korean: String) -> String {
        korean.last.map { ("가"..."힣").contains($0) || $0 == ")" } ?? false ? "\(korean)." : korean
    }
}

extension Problem {
    /// A problem that a page names itself, in the viewer's language.
    init(_ type: ProblemType, _ text: String) {
        self.init(type, Phrase(verbatim: text))
    }

    /// The same of a field.
    static func invalidMember(_ member: String, _ text: String) -> Problem {
        .invalidMember(member, Phrase(verbatim: text))
    }
}

/// Kinds of problems in words.
enum ProblemWords {
    static func title(_ type: ProblemType, _ language: Language) -> String {
        let korean =
            switch type {
            case .unauthorized: "로그인이 필요합니다."
            case .wrongCredentials: "사용자 이름이나 비밀번호가 틀립니다."
            case .forbidden: "이 작업을 할 권한이 없습니다."
            case .crossSiteRequest: "다른 사이트에서 위조된 요청일 수 있어 거절했습니다."
            case .tooManyAttempts: "시도 횟수가 너무 많습니다."
            case .notFound: "찾을 수 없습니다."
            case .chargePointNotFound: "등록되지 않은 충전기입니다."
            case .idTagNotFound: "등록되지 않은 idTag입니다."
            case .transactionNotFound: "없는 트랜잭션입니다."
            case .methodNotAllowed: "여기서는 할 수 없는 요청입니다."
            case .invalidRequest: "요청을 이해할 수 없습니다."
            case .invalidMember: "입력한 값이 허용되지 않습니다."
            case .bodyTooLarge: "보낸 내용이 너무 깁니다."
            case .checksumMismatch: "받은 내용이 알려진 것과 다릅니다."
            case .unknownAction: "Central System이 보낼 수 없는 요청입니다."
            case .conflict: "지금 상태에서는 할 수 없습니다."
            case .chargePointNotConnected: "충전기가 연결되어 있지 않습니다."
            case .chargePointDisconnected: "충전기가 응답하기 전에 연결이 끊겼습니다."
            case .commandTimedOut: "충전기가 제시간에 응답하지 않았습니다."
            case .callError: "충전기가 CALLERROR로 응답했습니다."
            case .commandQueueFull: "이 충전기에 대기 중인 명령이 너무 많습니다."
            case .commandInterrupted: "결과를 알기 전에 서버가 중지되었습니다."
            case .storageFull: "저장할 공간이 없습니다. 디스크 공간을 확보하십시오."
            case .storageFailure: "저장소에 오류가 발생했습니다. 자세한 내용은 서버 로그에 있습니다."
            case .storageUnavailable: "지금은 저장소를 사용할 수 없습니다. 잠시 후 다시 시도하십시오."
            case .notReady: "서버가 아직 준비되지 않았습니다."
            case .stopping: "서버가 중지되는 중입니다."
            case .internalError: "서버에 오류가 발생했습니다."
            }
        return language("\(type.title).", korean)
    }
}
