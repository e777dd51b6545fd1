import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The charging profiles of a charge point, as far as is known: those that it has, and those that it had.
struct ChargePointProfilesPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/charging-profiles"
    static let operations: [OperationName] = ["installChargingProfile", "clearChargingProfiles"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let showsAll = request.query["states"] == "all"
        let page = try await centralSystem.chargingProfiles.list(
            chargePoint: frame.id, .init(states: showsAll ? nil : ChargingProfileState.current), request.page())
        let list: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("It has no charging profile from here", "여기에서 설치한 충전 프로파일이 없습니다"),
                request.text(
                    "A charging profile limits the power over time: of the charge point, of a connector, or of one session.",
                    "충전 프로파일은 충전기, 커넥터 또는 한 세션의 출력을 시간대별로 제한합니다."),
                actions: request.may("installChargingProfile") ? [Link(request.text("New profile", "새 프로파일"), frame.path("charging-profiles/new"))] : [])
            : DataTable(
                request: request, caption: request.text("Charging profiles", "충전 프로파일"), columns: columns(frame), rows: page.items,
                next: page.nextCursor
            ).html
        let live = LiveFragment("list", [.operations, .transactions], of: frame.id, content: "\(frame.offlineNotice)\(list)")
        let filter = FilterForm(
            request: request,
            fields: [
                """
                <div class="filter-field"><label for="filter-states">\(request.text("Which", "범위"))</label>\
                <select class="form-select" id="filter-states" name="states"><option value="">\(request.text("In force or on the way", "적용 중이거나 진행 중"))</option>\
                <option value="all"\(showsAll ? " selected" as HTML : "")>\(request.text("All, also former ones", "이전 것까지 모두"))</option></select></div>
                """
            ], names: ["states"])
        return .content(frame.content(.profiles, actions: actions(frame), fragments: [live], main: "\(filter.html)\(live.html)"))
    }

    private func actions(_ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        var html: HTML = ChargePointFrame.button(request.text("What holds when", "합성 스케줄 보기"), frame.path("composite-schedule"))
        if request.may("clearChargingProfiles") { html += ChargePointFrame.button(request.text("Remove profiles", "프로파일 제거"), frame.path("charging-profiles/clear")) }
        if request.may("installChargingProfile") {
            html += ChargePointFrame.button(request.text("New profile", "새 프로파일"), frame.path("charging-profiles/new"), style: "btn-primary")
        }
        return html
    }

    private func columns(_ frame: ChargePointFrame) -> [Column<ChargingProfileRecord>] {
        let request = frame.request
        return [
            Column("chargingProfileId") { "<a href=\"\(frame.path("charging-profiles/\($0.id)"))\">\($0.profile.chargingProfileId)</a>" },
            Column(request.text("State", "상태")) { record in
                let why: HTML = record.reason.map { "<br><span class=\"detail\">\(Said(request).html($0))</span>" } ?? ""
                return "\(StatusBadge.html(Self.word(record.state, request.language), Self.tone(record.state)))\(why)"
            },
            Column(request.text("Purpose", "용도")) { "\($0.profile.chargingProfilePurpose.rawValue)" },
            Column(request.text("Connector", "커넥터")) { "\($0.connectorId.map { $0 == 0 ? request.text("whole", "전체") : String($0) } ?? "–")" },
            Column(request.text("Stack level", "stackLevel"), isNumber: true) { "\($0.profile.stackLevel)" },
            Column(request.text("Limits", "제한")) { Self.limits($0.profile.chargingSchedule, request.language) },
            Column(request.text("Session", "세션"), isSecondary: true) { record in
                record.transactionId.map { "<a href=\"/sessions/\($0)\">\($0)</a>" } ?? ""
            },
            Column(request.text("Sent", "전송"), isSecondary: true) { "\(TimeText.html($0.requestedAt)) · \(Said(request).who($0.requestedBy))" },
        ]
    }

    /// `16 A`, or `6 A … 32 A in 4 periods`
    private static func limits(_ schedule: ChargingSchedule, _ language: Language) -> HTML {
        let values = schedule.chargingSchedulePeriod.map(\.limit.value)
        guard let least = values.min(), let most = values.max() else { return "–" }
        let unit = schedule.chargingRateUnit.rawValue
        func text(_ value: Double) -> String { "\(Quantity.decimal(value, places: value == value.rounded() ? 0 : 1)) \(unit)" }
        return least == most ? "\(text(most))" : "\(text(least)) … \(text(most)) · \(language("\(values.count) periods", "구간 \(values.count)개"))"
    }

    static func word(_ state: ChargingProfileState, _ language: Language) -> String {
        switch state {
        case .requested: language("On the way", "전송 중")
        case .awaitingTransaction: language("Waits for its session", "세션 대기")
        case .installed: language("Installed", "설치됨")
        case .replaced: language("Replaced", "대체됨")
        case .cleared: language("Removed", "제거됨")
        case .ended: language("Over with its session", "세션과 함께 종료")
        case .refused: language("Refused", "거절됨")
        case .unanswered: language("No answer", "응답 없음")
        }
    }

    private static func tone(_ state: ChargingProfileState) -> StatusBadge.Tone {
        switch state {
        case .installed: .good
        case .refused: .bad
        case .unanswered: .warning
        default: .neutral
        }
    }
}

/// Asks before charging profiles are removed.
struct ClearProfilesPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/charging-profiles/clear"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["clearChargingProfiles"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let fields: HTML = """
            \(FormField(
                request: request, name: "chargingProfilePurpose", label: request.text("Purpose", "용도"))
                .choice([.init("", request.text("Any", "전체"))] + ChargingProfilePurposeType.allCases.map { .init($0.rawValue) }))\
            \(FormField(
                request: request, name: "connectorId", label: request.text("Connector", "커넥터"),
                help: request.text("0 is the charge point as a whole; empty: all.", "0은 충전기 전체, 비우면 모두"), value: request.query["connectorId"]).number(0...1000))\
            \(FormField(
                request: request, name: "stackLevel", label: request.text("Stack level", "stackLevel"), help: request.text("Empty: all.", "비우면 모두")).number(0...1000))\
            \(FormField(
                request: request, name: "id", label: "chargingProfileId", help: request.text("Only this one.", "이 프로파일만"), value: request.query["chargingProfileId"])
                .number(0...Int(Int32.max)))
            """
        return .content(Confirmation.content(
            request, title: request.text("Remove charging profiles from \(frame.id)?", "\(frame.id)의 충전 프로파일을 제거할까요?"),
            consequence: request.text(
                "The charge point removes every profile that matches all that is given below; with nothing given, all of them. Cars that charge now may take more power at once.",
                "아래 조건을 모두 만족하는 프로파일을 제거합니다. 조건이 없으면 모두 제거합니다. 충전 중인 차량의 출력이 즉시 높아질 수 있습니다."),
            submit: request.text("Remove them", "제거"), back: frame.path(.profiles), trail: frame.trail(.profiles), fields: fields))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let result = try await request.submit("clearChargingProfiles", path: ["id": id])
        let here = LocalPath.of(ChargePointProfilesPage.path, ["id": id])
        return result.body["status"]?.string == "Accepted"
            ? .redirect(here, .success(request.text("The profiles are removed.", "프로파일을 제거했습니다.")))
            : .redirect(here, .warning(request.text("The charge point has no profile that matches.", "조건에 맞는 프로파일이 충전기에 없습니다.")))
    }
}
