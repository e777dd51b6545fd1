import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Firmware campaigns, newest first.
struct CampaignListPage: ConsolePage {
    static let path = "/firmware/campaigns"

    let campaigns: FirmwareCampaignService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await campaigns.list(state: try request.condition("state"), request.page(limit: 15))
        let words = FirmwareWords(request)
        let add: HTML =
            request.may("createFirmwareCampaign")
            ? "<a class=\"btn btn-primary\" href=\"\(NewCampaignPage.path)\">\(request.text("New campaign", "새 캠페인"))</a>" : ""
        let content: HTML
        if page.items.isEmpty {
            content = EmptyState.html(
                request.text("There are no campaigns yet", "아직 캠페인이 없습니다"),
                request.text(
                    "A campaign updates many charge points in waves: a few first, and the rest when those went well. It pauses by itself when too many fail.",
                    "캠페인은 여러 충전기를 웨이브로 나누어 업데이트합니다. 먼저 일부만 진행하고 문제가 없으면 나머지를 진행하며, 실패가 많으면 스스로 멈춥니다."),
                actions: request.may("createFirmwareCampaign") ? [Link(request.text("New campaign", "새 캠페인"), NewCampaignPage.path)] : [])
        } else {
            content = DataTable(
                request: request, caption: request.text("Campaigns", "캠페인"),
                columns: [
                    Column(request.text("Campaign", "캠페인")) { progress in
                        let note = progress.campaign.plan.note.map { String($0.prefix(80)) }
                        return "<a href=\"\(CampaignPage.of(progress.campaign.id))\">\(note ?? request.text("Campaign \(progress.campaign.id)", "캠페인 \(progress.campaign.id)"))</a>"
                    },
                    Column(request.text("State", "상태")) { words.campaign($0.campaign.state) },
                    Column(request.text("Wave", "웨이브")) { "\($0.campaign.wave) / \($0.campaign.waves.count)" },
                    Column(request.text("Result", "결과")) { CampaignPage.result($0.counts, request) },
                    Column(request.text("Started", "시작"), isSecondary: true) { "\(TimeText.html($0.campaign.createdAt)) · \(Said(request).who($0.campaign.requestedBy))" },
                ], rows: page.items, next: page.nextCursor
            ).html
        }
        let list = LiveFragment("campaigns", [.firmware, .operations, .messages], content: content)
        return .content(PageContent(
            request.text("Firmware campaigns", "펌웨어 캠페인"), trail: Console.firmwareTrail(request), actions: add, fragments: [list],
            main: "\(Console.firmwareTabs(request))\(list.html)"))
    }
}

/// Plans a campaign.
struct NewCampaignPage: ConsolePage {
    static let path = "/firmware/campaigns/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createFirmwareCampaign"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let source = try await FirmwareSourceForm(request, centralSystem)
        func number(_ name: String, _ label: String, _ help: String?, _ value: String?, _ range: ClosedRange<Int>) -> HTML {
            FormField(request: request, name: name, label: label, help: help, value: value).number(range)
        }
        let fields: HTML = """
            \(FormField(request: request, name: "note", label: request.text("Name of the campaign", "캠페인 이름")).text())
            \(source.html)\(TargetForm(request: request).html)
            <fieldset><legend>\(request.text("Waves", "웨이브"))</legend>
            \(FormField(
                request: request, name: "waves", label: request.text("Parts of the whole, in percent", "웨이브별 비율 (%)"),
                help: request.text(
                    "“5, 25” means: 5 % first, then 25 %, then the rest. Each wave begins when every charge point of the one before has its result. Empty: all at once.",
                    "“5, 25”는 먼저 5%, 다음 25%, 그다음 나머지를 뜻합니다. 앞 웨이브의 결과가 모두 나와야 다음이 시작됩니다. 비워 두면 한 번에 진행합니다."),
                value: "5, 25").text())
            <div class="form-columns">
            \(number("parallelism", request.text("At a time", "동시 진행 수"), nil, "10", 1...1000))
            \(number("maximumFailurePercent", request.text("Pause when more than … % fail", "실패율이 …%를 넘으면 일시 중지"), nil, "20", 0...100))
            \(number("minimumFinished", request.text("Judge that after … results", "결과가 …개 나온 뒤 판단"), nil, "5", 1...100_000))
            \(number("offlineWaitHours", request.text("Hours a wave waits for offline ones", "오프라인 충전기 대기 (시간)"), nil, "24", 0...8760))</div>
            \(FormField(
                request: request, name: "skipUpdated", label: request.text("What to do with those that have the version already", "이미 해당 버전인 충전기"), value: "true"
            ).choice([.init("true", request.text("Pass them over", "건너뛰기")), .init("false", request.text("Update them again", "다시 업데이트"))]))
            \(FormField(
                request: request, name: "deadline", label: request.text("Give up those not reached by", "기한까지 연결되지 않으면 포기") + " (\(LocalTime(request).zone))").text(type: "datetime-local"))
            </fieldset>
            """
        return .content(PageContent(
            request.text("New campaign", "새 캠페인"),
            trail: Console.firmwareTrail(request) + [Link(request.text("Campaigns", "캠페인"), CampaignListPage.path)],
            main: """
                <p class="lead">\(request.text(
                    "The next step shows which charge points it is for; then the first wave begins at once. Each charge point downloads, installs when nobody charges there, and reboots.",
                    "다음 단계에서 대상 충전기를 확인하면 첫 웨이브가 바로 시작됩니다. 각 충전기는 펌웨어를 내려받아 충전이 없을 때 설치하고 재부팅합니다."))</p>
                \(Form.html(request, fields, submit: request.text("Go on", "다음")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        if TargetConfirmation.goesBack(request) { return try await show(request) }
        let form = ScheduleForm(request)
        let source = try await FirmwareSourceForm(request, centralSystem)
        let target = try TargetForm(request: request).target()
        let members: [(String, JSONText?)] = [
            ("target", target), ("note", request.form["note"].map { .string($0) }),
            ("wavePercentages", try waves(request)), ("parallelism", try form.integer("parallelism", 1...1000).map { .integer($0) }),
            ("maximumFailurePercent", try form.integer("maximumFailurePercent", 0...100).map { .integer($0) }),
            ("minimumFinished", try form.integer("minimumFinished", 1...100_000).map { .integer($0) }),
            ("offlineWaitSeconds", try form.integer("offlineWaitHours", 0...8760).map { .integer($0 * 3600) }),
            ("skipUpdated", .bool(request.form["skipUpdated"] != "false")), ("deadline", try form.moment("deadline").map { .string($0.rfc3339) }),
        ]
        let body = JSONText.object(members + (try source.members()))
        let confirmation = try await TargetConfirmation(request, target, centralSystem.bulkOperations)
        guard confirmation.isConfirmed else { return .content(try self.confirmation(confirmation, request)) }
        let result = try await request.call("createFirmwareCampaign", .init(body: body))
        return .redirect(CampaignPage.of(Int64(result.body["id"]?.int ?? 0)), .success(request.text("The campaign has begun.", "캠페인을 시작했습니다.")))
    }

    /// Before the first wave begins.
    private func confirmation(_ confirmation: TargetConfirmation, _ request: ConsoleRequest) throws -> PageContent {
        let plan = try percentages(request).map { WavePlan.percentages($0) } ?? .all
        var last: Int64 = 0
        let sizes = plan.ends(total: Int64(confirmation.targets.count)).map { end -> String in
            defer { last = end }
            return Quantity.count(Int(end - last))
        }
        let waves = Facts.html([(request.text("Charge points in each wave", "웨이브별 충전기 수"), "\(sizes.joined(separator: ", "))")])
        return confirmation.content(
            title: request.text("Begin this campaign?", "캠페인을 시작할까요?"),
            consequence: request.text(
                "The first wave begins at once: its charge points download the firmware, install it and reboot. Drivers cannot charge there meanwhile.",
                "첫 웨이브가 바로 시작됩니다. 해당 충전기는 펌웨어를 내려받아 설치하고 재부팅하며, 그동안은 충전할 수 없습니다."),
            facts: waves, submit: request.text("Begin the campaign", "캠페인 시작"),
            trail: Console.firmwareTrail(request) + [Link(request.text("Campaigns", "캠페인"), CampaignListPage.path)])
    }

    private func waves(_ request: ConsoleRequest) throws(Problem) -> JSONText? {
        try percentages(request).map { .list($0.map { .integer($0) }) }
    }

    private func percentages(_ request: ConsoleRequest) throws(Problem) -> [Int]? {
        guard let text = request.form["waves"] else { return nil }
        let parts = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map { $0.replacing("%", with: "") }.filter { !$0.isEmpty }
        let numbers = parts.compactMap { Int($0) }
        guard !parts.isEmpty, numbers.count == parts.count, numbers.allSatisfy({ (1...100).contains($0) }), numbers.reduce(0, +) <= 100 else {
            throw .invalidMember("waves", request.text(
                "Numbers from 1 to 100 that add up to at most 100, such as 5, 25.", "합이 100 이하인 1~100의 수를 입력하십시오. 예: 5, 25"))
        }
        return numbers
    }
}
