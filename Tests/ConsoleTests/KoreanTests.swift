import CentralSystem
import Markup
import OCPPJ
import Testing
import WebAPI

@testable import Console

extension String {
    fileprivate var hasHangul: Bool { unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) } }

    /// The numbers in braces.
    fileprivate var places: [Int] {
        split(separator: "{").dropFirst().compactMap { part in part.firstIndex(of: "}").flatMap { Int(part[..<$0]) } }
    }
}

@Suite("Korean words for what services say")
struct KoreanTests {
    @Test("every phrase is in Korean, once, with the values of the English one")
    func phrases() {
        var seen: Set<String> = []
        for (english, korean) in KoreanPhrases.all {
            #expect(seen.insert(english).inserted, "twice: \(english)")
            let values = english.split(separator: "{}", omittingEmptySubsequences: false).count - 1
            #expect(korean.places.allSatisfy { $0 < values }, "\(english)")
            #expect(!korean.contains("{}"), "values are numbered: \(korean)")
            // A pattern of values alone has no words.
            if korean.contains(where: \.isLetter), english != "transactionId {}" { #expect(korean.hasHangul, "\(english)") }
        }
    }

    @Test("no particle hangs on a value, whose last sound nobody knows")
    func particles() {
        for (_, korean) in KoreanPhrases.all {
            for part in korean.split(separator: "}").dropFirst() {
                let word = part.prefix { ("가"..."힣").contains($0) }
                #expect(!["은", "는", "이", "가", "을", "를", "과", "와", "로", "으로"].contains(String(word)), "\(korean)")
            }
            #expect(!korean.contains("(은") && !korean.contains("(는") && !korean.contains("(가") && !korean.contains("(으"), "\(korean)")
        }
    }

    @Test("every kind of problem has a name", arguments: ProblemType.allCases)
    func problems(type: ProblemType) {
        #expect(ProblemWords.title(type, .korean).hasHangul)
        #expect(ProblemWords.title(type, .english) == "\(type.title).")
    }

    @Test("every configuration key of the specifications is explained", arguments: StandardConfigurationKey.all)
    func configurationKeys(key: StandardConfigurationKey) {
        #expect(ConfigurationKeyWords.meaning(key.name, .english) == key.meaning)
        #expect(ConfigurationKeyWords.meaning(key.name, .korean)?.hasHangul == true)
        if let unit = key.unit, unit.count > 2 { #expect(ConfigurationKeyWords.unit(key.name, .korean)?.hasHangul == true) }
    }

    @Test("a phrase is told with its values, and with the phrases inside it")
    func typed() {
        let said = Said(.korean)
        let id = "CP <1>"
        #expect(said.text("there is no charge point \(id)" as Phrase) == "등록되지 않은 충전기입니다: CP <1>")
        #expect(said.text(PayloadError(.constraint, path: ["limit"], "must be from \(0) to \(10)").phrase) == "limit: 0~10 범위여야 합니다")
        #expect(Said(.english).text("there is no charge point \(id)" as Phrase) == "there is no charge point CP <1>")
    }

    @Test(
        "what was stored as a text is recognised",
        arguments: [
            ("its connector reported Available", "커넥터가 Available을 보고했습니다"),
            ("the register fell from 12 Wh to 9 Wh", "계량기 지시값이 12 Wh에서 9 Wh로 줄었습니다"),
            ("value sent as a number; unit assumed Wh", "값을 숫자로 보냈습니다; 단위가 없어 다음으로 간주했습니다: Wh"),
            (
                "the peer sent the alert unknown ca: it does not trust our certificate (it was shown the EC certificate)",
                "상대가 TLS 경고를 보냈습니다(unknown ca): 충전기가 서버의 인증서를 신뢰하지 않습니다(EC 인증서를 제시함)"
            ),
            ("transactionId 7, which is unknown; no open transaction fits", "알 수 없는 transactionId입니다: 7. 맞는 진행 중 트랜잭션이 없습니다"),
            ("status is required", "status: 필수 값입니다"),
            ("HeartbeatInterval should be an integer of at least 0 (in seconds)", "HeartbeatInterval: 0 이상의 정수여야 합니다(단위: 초)"),
        ])
    func stored(english: String, korean: String) {
        #expect(Said(.korean).text(english) == korean)
        #expect(Said(.english).text(english) == english)
    }

    @Test("who asked is told by name, and in words where it is the server itself")
    func actors() {
        #expect(Said(.korean).who("campaign 12") == "캠페인 12")
        #expect(Said(.korean).who("automation") == "자동화")
        #expect(Said(.korean).who("kim") == "kim")
        #expect(Said(.english).who("campaign 12") == "campaign 12")
    }

    @Test("what has no words stays as it is, and is marked as English")
    func unknown() {
        #expect(Said(.korean).text("RCD tripped") == "RCD tripped")
        #expect(Said(.korean).html("RCD <tripped>").text == "<span lang=\"en\">RCD &lt;tripped&gt;</span>")
        #expect(Said(.english).html("RCD tripped").text == "RCD tripped")
        #expect(Said(.korean).html("기사가 확인함").text == "기사가 확인함")
        let problem = Problem(.storageFailure, Phrase(verbatim: "disk I/O error"))
        #expect(Said(.korean).html(problem).text.hasPrefix(ProblemWords.title(.storageFailure, .korean)))
        #expect(Said(.korean).html(problem).text.hasSuffix("<span lang=\"en\">disk I/O error</span>"))
    }

    @Test("beside a field, a problem is told without the field's name")
    func besideField() {
        let member = "parallelism"
        let problem = Problem.invalidMember(member, "\(member) \("must be 1 to 1000" as Phrase)" as Phrase)
        #expect(Said(.english).beside(problem).text == "Must be 1 to 1000.")
        #expect(Said(.korean).beside(problem).text == "1~1000 범위여야 합니다.")
        #expect(Said(.english).html(problem).text == "parallelism must be 1 to 1000.")
        #expect(Said(.korean).html(problem).text == "parallelism: 1~1000 범위여야 합니다.")
    }

    @Test("states and outcomes have Korean words")
    func states() {
        let korean = Language.korean
        let words: [String] =
            TransactionState.allCases.map { $0.word(korean) } + BulkOutcome.allCases.map { BulkWords.outcome($0, korean) }
            + ReservationState.allCases.map { $0.word(korean) }
        for word in words where word != "CALLERROR" { #expect(word.hasHangul, "\(word)") }
    }
}
