import CentralSystem
import Markup
import OCPPJ

/// How a charge point departs from the standard, in plain words.
struct DeviationList: Sendable {
    let deviations: [Deviation]
    let request: ConsoleRequest

    var html: HTML {
        let title = request.text("What is odd about it", "특이 사항")
        guard !deviations.isEmpty else {
            return Panel.html(title, "<p class=\"detail\">\(request.text("It keeps to the standard so far.", "지금까지 표준을 잘 지키고 있습니다."))</p>")
        }
        let rows = deviations.sorted { $0.lastAt > $1.lastAt }
        return Panel.html(title, """
            <p class="detail">\(request.text(
                "Stationmaster put up with these. They are worth a word with the manufacturer.",
                "Stationmaster가 허용하고 처리한 항목입니다. 제조사에 알리는 것이 좋습니다."))</p>\
            \(DataTable(request: request, caption: title, columns: columns, rows: rows).html)
            """)
    }

    private var columns: [Column<Deviation>] {
        let request = request
        return [
            Column(request.text("What", "내용")) { found in
                "\(Self.words(found.rule, request.language) ?? found.rule.rawValue)<br><span class=\"detail\">\(Said(request).html(found.lastDetail))</span>"
            },
            Column(request.text("Times", "횟수"), isNumber: true) { "\(Quantity.count($0.count))" },
            Column(request.text("Last", "마지막")) { TimeText.html($0.lastAt) },
            Column(request.text("First", "처음"), isSecondary: true) { TimeText.html($0.firstAt) },
        ]
    }

    /// Nil for a rule that is told by its name alone.
    static func words(_ rule: DeviationRule, _ language: Language) -> String? {
        switch rule.rawValue {
        case "nonconformingPayload": language("It sent a message that the specification does not allow, and was refused", "규격에 맞지 않는 메시지를 보내 거절했습니다")
        case "unknownAction": language("It sent a message that OCPP 1.6 does not know", "OCPP 1.6에 없는 메시지를 보냈습니다")
        case "notAllowedBeforeAcceptance": language("It sent something before it was accepted", "승인되기 전에 메시지를 보냈습니다")
        case "reconnectWithoutClose": language("It connected anew without closing the old connection", "이전 연결을 닫지 않고 다시 연결했습니다")
        case "malformedMeterValue": language("A meter value was no meter value", "형식이 잘못된 계량값을 보냈습니다")
        case "meterValueWithoutSamples": language("A meter value held no samples", "샘플이 없는 계량값을 보냈습니다")
        case "sampleRepaired": language("A sample was spelt wrong and was understood", "표기가 잘못된 샘플을 바로잡아 처리했습니다")
        case "sampleSetAside": language("A sample could not be trusted and was set aside", "신뢰할 수 없는 샘플을 제외했습니다")
        case "invalidTransactionIdInMeterValues": language("Meter values named a session that is unknown or over", "알 수 없거나 끝난 세션의 계량값을 보냈습니다")
        case "connectorMismatchInMeterValues": language("Meter values named a session of another connector", "다른 커넥터의 세션에 대한 계량값을 보냈습니다")
        case "timestampWithoutZone": language("A time came without its zone", "시간대 없는 시각을 보냈습니다")
        case "timestampNotRFC3339": language("A time was written in another way than OCPP says", "OCPP 형식이 아닌 시각을 보냈습니다")
        case "unreadableTimestamp": language("A time could not be read", "읽을 수 없는 시각을 보냈습니다")
        case "timestampFromUnsetClock": language("Its clock was not set", "충전기 시계가 설정되지 않았습니다")
        case "timestampInFuture": language("Its clock was ahead by more than five minutes", "충전기 시계가 5분 넘게 빨랐습니다")
        case "transactionOnConnectorZero": language("It started a session on connector 0", "커넥터 0에서 세션을 시작했습니다")
        case "invalidTransactionIdInStop": language("It ended a session that does not exist", "존재하지 않는 세션을 종료했습니다")
        case "conflictingStop": language("It ended one session twice, with different figures", "한 세션을 서로 다른 값으로 두 번 종료했습니다")
        case "implausibleRegisters": language("The meter readings of a session make no sense", "세션의 계량기 지시값이 맞지 않습니다")
        case "passwordAsHexadecimalText": language("It sends its password as hexadecimal text in place of bytes", "비밀번호를 바이트가 아닌 16진수 문자열로 보냅니다")
        case "logUploadFailed": language("It named a failed log upload in the wrong words", "로그 업로드 실패를 잘못된 값으로 보고했습니다")
        case "missingSubprotocol": language("It did not name the subprotocol ocpp1.6", "서브프로토콜 ocpp1.6을 지정하지 않았습니다")
        case "oddURL": language("Its URL had doubled or trailing slashes", "URL에 중복되거나 끝에 붙은 슬래시가 있습니다")
        case "binaryFrame": language("It sent messages in binary frames", "메시지를 바이너리 프레임으로 보냈습니다")
        case "malformedFrame": language("It sent what is no OCPP message", "OCPP 메시지가 아닌 것을 보냈습니다")
        case "repeatedMessage": language("It sent a message again that had its answer", "이미 응답받은 메시지를 다시 보냈습니다")
        case "messageIDCollision": language("It used one message id for two messages", "하나의 메시지 id를 두 메시지에 사용했습니다")
        case "unsolicitedAnswer": language("It answered what was never asked", "보낸 적 없는 요청에 응답했습니다")
        case "lateAnswer": language("It answered when the time for it was over", "시간이 지난 뒤에 응답했습니다")
        case "overlappingCall": language("It sent a request before the last one was answered", "이전 요청의 응답을 기다리지 않고 요청을 보냈습니다")
        case "nullPayload": language("It sent null in place of an empty payload", "빈 페이로드 대신 null을 보냈습니다")
        case "nonconformingAnswer": language("It answered in another way than the specification says", "규격에 맞지 않는 응답을 보냈습니다")
        default: nil
        }
    }
}
