import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// What an operator has to decide about a session: the evidence, what is proposed, and the ways to accept or override it. Nothing when
/// there is nothing to decide.
struct SessionRepair: Sendable {
    let session: Transaction
    let request: ConsoleRequest

    var html: HTML {
        if session.isInDoubt { return doubt }
        if session.state == .stale { return stale }
        return ""
    }

    private var doubt: HTML {
        guard let quarantine = session.quarantine else { return "" }
        let proposal = quarantine.proposedEnergy
        var evidence: [(name: String, value: HTML)] = [
            ("meterStart", "\(Quantity.count(session.meterStart.value)) Wh"),
            ("meterStop", "\(session.stop?.meterStop.map { "\(Quantity.count($0.value)) Wh" } ?? request.text("none", "없음"))"),
        ]
        if let last = quarantine.lastGoodSample {
            evidence.append((
                request.text("Last good meter value", "마지막 정상 계량값"),
                "\(Quantity.count(last.register.value)) Wh, \(TimeText.html(last.timestamp))"
            ))
        }
        evidence.append((request.text("In doubt since", "확인 필요 시점"), TimeText.html(quarantine.since)))
        return """
            <section class="panel repair"><h2>\(StatusBadge.html(request.text("Decide the energy", "에너지 결정"), .warning))</h2>
            <p>\(EnergyDoubt.reason(session, request)) \
            \(request.text("Until somebody decides, nothing is billed.", "결정하기 전에는 청구되지 않습니다."))</p>
            \(Facts.html(evidence))\(proposed(proposal))\(request.may("resolveQuarantine") ? override(proposal) : "")</section>
            """
    }

    private func proposed(_ energy: WattHours?) -> HTML {
        guard let energy else {
            return """
                <p class="proposal">\(request.text(
                    "There is no proposal: no meter value can be trusted. Ask the driver, or look at the display or the logs of the charge point; without any evidence, 0 is the fair answer.",
                    "신뢰할 수 있는 계량값이 없어 제안할 값이 없습니다. 운전자에게 문의하거나 충전기 화면 또는 로그를 확인하십시오. 근거가 없다면 0이 공정합니다."))</p>
                """
        }
        let accept: HTML =
            request.may("resolveQuarantine")
            ? Form.button(
                request, request.text("Bill \(Quantity.energy(energy))", "\(Quantity.energy(energy))로 확정"), action: request.path,
                values: [
                    "energyWh": String(energy.value),
                    "note": request.text("Proposal from meter values accepted", "계량값에 따른 제안 수락"),
                ], style: "btn-primary") : ""
        return """
            <div class="proposal"><p>\(request.text("Proposed, by its meter values:", "계량값에 따른 제안:")) \
            <strong class="fact-figure">\(Quantity.energy(energy))</strong></p>\(accept)</div>
            """
    }

    private func override(_ proposal: WattHours?) -> HTML {
        let isOpen: HTML = proposal == nil || request.problem != nil ? " open" : ""
        let energy = FormField(
            request: request, name: "energyWh", label: request.text("Energy to bill, in Wh", "청구할 에너지(Wh)"),
            help: request.text("1 kWh is 1000 Wh.", "1 kWh는 1000 Wh입니다."), isRequired: true)
        let note = FormField(
            request: request, name: "note", label: request.text("Why", "근거"),
            help: request.text("Kept with the session and in the audit log.", "세션과 감사 기록에 남습니다."))
        let fields: HTML = "\(energy.number(0...1_000_000_000))\(note.text(limits: ["maxlength": "1000"]))"
        return """
            <details class="override"\(isOpen)><summary>\(request.text("Decide otherwise", "다른 값으로 확정"))</summary>\
            \(Form.html(request, fields, submit: request.text("Bill this energy", "이 값으로 확정"), style: "btn-secondary"))</details>
            """
    }

    private var stale: HTML {
        guard let stale = session.stale else { return "" }
        let evidence: [(name: String, value: HTML)] = [
            (request.text("Why", "판단 근거"), "\(Self.reason(stale.reason, request.language))"),
            (request.text("Since", "시점"), TimeText.html(stale.since)),
            (
                request.text("Last meter value", "마지막 계량값"),
                session.lastMeterValueAt.map { TimeText.html($0) } ?? "\(request.text("none", "없음"))"
            ),
            (request.text("Energy by then", "그때까지의 에너지"), "\(session.lastEnergy.map { Quantity.energy($0) } ?? "–")"),
        ]
        let close: HTML =
            request.may("closeTransaction")
            ? "<a class=\"btn btn-primary\" href=\"\(CloseSessionPage.path(of: session.id))\">\(request.text("Close the session", "세션 종료 처리"))</a>" : ""
        return """
            <section class="panel repair"><h2>\(StatusBadge.html(request.text("This session never ended", "종료되지 않은 세션"), .warning))</h2>
            <p>\(request.text(
                "It is probably over, but the charge point never sent its StopTransaction. If the charge point was offline, it may still send it: give it a day.",
                "실제로는 끝난 것으로 보이지만 충전기가 StopTransaction을 보내지 않았습니다. 충전기가 오프라인이었다면 나중에 보낼 수 있으니 하루 정도 기다려 보십시오.")) \
            \(request.text(
                "You can close it by hand with the energy of its meter values; a stop that comes later still counts.",
                "계량값의 에너지로 수동 종료할 수 있으며, 나중에 종료 보고가 오면 그 값을 따릅니다."))</p>
            \(Facts.html(evidence))<p class="proposal">\(close)</p></section>
            """
    }

    /// Why a session is taken to be over, as the service wrote it, in the viewer's language.
    static func reason(_ reason: String, _ language: Language) -> String {
        if reason == "its connector reported Available" {
            return language("Its connector reported Available: the cable is out.", "커넥터가 Available을 보고했습니다. 케이블이 분리된 상태입니다.")
        }
        let words = reason.split(separator: " ")
        if words.count > 2, words[0] == "transaction", words[2] == "started" {
            return language("Session \(words[1]) started on the same connector.", "같은 커넥터에서 다른 세션이 시작되었습니다: \(words[1]).")
        }
        return Said(language).text(reason)
    }
}
