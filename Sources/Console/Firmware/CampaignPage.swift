import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One campaign: how far it is, wave by wave, and how each charge point stands.
struct CampaignPage: ConsolePage {
    static let path = "/firmware/campaigns/{campaign}"
    static let operations: [OperationName] = ["pauseFirmwareCampaign", "resumeFirmwareCampaign"]

    let centralSystem: CentralSystem

    static func of(_ id: Int64) -> String { "\(CampaignListPage.path)/\(id)" }

    static func id(_ request: ConsoleRequest) -> Int64 { request.parameters["campaign"].flatMap { Int64($0) } ?? 0 }

    /// What came of it so far, in a line.
    static func result(_ counts: FirmwareCampaignCounts, _ request: ConsoleRequest) -> HTML {
        let good = counts[.installed] + counts[.skipped]
        return "\(request.text("\(Quantity.count(good)) of \(Quantity.count(counts.total)) have it, \(Quantity.count(counts[.failed])) failed", "\(Quantity.count(counts.total))대 중 \(Quantity.count(good))대 완료, \(Quantity.count(counts[.failed]))대 실패"))"
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let progress = try await centralSystem.firmwareCampaigns.get(Self.id(request))
        let campaign = progress.campaign
        let (_, targets) = try await centralSystem.firmwareCampaigns.targets(
            of: campaign.id, state: try request.condition("state"), request.page())
        let words = FirmwareWords(request)
        let counts = progress.counts
        let good = counts[.installed] + counts[.skipped]
        let bar = ProgressBar.html(request, done: counts.total - counts.open, total: counts.total, good: good, bad: counts[.failed])
        let states = FirmwareCampaignTarget.State.allCases.filter { counts[$0] > 0 }.reduce(into: HTML.empty) { html, state in
            let (word, tone) = words.target(state)
            html += "<li><a href=\"\(Self.of(campaign.id))?state=\(state.rawValue)\">\(StatusBadge.html("\(word): \(Quantity.count(counts[state]))", tone))</a></li>"
        }
        var lead: HTML = "<p class=\"lead\">\(words.campaign(campaign.state)) \(Self.result(counts, request))</p>"
        if let reason = campaign.pauseReason, campaign.state == .paused {
            lead += Alert.html(.warning, request.text(
                "It paused by itself: \(Said(request).text(reason)). Look at those that failed below. Resume it when you know that the others will not fail the same way, or stop it.",
                "스스로 일시 중지했습니다: \(Said(request).text(reason)). 아래에서 실패한 충전기를 확인한 뒤, 나머지가 같은 문제를 겪지 않을 때 계속하거나 중지하십시오."))
        }
        let summary = LiveFragment(
            "summary", [.firmware, .operations, .statuses, .messages],
            content: "\(lead)\(buttons(campaign, request))\(bar)<ul class=\"states\">\(states)</ul>\(waves(campaign, counts, request))")
        let table = LiveFragment("targets", [.firmware, .operations, .statuses, .messages], content: DataTable(
            request: request, caption: request.text("Charge points", "충전기"), columns: columns(campaign, request), rows: targets.items,
            next: targets.nextCursor
        ).html)
        let filter = FilterForm(
            request: request,
            fields: [Filter.choice(
                request, request.text("State", "상태"), name: "state",
                FirmwareCampaignTarget.State.allCases.map { .init($0.rawValue, words.target($0).word) })],
            names: ["state"])
        return .content(PageContent(
            campaign.plan.note.map { String($0.prefix(80)) } ?? request.text("Campaign \(campaign.id)", "캠페인 \(campaign.id)"),
            trail: Console.firmwareTrail(request) + [Link(request.text("Campaigns", "캠페인"), CampaignListPage.path)],
            fragments: [summary, table],
            main: """
                \(Panel.html(request.text("Progress", "진행"), summary.html))
                \(Panel.html(request.text("Plan", "계획"), try await plan(campaign, request)))
                <h2>\(request.text("Charge points", "충전기"))</h2>\(filter.html)\(table.html)
                """))
    }

    private func buttons(_ campaign: FirmwareCampaign, _ request: ConsoleRequest) -> HTML {
        var html: HTML = ""
        let path = Self.of(campaign.id)
        if campaign.state == .running, request.may("pauseFirmwareCampaign") {
            html += Form.button(request, request.text("Pause", "일시 중지"), action: path, values: ["verb": "pause"]) + " "
        }
        if campaign.state == .paused, request.may("resumeFirmwareCampaign") {
            html += Form.button(request, request.text("Resume", "계속"), action: path, values: ["verb": "resume"], style: "btn-primary") + " "
        }
        if [.preparing, .running, .paused].contains(campaign.state), request.may("cancelFirmwareCampaign") {
            html += "<a class=\"btn btn-secondary\" href=\"\(path)/stop\">\(request.text("Stop it", "중지"))</a>"
        }
        return "<p class=\"campaign-buttons\">\(html)</p>"
    }

    /// The waves and where the campaign is among them.
    private func waves(_ campaign: FirmwareCampaign, _ counts: FirmwareCampaignCounts, _ request: ConsoleRequest) -> HTML {
        guard !campaign.waves.isEmpty else { return "" }
        var first: Int64 = 1
        let items = campaign.waves.prefix(50).enumerated().reduce(into: HTML.empty) { html, wave in
            let number = wave.offset + 1
            let size = wave.element - first + 1
            first = wave.element + 1
            let isOver = number < campaign.wave || campaign.state == .finished
            let isNow = number == campaign.wave && !isOver
            let badge: HTML =
                isOver ? StatusBadge.html(request.text("done", "완료"), .good)
                : isNow ? StatusBadge.html(request.text("now", "진행 중"), campaign.state == .paused ? .warning : .charging)
                : StatusBadge.html(request.text("to come", "예정"), .neutral)
            let current: HTML = isNow ? " aria-current=\"step\"" : ""
            html += "<li\(current)><strong>\(request.text("Wave \(number)", "웨이브 \(number)"))</strong> \(badge) <span class=\"detail\">\(request.text("\(Quantity.count(Int(size))) charge point\(size == 1 ? "" : "s")", "충전기 \(Quantity.count(Int(size)))대"))</span></li>"
        }
        return "<ol class=\"waves\">\(items)</ol>"
    }

    private func plan(_ campaign: FirmwareCampaign, _ request: ConsoleRequest) async throws -> HTML {
        let plan = campaign.plan
        let source: String =
            switch plan.source {
            case .image(let id): (try? await centralSystem.firmwareImages.get(id)).map(FirmwareWords.label) ?? "#\(id)"
            case .location(let url): FirmwareCampaign.shown(location: url)
            }
        return Facts.html([
            (request.text("Firmware", "펌웨어"), "\(source)"), (request.text("Version expected", "예상 버전"), "\(plan.version ?? request.text("that of the image", "이미지의 버전"))"),
            (request.text("At a time", "동시 진행 수"), "\(plan.parallelism)"),
            (request.text("Pauses when", "일시 중지 조건"), "\(request.text("more than \(plan.maximumFailurePercent) % of at least \(plan.minimumFinished) fail", "\(plan.minimumFinished)대 이상 중 \(plan.maximumFailurePercent)% 초과 실패"))"),
            (request.text("Waits for offline ones", "오프라인 대기"), "\(Span.text(seconds: plan.offlineWaitSeconds, request.language))"),
            (request.text("Deadline", "기한"), TimeText.html(plan.deadline, otherwise: request.text("none", "없음"))), (request.text("Signed", "서명"), "\(plan.signing == nil ? request.text("no", "아니요") : request.text("yes", "예"))"),
            (request.text("Started", "시작"), "\(TimeText.html(campaign.createdAt)) · \(Said(request).who(campaign.requestedBy))"),
        ] + (campaign.finishedAt.map { [(request.text("Finished", "종료"), TimeText.html($0))] } ?? []))
    }

    private func columns(_ campaign: FirmwareCampaign, _ request: ConsoleRequest) -> [Column<FirmwareCampaignTarget>] {
        let words = FirmwareWords(request)
        return [
            Column(request.text("Charge point", "충전기")) { "<a href=\"\(LocalPath.chargePoint($0.chargePointId))\">\($0.chargePointId)</a>" },
            Column(request.text("Wave", "웨이브"), isNumber: true) { "\(campaign.wave(of: $0.number).map { String($0) } ?? "–")" },
            Column(request.text("State", "상태")) { target in
                let (word, tone) = words.target(target.state)
                let badge = StatusBadge.html(word, tone)
                return target.updateId.map { "<a href=\"\(FirmwareUpdatePage.of($0))\">\(badge)</a>" } ?? badge
            },
            Column(request.text("Why", "사유")) { $0.explanation.map(words.reason) ?? "" },
            Column(request.text("Tries", "시도"), isNumber: true, isSecondary: true) { "\($0.attempts)" },
            Column(request.text("When", "시각"), isSecondary: true) { TimeText.html($0.finishedAt) },
        ]
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let path = ["campaignId": String(Self.id(request))]
        switch request.form["verb"] {
        case "pause":
            try await request.call("pauseFirmwareCampaign", .init(path: path))
            return .redirect(request.path, .success(request.text(
                "It is paused: nothing new is begun; what is under way goes on.", "일시 중지했습니다. 새로 시작하지 않으며 진행 중인 업데이트는 계속됩니다.")))
        case "resume":
            try await request.call("resumeFirmwareCampaign", .init(path: path))
            return .redirect(request.path, .success(request.text("It goes on.", "계속 진행합니다.")))
        default: throw Problem(.invalidRequest, request.text("Choose what to do.", "할 일을 선택하십시오."))
        }
    }
}

/// Stops a campaign for good.
struct StopCampaignPage: ConsolePage {
    static let path = "/firmware/campaigns/{campaign}/stop"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["cancelFirmwareCampaign"]

    let campaigns: FirmwareCampaignService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let progress = try await campaigns.get(CampaignPage.id(request))
        let waiting = Quantity.count(progress.counts[.waiting])
        let updating = Quantity.count(progress.counts[.updating])
        return .content(Confirmation.content(
            request, title: request.text("Stop the campaign for good?", "캠페인을 완전히 중지할까요?"),
            consequence: request.text(
                "\(waiting) charge points that wait will not be updated. \(updating) updates under way cannot be called back and are followed to their end. A stopped campaign cannot go on; pause it if you want to look first.",
                "대기 중인 충전기 \(waiting)대는 업데이트되지 않습니다. 진행 중인 업데이트 \(updating)건은 되돌릴 수 없으며 끝까지 진행됩니다. 중지한 캠페인은 다시 시작할 수 없으니, 먼저 살펴보려면 일시 중지하십시오."),
            submit: request.text("Stop it", "중지"), back: CampaignPage.of(progress.campaign.id),
            trail: Console.firmwareTrail(request) + [Link(request.text("Campaigns", "캠페인"), CampaignListPage.path)]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = CampaignPage.id(request)
        try await request.call("cancelFirmwareCampaign", .init(path: ["campaignId": String(id)]))
        return .redirect(CampaignPage.of(id), .success(request.text("The campaign is stopped.", "캠페인을 중지했습니다.")))
    }
}
