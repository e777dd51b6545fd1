import CentralSystem
import Markup
import WebAPI

/// What making and changing a configuration template have in common.
struct ConfigurationTemplateForm: Sendable {
    let request: ConsoleRequest
    /// What stands in the fields at first.
    var initial = ConfigurationTemplateValues(values: [])

    /// Everything but the name.
    var html: HTML {
        let (vendor, model, firmwareVersion, group) = Self.filter(initial.selection)
        func field(_ name: String, _ label: String, _ value: String?) -> HTML {
            FormField(request: request, name: name, label: label, value: value).text(limits: ["maxlength": "500"])
        }
        return """
            \(FormField(
                request: request, name: "values", label: request.text("Keys and values", "키와 값"),
                help: request.text(
                    "One key in each line: HeartbeatInterval = 300. They are sent in this order. Secrets such as AuthorizationKey are not kept in templates.",
                    "한 줄에 키 하나씩: HeartbeatInterval = 300. 이 순서대로 보냅니다. AuthorizationKey 같은 비밀은 템플릿에 저장하지 않습니다."),
                value: ConfigurationText.text(initial.values), isRequired: true
            ).area(rows: min(max(initial.values.count + 2, 8), 24)))\
            \(known)
            <fieldset><legend>\(request.text("For which charge points", "대상 충전기"))</legend>
            <p class="form-text">\(request.text(
                "All that match everything given here. With nothing given, the template is for charge points that are named each time.",
                "입력한 조건에 모두 맞는 충전기입니다. 비워 두면 적용할 때마다 충전기를 지정합니다."))</p>
            <div class="form-columns">\(field("vendor", request.text("Vendor", "제조사"), vendor))\
            \(field("model", request.text("Model", "모델"), model))\
            \(field("firmwareVersion", request.text("Firmware version", "펌웨어 버전"), firmwareVersion))\
            \(field("group", request.text("Group", "그룹"), group))</div></fieldset>
            \(FormField(request: request, name: "note", label: request.text("Note", "메모"), value: initial.note).area(rows: 2))
            """
    }

    /// The keys that the specification knows, to look them up.
    private var known: HTML {
        let words = ConfigurationWords(request)
        let keys = StandardConfigurationKey.all.filter { $0.access != .readOnly && !$0.name.isSecret }
        let table = DataTable(
            request: request, caption: request.text("Keys of the specification", "규격의 설정 키"),
            columns: [
                Column(request.text("Key", "키")) { "<span class=\"key-name\">\($0.name.text)</span>" },
                Column(request.text("Value", "값"), isSecondary: true) { key in
                    "\([key.type.name, key.unit].compactMap { $0 }.joined(separator: ", "))"
                },
                Column(request.text("What it does", "설명")) { words.meaning($0.name) },
            ], rows: keys, isWhole: true
        ).html
        return """
            <details class="known-keys"><summary>\(request.text("Keys of the specification that can be set", "설정할 수 있는 규격의 키"))</summary>\(table)</details>
            """
    }

    private static func filter(_ selection: TargetSelection?) -> (String?, String?, String?, String?) {
        guard case .filter(let vendor, let model, let firmwareVersion, let group) = selection else { return (nil, nil, nil, nil) }
        return (vendor, model, firmwareVersion, group)
    }

    /// The body of the operation.
    ///
    /// - Parameter name: of a template that is made; nil for one that is changed.
    /// - Throws: `Problem` for a line that is none.
    func body(name: String?) throws(Problem) -> JSONText {
        let settings: [ConfigurationSetting]
        do {
            settings = try ConfigurationText.settings(request.form["values"] ?? "")
        } catch {
            throw Problem.invalidMember("values", request.text(
                "Line \(error.line) is no key with a value. Write it like this: HeartbeatInterval = 300",
                "\(error.line)번째 줄이 올바르지 않습니다. 다음과 같이 입력하십시오: HeartbeatInterval = 300"))
        }
        func text(_ member: String) -> JSONText? { request.form[member].map { .string($0) } }
        return .object([
            "name": name.map { .string($0) }, "vendor": text("vendor"), "model": text("model"), "firmwareVersion": text("firmwareVersion"),
            "group": text("group"), "values": .object(settings.map { ($0.name.text, .string($0.value)) }), "note": text("note"),
        ])
    }

    /// Calls an operation; what is wrong with a key is told beside the field that holds all of them.
    func call(_ operation: OperationName, _ input: OperationCaller.Input) async throws(Problem) {
        do {
            try await request.call(operation, input)
        } catch {
            guard error.member?.hasPrefix("values.") ?? false else { throw error }
            throw Problem.invalidMember("values", error.detail)
        }
    }
}

/// Makes a template, from nothing or from what a charge point has.
struct NewConfigurationTemplatePage: ConsolePage {
    static let path = "/configuration/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createConfigurationTemplate"]

    let centralSystem: CentralSystem

    /// The form with the values of a charge point in it.
    static func from(_ chargePoint: String) -> String { Fields([("from", chargePoint)]).url(path) }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        var form = ConfigurationTemplateForm(request: request)
        var name: String?
        var lead = request.text("Nothing is sent until you apply the template.", "템플릿을 적용할 때까지 아무것도 보내지 않습니다.")
        if let id = request.query["from"], request.form.isEmpty {
            let chargePoint = try await centralSystem.chargePoints.get(id)
            form.initial = try await values(of: chargePoint)
            name = chargePoint.bootNotification.map { "\($0.chargePointVendor) \($0.chargePointModel)" } ?? chargePoint.id
            lead = request.text(
                "These are the values of \(id) that can be set, as far as they are known. Take out what is of this charge point alone. \(lead)",
                "\(id)의 변경 가능한 설정값 중 알려진 것입니다. 이 충전기에만 해당하는 값은 빼십시오. \(lead)")
        }
        let field = FormField(
            request: request, name: "name", label: request.text("Name", "이름"),
            help: request.text("At most 100 characters, such as “Harbour Works, all sites”.", "최대 100자. 예: Harbour Works 전체"),
            value: name.map { String($0.prefix(100)) }, isRequired: true
        ).text(limits: ["maxlength": "100"])
        return .content(PageContent(
            request.text("New configuration template", "새 설정 템플릿"), trail: ConfigurationTemplatePage.trail(request),
            main: """
                <p class="lead">\(lead)</p>\(Form.html(request, "\(field)\(form.html)", submit: request.text("Save", "저장")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let form = ConfigurationTemplateForm(request: request)
        let name = request.form["name"] ?? ""
        try await form.call("createConfigurationTemplate", .init(body: form.body(name: name)))
        return .redirect(ConfigurationTemplatePage.of(name), .success(request.text("The template is saved.", "템플릿을 저장했습니다.")))
    }

    /// What a charge point has, as far as it can be set.
    private func values(of chargePoint: ChargePoint) async throws -> ConfigurationTemplateValues {
        let configuration = try await centralSystem.configurations.configuration(of: chargePoint.id)
        let settings = configuration.present.compactMap { entry -> ConfigurationSetting? in
            guard entry.isReadonly != true, !entry.name.isSecret, let value = entry.pending?.value ?? entry.value else { return nil }
            return ConfigurationSetting(entry.name, value)
        }
        let boot = chargePoint.bootNotification
        return ConfigurationTemplateValues(
            selection: TargetSelection(
                vendor: boot?.chargePointVendor, model: boot?.chargePointModel, firmwareVersion: nil,
                group: boot == nil ? chargePoint.group : nil),
            values: Array(settings.prefix(ConfigurationTemplateValues.mostKeys)))
    }
}

/// Changes a template.
struct EditConfigurationTemplatePage: ConsolePage {
    static let path = "/configuration/templates/{name}/edit"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["putConfigurationTemplate"]

    let templates: ConfigurationTemplateService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let template = try await templates.get(request.parameters["name"] ?? "")
        let values = ConfigurationTemplateValues(selection: template.selection, values: template.values, note: template.note)
        return .content(PageContent(
            request.text("Edit \(template.name)", "\(template.name) 편집"), trail: ConfigurationTemplatePage.trail(request, template.name),
            main: Form.html(
                request, ConfigurationTemplateForm(request: request, initial: values).html, submit: request.text("Save", "저장"))))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let form = ConfigurationTemplateForm(request: request)
        let name = request.parameters["name"] ?? ""
        try await form.call("putConfigurationTemplate", .init(path: ["name": name], body: form.body(name: nil)))
        return .redirect(ConfigurationTemplatePage.of(name), .success(request.text(
            "The template is saved. Charge points keep what they have until it is applied.",
            "템플릿을 저장했습니다. 적용할 때까지 충전기는 기존 설정값을 유지합니다.")))
    }
}
