import CentralSystem
import Markup
import OCPPJ

/// Where the energy of a session comes from, in words, with the numbers that it was computed from.
struct EnergyAccount: Sendable {
    let session: Transaction
    let request: ConsoleRequest

    var html: HTML { "<p>\(sentence)</p>\(sources)" }

    private func wattHours(_ energy: WattHours) -> String { "\(Quantity.count(energy.value)) Wh" }

    private var sentence: HTML {
        if let energy = session.energy {
            switch energy.source {
            case .registers: return fromRegisters(energy.wattHours)
            case .meterValues:
                return """
                    \(request.text(
                        "An operator closed the session, so there is no meterStop. The energy is that of its last good meter value:",
                        "운영자가 종료 처리하여 meterStop이 없습니다. 마지막 정상 계량값의 에너지를 사용합니다:")) \
                    <strong>\(Quantity.energy(energy.wattHours))</strong>
                    """
            case .operator:
                return """
                    \(request.text("An operator decided it:", "운영자가 확정했습니다:")) <strong>\(Quantity.energy(energy.wattHours))</strong>
                    """
            }
        }
        if session.isInDoubt {
            return "\(request.text("It is not known yet; see above what to decide.", "아직 확정되지 않았습니다. 위에서 결정하십시오."))"
        }
        let later = request.text(
            "When the session ends, it will be meterStop − meterStart.", "세션이 끝나면 meterStop − meterStart로 계산합니다.")
        guard let last = session.lastEnergy else {
            return "\(request.text("No meter value with energy has come yet.", "아직 에너지 계량값이 없습니다.")) \(later)"
        }
        return "\(request.text("So far, by the last good meter value:", "마지막 정상 계량값 기준 현재까지:")) <strong>\(Quantity.energy(last))</strong>. \(later)"
    }

    private func fromRegisters(_ energy: WattHours) -> HTML {
        guard let stop = session.stop?.meterStop else { return "<strong>\(Quantity.energy(energy))</strong>" }
        return """
            <span class="sum">meterStop − meterStart = \(wattHours(stop)) − \(wattHours(session.meterStart)) = \
            <strong>\(Quantity.energy(energy))</strong></span>
            """
    }

    private var sources: HTML {
        var facts: [(name: String, value: HTML)] = [
            ("meterStart (StartTransaction)", "\(wattHours(session.meterStart))")
        ]
        if let stop = session.stop {
            facts.append(("meterStop (StopTransaction)", "\(stop.meterStop.map(wattHours) ?? request.text("none", "없음"))"))
        }
        if let last = session.lastEnergy {
            facts.append((request.text("Meter values (MeterValues)", "계량값 (MeterValues)"), "\(wattHours(last))"))
        }
        if let quarantine = session.quarantine, let resolution = quarantine.resolution {
            facts.append((request.text("Why it was in doubt", "확인이 필요했던 이유"), "\(EnergyDoubt.reason(session, request))"))
            facts.append((request.text("Decided by", "결정한 사람"), "\(resolution.by), \(TimeText.html(resolution.at))"))
            if !resolution.text.isEmpty { facts.append((request.text("Note", "메모"), DataText.html(resolution.text))) }
        }
        return Facts.html(facts)
    }
}

/// Why the energy of a session is in doubt, in plain words.
enum EnergyDoubt {
    static func reason(_ session: Transaction, _ request: ConsoleRequest) -> String {
        guard let quarantine = session.quarantine else { return "" }
        let start = session.meterStart.value
        guard let stop = session.stop?.meterStop?.value else {
            return request.text(
                "The session was closed by an operator, and no meter reading tells its energy.",
                "운영자가 종료 처리했으며, 에너지를 알 수 있는 계량값이 없습니다.")
        }
        if start < 0 {
            return request.text("meterStart is \(start) Wh: no meter shows that.", "meterStart가 \(start) Wh로, 실제 계량기에서는 나올 수 없는 값입니다.")
        }
        if stop < 0 {
            return request.text("meterStop is \(stop) Wh: no meter shows that.", "meterStop이 \(stop) Wh로, 실제 계량기에서는 나올 수 없는 값입니다.")
        }
        if stop == 0, start > 0 {
            return request.text(
                "meterStop is 0 although the meter stood at \(Quantity.count(start)) Wh at the start: the charge point probably lost its reading.",
                "시작 시 계량기가 \(Quantity.count(start)) Wh였는데 meterStop이 0입니다. 충전기가 계량값을 잃어버린 것으로 보입니다.")
        }
        if stop < start {
            return request.text(
                "The meter ran backwards: meterStop \(Quantity.count(stop)) Wh is below meterStart \(Quantity.count(start)) Wh.",
                "계량기가 거꾸로 갔습니다. meterStop \(Quantity.count(stop)) Wh가 meterStart \(Quantity.count(start)) Wh보다 작습니다.")
        }
        if stop == start {
            return request.text(
                "meterStop equals meterStart, but its meter values show that energy was charged.",
                "meterStop과 meterStart가 같지만, 계량값에는 충전된 에너지가 있습니다.")
        }
        return Said(request).text(quarantine.reason)
    }
}
