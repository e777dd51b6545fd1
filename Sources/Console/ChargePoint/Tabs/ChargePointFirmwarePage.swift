import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// The firmware of a charge point: what it runs, its updates with how far they came, and beginning one.
struct ChargePointFirmwarePage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/firmware"
    static let operations: [OperationName] = ["startFirmwareUpdate"]
    private static let shownImages = 100

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let page = try await centralSystem.firmwareUpdates.list(.init(chargePoint: frame.id), request.page(limit: 20))
        let boot = frame.chargePoint.bootNotification
        let running = Panel.html(request.text("What it runs", "현재 펌웨어"), Facts.html([
            (request.text("Version", "버전"), "\(boot?.firmwareVersion ?? "–")"),
            (request.text("As reported at", "보고 시각"), TimeText.html(boot?.receivedAt)),
            (request.text("Model", "모델"), "\([boot?.chargePointVendor, boot?.chargePointModel].compactMap { $0 }.joined(separator: " "))"),
        ]))
        let list: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("It was never updated from here", "여기에서 업데이트한 기록이 없습니다"),
                request.text("Upload an image under Firmware, then begin an update below.", "펌웨어 메뉴에서 이미지를 업로드한 뒤 아래에서 업데이트를 시작하십시오."),
                actions: [Link(request.text("To the images", "펌웨어 이미지로"), "/firmware")])
            : DataTable(
                request: request, caption: request.text("Updates", "업데이트"), columns: columns(request), rows: page.items, next: page.nextCursor
            ).html
        let live = LiveFragment(
            "updates", [.firmware, .statuses, .operations, .securityEvents], of: frame.id, content: "\(frame.offlineNotice)\(running)\(list)")
        return .content(frame.content(.firmware, fragments: [live], main: "\(live.html)\(try await form(frame))"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        var starting = request
        let id = request.parameters["id"] ?? ""
        starting.form = request.form.with(["chargePointId": id])
        try await starting.submit("startFirmwareUpdate")
        return .redirect(LocalPath.of(Self.path, ["id": id]), .success(request.text(
            "The charge point took the order. Its progress is shown here.", "충전기가 업데이트 요청을 받았습니다. 진행 상황이 여기에 표시됩니다.")))
    }

    private func form(_ frame: ChargePointFrame) async throws -> HTML {
        let request = frame.request
        guard request.may("startFirmwareUpdate"), frame.chargePoint.isConnected else { return "" }
        let images = try await centralSystem.firmwareImages.list(.init(limit: Self.shownImages)).items
        let options = images.map { image in
            FormField.Option(String(image.id), [image.fileName, image.version, image.vendor, image.model].compactMap { $0 }.joined(separator: " · "))
        }
        return Panel.html(request.text("Update it", "업데이트"), """
            <p class="detail">\(request.text(
                "The charge point downloads the firmware, installs it and restarts. Running sessions are usually finished first, but some charge points end them.",
                "충전기가 펌웨어를 내려받아 설치하고 재시작합니다. 보통 진행 중인 세션이 끝난 뒤 설치하지만, 세션을 중단하는 충전기도 있습니다."))</p>\
            \(Form.html(request, """
                \(FormField(
                    request: request, name: "imageId", label: request.text("Image of this server", "서버의 펌웨어 이미지")).choice([.init("", "–")] + options))\
                \(FormField(
                    request: request, name: "location", label: request.text("Or any other URL", "또는 다른 URL"), help: "ftp://, http://, https://").text(type: "text"))\
                \(FormField(
                    request: request, name: "retries", label: request.text("Further tries when the download fails", "다운로드 실패 시 재시도 횟수")).number(0...100))
                """, submit: request.text("Begin the update", "업데이트 시작")))
            """)
    }

    private func columns(_ request: ConsoleRequest) -> [Column<FirmwareUpdate>] {
        let now = request.now
        return [
            Column(request.text("Asked", "요청")) { "\(TimeText.html($0.life.requestedAt)) · \(Said(request).who($0.requestedBy))" },
            Column(request.text("State", "상태")) { update in
                let state = update.life.effectiveState(at: now)
                let why: HTML = update.life.explanation.map { "<br><span class=\"detail\">\(Said(request).html($0))</span>" } ?? ""
                return "\(StatusBadge.html(Self.word(state, request.language), Self.tone(state)))\(Self.progress(update, request))\(why)"
            },
            Column(request.text("Firmware", "펌웨어")) { update in
                let version = update.life.expectedVersion.map { " (\($0))" } ?? ""
                return "<span class=\"wraps\">\(update.download?.fileName ?? update.location)\(version)</span>"
            },
            Column(request.text("Reported version", "보고된 버전"), isSecondary: true) { update in
                switch update.life.versionConfirmed {
                case true?: StatusBadge.html(update.life.reportedVersion ?? "", .good)
                case false?: StatusBadge.html(update.life.reportedVersion ?? "", .bad)
                case nil: "\(update.life.reportedVersion ?? "–")"
                }
            },
            Column(request.text("Signed", "서명"), isSecondary: true) { "\($0.signed == nil ? request.text("no", "아니요") : request.text("yes", "예"))" },
        ]
    }

    /// How much of the image went out.
    private static func progress(_ update: FirmwareUpdate, _ request: ConsoleRequest) -> HTML {
        guard let download = update.download, download.sizeBytes > 0, download.completedAt == nil, update.life.state == .downloading else { return "" }
        let sent = min(download.delivered.count, download.sizeBytes)
        return """
            <br><progress max="\(download.sizeBytes)" value="\(sent)" aria-label="\(request.text("Downloaded", "다운로드"))"></progress> \
            <span class="detail">\(sent * 100 / download.sizeBytes) %</span>
            """
    }

    static func word(_ state: FirmwareUpdateState, _ language: Language) -> String {
        switch state {
        case .requested: language("Being asked", "요청 중")
        case .accepted: language("Taken", "수락됨")
        case .rejected: language("Rejected", "거부됨")
        case .invalidCertificate: language("It does not trust the certificate", "인증서를 신뢰하지 않음")
        case .revokedCertificate: language("The certificate is revoked", "폐기된 인증서")
        case .downloadScheduled: language("Waits to download", "다운로드 대기")
        case .downloading: language("Downloading", "다운로드 중")
        case .downloadPaused: language("Download paused", "다운로드 일시 중지")
        case .downloaded: language("Downloaded", "다운로드 완료")
        case .downloadFailed: language("Download failed", "다운로드 실패")
        case .signatureVerified: language("Signature verified", "서명 확인됨")
        case .invalidSignature: language("Signature is not valid", "서명이 유효하지 않음")
        case .installScheduled: language("Waits to install", "설치 대기")
        case .installing: language("Installing", "설치 중")
        case .installRebooting: language("Restarting", "재시작 중")
        case .installed: language("Installed", "설치 완료")
        case .installVerificationFailed: language("Did not pass its verification", "검증 실패")
        case .installationFailed: language("Installation failed", "설치 실패")
        case .unanswered: language("No answer", "응답 없음")
        case .superseded: language("Another took its place", "다른 요청으로 대체")
        case .cancelled: language("Cancelled", "취소됨")
        case .stalled: language("Silent for long", "오랫동안 응답 없음")
        }
    }

    static func tone(_ state: FirmwareUpdateState) -> StatusBadge.Tone {
        switch state {
        case .installed: .good
        case .rejected, .invalidCertificate, .revokedCertificate, .downloadFailed, .invalidSignature, .installVerificationFailed, .installationFailed: .bad
        case .unanswered, .stalled, .downloadPaused: .warning
        default: .neutral
        }
    }
}
