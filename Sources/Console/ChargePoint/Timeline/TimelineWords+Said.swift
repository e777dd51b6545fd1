import CentralSystem
import OCPP16
import OCPPJ
import WebAPI

extension TimelineWords {
    /// What a charge point said, and what it was answered.
    func said(_ exchange: LoggedExchange, at time: Timestamp) -> TimelineItem {
        guard exchange.call.messageType == .call else {
            return TimelineItem(
                time: time, tone: .warning, what: language("It sent something that is no OCPP message", "OCPP 메시지가 아닌 데이터를 보냈습니다"),
                why: exchange.call.note.map { Said(language).text($0) }, links: [frameLink(exchange)])
        }
        let action = exchange.call.action ?? ""
        if let answer = exchange.answer, answer.messageType == .callError {
            let elements = (try? JSONNode.parse(Array(answer.frame.utf8)))?.elements ?? []
            let code = elements.count > 2 ? elements[2].string ?? "" : ""
            let text = elements.count > 3 ? elements[3].string ?? "" : ""
            return TimelineItem(
                time: time, tone: .bad, what: language("\(action) was refused: \(code)", "거절한 메시지: \(action) (\(code))"), why: text.textIfAny.map { Said(language).text($0) },
                links: [frameLink(exchange)])
        }
        let payload = Self.payload(of: exchange.call, at: 3)
        let answer = exchange.answer.flatMap { Self.payload(of: $0, at: 2) }
        switch action {
        case "BootNotification": return boot(payload, answer, exchange)
        case "StatusNotification": return status(payload, exchange)
        case "Authorize": return authorize(payload, answer, exchange)
        case "StartTransaction": return start(payload, answer, exchange)
        case "StopTransaction": return stop(payload, exchange)
        case "FirmwareStatusNotification", "SignedFirmwareStatusNotification":
            let status = payload?["status"]?.string ?? ""
            return TimelineItem(
                time: time, tone: Self.tone(ofJob: status), what: language("Firmware: \(status)", "펌웨어: \(status)"),
                links: [Link(language("Firmware", "펌웨어"), frame.path(.firmware))])
        case "DiagnosticsStatusNotification", "LogStatusNotification":
            let status = payload?["status"]?.string ?? ""
            return TimelineItem(
                time: time, tone: Self.tone(ofJob: status), what: language("Upload of diagnostics or a log: \(status)", "진단 파일 또는 로그 업로드: \(status)"),
                links: [Link(language("Diagnostics", "진단"), frame.path(.diagnostics))])
        case "SignCertificate":
            return TimelineItem(
                time: time, tone: .neutral, what: language("It asked for a certificate", "인증서를 요청했습니다"), why: answer?["status"]?.string,
                links: [Link(language("Certificates", "인증서"), frame.path(.security))])
        case "DataTransfer":
            let vendor = [payload?["vendorId"]?.string, payload?["messageId"]?.string].compactMap { $0 }.joined(separator: " · ")
            let status = answer?["status"]?.string
            return TimelineItem(
                time: time, tone: status == "Accepted" ? .neutral : .warning, what: language("Message of the vendor: \(vendor)", "제조사 메시지: \(vendor)"),
                why: status, links: [frameLink(exchange)])
        default:
            return TimelineItem(time: time, tone: .neutral, what: action, links: [frameLink(exchange)])
        }
    }

    private func frameLink(_ exchange: LoggedExchange) -> Link {
        // The list begins with the answer, which is one above.
        Link(language("Frames", "프레임"), Fields([("cursor", ListCursor.encode(String(exchange.call.id + 2), of: Fields()))]).url(frame.path(.messages)))
    }

    private static func payload(of message: LoggedMessage, at index: Int) -> JSONNode? {
        guard let elements = (try? JSONNode.parse(Array(message.frame.utf8)))?.elements, elements.count > index else { return nil }
        return elements[index]
    }

    private static func tone(ofJob status: String) -> StatusBadge.Tone {
        if status.hasSuffix("Failed") || status.hasSuffix("Failure") || status.hasPrefix("Invalid") { return .bad }
        return status == "Installed" || status == "Uploaded" ? .good : .neutral
    }

    private func boot(_ payload: JSONNode?, _ answer: JSONNode?, _ exchange: LoggedExchange) -> TimelineItem {
        let who = [payload?["chargePointVendor"]?.string, payload?["chargePointModel"]?.string].compactMap { $0 }.joined(separator: " ")
        let firmware = payload?["firmwareVersion"]?.string.map { language(", firmware \($0)", ", 펌웨어 \($0)") } ?? ""
        let status = answer?["status"]?.string ?? ""
        let advice: String? =
            switch status {
            case "Pending": language("It waits to be accepted on its summary.", "요약 화면에서 승인해야 합니다.")
            case "Rejected": language("It was rejected and may not charge anybody.", "거절되어 충전할 수 없습니다.")
            default: nil
            }
        return TimelineItem(
            time: exchange.call.time, tone: advice == nil ? .good : .warning, what: language("It booted", "부팅했습니다"), why: "\(who)\(firmware)",
            advice: advice)
    }

    private func status(_ payload: JSONNode?, _ exchange: LoggedExchange) -> TimelineItem {
        let id = payload?["connectorId"]?.int ?? 0
        let status = payload?["status"]?.string ?? "?"
        let known = ChargePointStatus(rawValue: status)
        let code = payload?["errorCode"]?.string.flatMap { $0 == "NoError" ? nil : $0 }
        let details = [code, payload?["info"]?.string, payload?["vendorErrorCode"]?.string].compactMap { $0?.textIfAny }
        let whose = id == 0 ? language("The charge point as a whole", "충전기 전체") : language("Connector \(id)", "커넥터 \(id)")
        return TimelineItem(
            time: exchange.call.time, tone: known.map { StatusBadge.tone(of: $0) } ?? .neutral, what: "\(whose): \(status)",
            why: details.joined(separator: " · ").textIfAny,
            advice: code.flatMap { ChargePointErrorCode(rawValue: $0) }.flatMap { ErrorCodeWords.help($0, language) })
    }

    private func authorize(_ payload: JSONNode?, _ answer: JSONNode?, _ exchange: LoggedExchange) -> TimelineItem {
        let tag = payload?["idTag"]?.string ?? ""
        let status = answer?["idTagInfo"]?["status"]?.string ?? ""
        let link = Link(tag, "/id-tags/\(LocalPath.encoded(tag))")
        guard status != "Accepted", !status.isEmpty else {
            return TimelineItem(time: exchange.call.time, tone: .neutral, what: language("The idTag may charge:", "idTag 승인:"), links: [link])
        }
        let (why, advice) = refusal(status)
        return TimelineItem(
            time: exchange.call.time, tone: .warning, what: language("The idTag may not charge: \(why)", "idTag를 거절했습니다: \(why)"), advice: advice,
            links: [link])
    }

    private func start(_ payload: JSONNode?, _ answer: JSONNode?, _ exchange: LoggedExchange) -> TimelineItem {
        let tag = payload?["idTag"]?.string ?? ""
        let connector = payload?["connectorId"]?.int ?? 0
        let status = answer?["idTagInfo"]?["status"]?.string ?? ""
        let id = answer?["transactionId"]?.int
        var links = id.map { [Link(language("Session \($0)", "세션 \($0)"), "/sessions/\($0)")] } ?? []
        links.append(Link(tag, "/id-tags/\(LocalPath.encoded(tag))"))
        guard status == "Accepted" else {
            let (why, advice) = refusal(status)
            return TimelineItem(
                time: exchange.call.time, tone: .bad,
                what: language("A start on connector \(connector) was refused: \(why)", "커넥터 \(connector)의 충전 시작을 거절했습니다: \(why)"),
                why: language(
                    "The charge point had begun by itself; it is told to end the session (\(status)).",
                    "충전기가 먼저 시작하여, 세션을 끝내도록 응답했습니다 (\(status))."),
                advice: advice, links: links)
        }
        return TimelineItem(
            time: exchange.call.time, tone: .charging,
            what: language("A session started on connector \(connector)", "커넥터 \(connector)에서 세션이 시작되었습니다"), links: links)
    }

    private func stop(_ payload: JSONNode?, _ exchange: LoggedExchange) -> TimelineItem {
        let id = payload?["transactionId"]?.int
        let reason = payload?["reason"]?.string ?? "Local"
        let meter = payload?["meterStop"]?.int.map { language("meter at \(Quantity.count($0)) Wh", "계량기 \(Quantity.count($0)) Wh") }
        return TimelineItem(
            time: exchange.call.time, tone: .occupied, what: language("A session ended", "세션이 끝났습니다"),
            why: [Self.reason(reason, language), meter].compactMap { $0 }.joined(separator: " · "),
            links: id.map { [Link(language("Session \($0)", "세션 \($0)"), "/sessions/\($0)")] } ?? [])
    }

    /// Why a session ended (OCPP 1.6, section 7.36).
    private static func reason(_ reason: String, _ language: Language) -> String {
        let words: String? =
            switch reason {
            case "Local": language("at the charge point", "충전기에서 종료")
            case "Remote": language("from here", "원격 종료")
            case "EVDisconnected": language("the vehicle was unplugged", "차량 분리")
            case "DeAuthorized": language("the idTag was refused", "idTag 거절")
            case "PowerLoss": language("the power failed", "정전")
            case "Reboot", "HardReset", "SoftReset": language("the charge point restarted", "충전기 재시작")
            case "EmergencyStop": language("somebody pressed the emergency stop", "비상 정지 버튼")
            case "UnlockCommand": language("it was unlocked from here", "원격 잠금 해제")
            default: nil
            }
        return words.map { "\(reason): \($0)" } ?? reason
    }

    /// Why an idTag is refused, and what to do.
    private func refusal(_ status: String) -> (why: String, advice: String?) {
        switch status {
        case "Expired": (language("the idTag has expired", "만료된 idTag"), language("Prolong its expiry date if the driver may charge.", "충전을 허용하려면 만료일을 연장하십시오."))
        case "Blocked": (language("the idTag is blocked", "차단된 idTag"), language("Unblock it if the driver may charge.", "충전을 허용하려면 차단을 해제하십시오."))
        case "Invalid": (language("the idTag is not known", "등록되지 않은 idTag"), language("Register it under idTags if the driver may charge.", "충전을 허용하려면 idTag를 등록하십시오."))
        case "ConcurrentTx": (
            language("the idTag has a session elsewhere already", "다른 세션이 진행 중인 idTag"),
            language("End the other session, or allow the idTag more sessions at a time.", "다른 세션을 종료하거나 동시 세션 수를 늘리십시오."))
        case "": (language("there was no answer", "응답 없음"), nil)
        default: (status, nil)
        }
    }
}
