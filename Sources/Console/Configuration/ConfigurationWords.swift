import CentralSystem
import Markup

/// Configuration templates in words.
struct ConfigurationWords: Sendable {
    let request: ConsoleRequest

    init(_ request: ConsoleRequest) { self.request = request }

    /// Which charge points a template is for.
    func selection(_ selection: TargetSelection?) -> String {
        guard case .filter(let vendor, let model, let firmwareVersion, let group) = selection else {
            return request.text("none by itself: they are named each time", "없음: 적용할 때마다 지정합니다")
        }
        return [
            vendor.map { "\(request.text("vendor", "제조사")) \($0)" }, model.map { "\(request.text("model", "모델")) \($0)" },
            firmwareVersion.map { "\(request.text("firmware", "펌웨어")) \($0)" }, group.map { "\(request.text("group", "그룹")) \($0)" },
        ].compactMap { $0 }.joined(separator: ", ")
    }

    func drift(_ kind: ConfigurationDrift.Kind) -> HTML {
        switch kind {
        case .differs: StatusBadge.html(request.text("Another value", "값이 다름"), .warning)
        case .pendingReboot: StatusBadge.html(request.text("Waits for a restart", "재시작 대기"), .neutral)
        case .missing: StatusBadge.html(request.text("Not among its keys", "키가 없음"), .warning)
        case .unknown: StatusBadge.html(request.text("It does not know the key", "지원하지 않는 키"), .bad)
        case .neverRead: StatusBadge.html(request.text("Never read", "읽은 적 없음"), .neutral)
        }
    }

    /// Where a charge point stands, in a word.
    func state(_ drift: ConfigurationDrift) -> HTML {
        let count = Quantity.count(drift.keys.count)
        if drift.isInSync { return StatusBadge.html(request.text("As the template says", "템플릿과 일치"), .good) }
        if drift.keys.allSatisfy({ $0.kind == .neverRead }) { return StatusBadge.html(request.text("Never read", "읽은 적 없음"), .neutral) }
        if drift.keys.allSatisfy({ $0.kind == .pendingReboot }) { return StatusBadge.html(request.text("Waits for a restart", "재시작 대기"), .occupied) }
        return StatusBadge.html(
            drift.keys.count == 1 ? request.text("1 key departs", "다른 키 1개") : request.text("\(count) keys depart", "다른 키 \(count)개"), .warning)
    }

    /// What to do next about a charge point that departs.
    func advice(_ drift: ConfigurationDrift) -> String {
        let kinds = Set(drift.keys.map(\.kind))
        if kinds == [.neverRead] {
            return request.text("Read its configuration, or apply the template: every key is sent then.", "설정값을 읽거나 템플릿을 적용하십시오. 적용하면 모든 키를 보냅니다.")
        }
        if kinds == [.pendingReboot] { return request.text("Restart it.", "충전기를 재시작하십시오.") }
        if kinds.isSubset(of: [.unknown, .missing]) {
            return request.text("It may not have these keys: take them out, or make a template for its model alone.", "지원하지 않는 키일 수 있습니다. 키를 빼거나 해당 모델용 템플릿을 따로 만드십시오.")
        }
        if drift.keys.contains(where: { $0.kind == .differs && $0.isReadonly == true }) {
            return request.text("It says that some of these keys are read-only: they are set at the charge point itself.", "일부 키는 읽기 전용이라고 보고했습니다. 충전기에서 직접 설정해야 합니다.")
        }
        return request.text("Apply the template.", "템플릿을 적용하십시오.")
    }

    /// A value with its unit.
    static func value(_ setting: ConfigurationSetting) -> HTML {
        let unit: HTML = StandardConfigurationKey.named(setting.name)?.unit.map { " <span class=\"detail\">\($0)</span>" } ?? ""
        return setting.value.isEmpty ? "<span class=\"detail\">–</span>" : "<code>\(setting.value)</code>\(unit)"
    }

    /// What a key does.
    func meaning(_ name: ConfigurationKeyName) -> HTML {
        "<span class=\"detail\">\(ConfigurationKeyWords.html(name, request) ?? "\(request.text("a key of the vendor", "제조사 고유 키"))")</span>"
    }
}
