import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// All firmware updates, newest first.
struct FirmwareUpdatesPage: ConsolePage {
    static let path = "/firmware/updates"

    let updates: FirmwareUpdateService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let filter = FirmwareUpdateFilter(chargePoint: request.query["chargePoint"], state: try request.condition("state"))
        let words = FirmwareWords(request)
        let now = updates.now()
        let page: Page<FirmwareUpdate>
        do {
            page = try await updates.list(filter, request.page())
        } catch let error as CentralSystemError where error.code == .chargePointNotFound {
            page = Page(items: [])
        }
        let content: HTML
        if page.items.isEmpty {
            content = EmptyState.html(
                request.text("No update is here", "업데이트가 없습니다"),
                request.text("Updates of single charge points and of campaigns are followed here from the request to the reboot.", "개별 업데이트와 캠페인의 업데이트를 요청부터 재부팅까지 여기서 볼 수 있습니다."),
                actions: request.may("startFirmwareUpdate") ? [Link(request.text("Update a charge point", "충전기 업데이트"), NewUpdatePage.path)] : [])
        } else {
            content = DataTable(
                request: request, caption: request.text("Updates", "업데이트"),
                columns: [
                    Column(request.text("Charge point", "충전기")) { "<a href=\"\(LocalPath.chargePoint($0.chargePoint.identity))\">\($0.chargePoint.identity)</a>" },
                    Column(request.text("State", "상태")) { words.badge($0.life.effectiveState(at: now)) },
                    Column(request.text("Version", "버전")) { "\($0.life.versionBefore ?? "–") → \($0.life.expectedVersion ?? $0.life.reportedVersion ?? "–")" },
                    Column(request.text("Why", "사유"), isSecondary: true) { $0.life.explanation.map(words.reason) ?? "" },
                    Column(request.text("Campaign", "캠페인"), isSecondary: true) { $0.campaignId.map { "<a href=\"\(CampaignPage.of($0))\">\($0)</a>" } ?? "–" },
                    Column(request.text("Requested", "요청")) { "<a href=\"\(FirmwareUpdatePage.of($0.id))\">\(TimeText.html($0.life.requestedAt))</a>" },
                ], rows: page.items, next: page.nextCursor
            ).html
        }
        let list = LiveFragment("updates", [.firmware, .operations], content: content)
        let narrowing = FilterForm(
            request: request,
            fields: [
                Filter.chargePoint(request),
                Filter.choice(
                    request, request.text("State", "상태"), name: "state",
                    FirmwareUpdateState.allCases.map { .init($0.rawValue, words.state($0).word) }),
            ], names: ["chargePoint", "state"])
        let add: HTML =
            request.may("startFirmwareUpdate")
            ? "<a class=\"btn btn-primary\" href=\"\(NewUpdatePage.path)\">\(request.text("Update a charge point", "충전기 업데이트"))</a>" : ""
        return .content(PageContent(
            request.text("Firmware updates", "펌웨어 업데이트"), trail: Console.firmwareTrail(request), actions: add, fragments: [list],
            main: "\(Console.firmwareTabs(request))\(narrowing.html)\(list.html)"))
    }
}

/// One update with its history.
struct FirmwareUpdatePage: ConsolePage {
    static let path = "/firmware/updates/{update}"

    let updates: FirmwareUpdateService

    static func of(_ id: Int64) -> String { "\(FirmwareUpdatesPage.path)/\(id)" }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let update = try await updates.get(request.parameters["update"].flatMap { Int64($0) } ?? 0)
        let life = update.life
        let words = FirmwareWords(request)
        let state = life.effectiveState(at: updates.now())
        var lead: HTML = "<p class=\"lead\">\(words.badge(state))\(life.explanation.map { " – \(words.reason($0))" } ?? "")</p>"
        if let advice = words.advice(state) { lead += Alert.html(.warning, advice) }
        let live = LiveFragment(
            "update", [.firmware, .statuses, .operations], of: update.chargePoint.identity,
            content: "\(lead)\(Panel.html(request.text("History", "이력"), history(update, request)))\(Panel.html(request.text("What was asked for", "요청 내용"), facts(update, request)))")
        let again: HTML =
            request.may("startFirmwareUpdate")
            ? "<a class=\"btn btn-secondary\" href=\"\(Self.again(update))\">\(request.text("Send it again", "다시 보내기"))</a>" : ""
        return .content(PageContent(
            request.text("Update of \(update.chargePoint.identity)", "\(update.chargePoint.identity) 업데이트"),
            trail: Console.firmwareTrail(request) + [Link(request.text("Updates", "업데이트"), FirmwareUpdatesPage.path)], actions: again,
            fragments: [live], main: live.html))
    }

    private static func again(_ update: FirmwareUpdate) -> String {
        Fields([("chargePointId", update.chargePoint.identity), ("imageId", update.download.map { String($0.imageId) } ?? "")]).compacted
            .url(NewUpdatePage.path)
    }

    /// What happened, in its order.
    private func history(_ update: FirmwareUpdate, _ request: ConsoleRequest) -> HTML {
        let life = update.life
        let version = life.reportedVersion ?? "–"
        var events: [(Timestamp?, String)] = [
            (life.requestedAt, request.text("\(Said(request).who(update.requestedBy)) asked for it.", "요청했습니다: \(Said(request).who(update.requestedBy))")),
            (life.acceptedAt, request.text("The charge point took the request.", "충전기가 요청을 수락했습니다.")),
            (life.downloadingAt, request.text("It began to download.", "다운로드를 시작했습니다.")),
            (update.download?.completedAt, request.text("The whole file went out.", "파일 전송이 끝났습니다.")),
            (life.downloadedAt, request.text("It has the file.", "파일을 모두 받았습니다.")),
            (life.signatureVerifiedAt, request.text("It verified the signature.", "서명을 확인했습니다.")),
            (life.installingAt, request.text("It began to install.", "설치를 시작했습니다.")),
            (life.rebootedAt, request.text("It booted with version \(version).", "부팅했습니다. 버전: \(version)")),
            (life.firmwareUpdatedAt, request.text("It sent the security event FirmwareUpdated.", "보안 이벤트 FirmwareUpdated를 보냈습니다.")),
            (life.installedAt, request.text("The firmware is installed.", "펌웨어가 설치되었습니다.")),
            (life.failedAt, request.text("It reported a failure: \(life.lastReport?.rawValue ?? "–").", "실패를 보고했습니다: \(life.lastReport?.rawValue ?? "–").")),
        ]
        if life.versionConfirmed == true { events.append((life.rebootedAt, request.text("The version is the expected one.", "예상한 버전입니다."))) }
        let known = events.compactMap { moment, text in moment.map { (at: $0, text: text) } }.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
        let items = known.reduce(into: HTML.empty) { $0 += "<li>\(TimeText.html($1.at)) <span>\($1.text)</span></li>" }
        return "<ol class=\"history\">\(items)</ol>"
    }

    private func facts(_ update: FirmwareUpdate, _ request: ConsoleRequest) -> HTML {
        var facts: [(name: String, value: HTML)] = [
            (request.text("Charge point", "충전기"), "<a href=\"\(LocalPath.chargePoint(update.chargePoint.identity))\">\(update.chargePoint.identity)</a>"),
            (request.text("Location", "파일 위치"), "<code>\(update.location)</code>"),
            (request.text("From when on", "다운로드 가능 시각"), TimeText.html(update.retrieveDate)),
            (request.text("Version before", "이전 버전"), "\(update.life.versionBefore ?? "–")"),
            (request.text("Version expected", "예상 버전"), "\(update.life.expectedVersion ?? "–")"),
            (request.text("Command", "명령"), "\(update.commandId)"),
        ]
        if let campaign = update.campaignId { facts.append((request.text("Campaign", "캠페인"), "<a href=\"\(CampaignPage.of(campaign))\">\(campaign)</a>")) }
        if let download = update.download {
            let share = download.sizeBytes > 0 ? Int(download.delivered.count * 100 / download.sizeBytes) : 0
            facts.append((request.text("Image", "이미지"), "\(download.fileName), \(FirmwareWords.size(download.sizeBytes)), \(request.text("\(share) % went out", "\(share)% 전송됨"))"))
        }
        if let signed = update.signed {
            let algorithm = signed.algorithm.map(\.rawValue) ?? ""
            facts.append((request.text("Signed", "서명"), "requestId \(signed.requestId) \(algorithm)"))
            for warning in signed.warnings { facts.append((request.text("Warning", "주의"), StatusBadge.html(warning, .warning))) }
        }
        return Facts.html(facts)
    }
}
