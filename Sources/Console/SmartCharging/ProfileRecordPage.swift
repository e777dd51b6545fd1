import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// One charging profile that was sent to a charge point, and what became of it.
struct ProfileRecordPage: ConsolePage {
    static let path = "/charge-points/{id}/charging-profiles/{record}"

    let profiles: ChargingProfileService

    static func of(_ record: ChargingProfileRecord) -> String {
        LocalPath.of(path, ["id": record.chargePointId, "record": String(record.id)])
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let record = try await profiles.get(request.parameters["record"].flatMap { Int64($0) } ?? 0, chargePoint: id)
        let profile = record.profile
        let words = ScheduleWords(request)
        let state = words.state(record.state)
        let facts = Facts.html([
            (request.text("State", "상태"), StatusBadge.html(state.word, state.tone)),
            (request.text("Where", "위치"), "\(words.connector(record.connectorId))"),
            (request.text("Purpose", "용도"), "\(profile.chargingProfilePurpose.rawValue): \(words.purpose(profile.chargingProfilePurpose))"),
            ("stackLevel", "\(profile.stackLevel)"), ("chargingProfileId", "\(profile.chargingProfileId)"),
            (request.text("When it holds", "적용 시점"), "\([profile.chargingProfileKind.rawValue, profile.recurrencyKind?.rawValue].compactMap { $0 }.joined(separator: ", "))"),
            (request.text("Transaction", "트랜잭션"), record.transactionId.map { "<a href=\"/sessions/\($0)\">\($0)</a>" } ?? "–"),
            (request.text("Schedule starts", "스케줄 시작"), TimeText.html(profile.chargingSchedule.startSchedule?.timestamp)),
            (request.text("Valid", "유효 기간"), validity(profile, request)),
            (request.text("Template", "템플릿"), record.templateName.map { "<a href=\"\(TemplatePage.of($0))\">\($0)</a>" } ?? "–"),
            (request.text("Asked for", "요청"), "\(TimeText.html(record.requestedAt)) · \(Said(request).who(record.requestedBy)) · \(record.source.rawValue)"),
            (request.text("Installed", "설치"), TimeText.html(record.installedAt)),
        ] + (record.endedAt.map { [(request.text("Ended", "종료"), TimeText.html($0))] } ?? []))
        let reason: HTML = record.reason.map { "<p class=\"lead\">\(Said(request).html($0))</p>" } ?? ""
        let chart = ScheduleChart(request: request).own(
            profile.chargingSchedule, kind: profile.chargingProfileKind, recurrency: profile.recurrencyKind)
        return .content(PageContent(
            "\(profile.chargingProfilePurpose.rawValue) \(profile.chargingProfileId)", trail: NewProfilePage.trail(id, request),
            actions: actions(record, request), hasCharts: true,
            main: """
                \(reason)\(Panel.html(request.text("Schedule", "스케줄"), "\(chart)\(ScheduleTables.own(profile.chargingSchedule, request))"))
                \(Panel.html(request.text("What it is", "설명"), facts))
                \(Panel.html(request.text("Checks when it was sent", "보낼 때의 점검"), WarningWords.html(record.warnings, request)))
                """))
    }

    private func validity(_ profile: ChargingProfile, _ request: ConsoleRequest) -> HTML {
        guard profile.validFrom != nil || profile.validTo != nil else { return "\(request.text("always", "항상"))" }
        return "\(TimeText.html(profile.validFrom?.timestamp, otherwise: "…")) – \(TimeText.html(profile.validTo?.timestamp, otherwise: "…"))"
    }

    private func actions(_ record: ChargingProfileRecord, _ request: ConsoleRequest) -> HTML {
        let composite: HTML =
            "<a class=\"btn btn-secondary\" href=\"\(CompositeSchedulePage.of(record.chargePointId, connector: record.connectorId ?? 0))\">\(request.text("Composite schedule", "합성 스케줄"))</a>"
        guard record.state == .installed, request.may("clearChargingProfiles") else { return composite }
        return "\(composite)<a class=\"btn btn-secondary\" href=\"\(Self.of(record))/clear\">\(request.text("Clear it", "삭제"))</a>"
    }
}

/// Has a charge point remove a profile.
struct ClearProfilePage: ConsolePage {
    static let path = "/charge-points/{id}/charging-profiles/{record}/clear"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["clearChargingProfiles"]

    let profiles: ChargingProfileService

    private func record(_ request: ConsoleRequest) async throws -> ChargingProfileRecord {
        try await profiles.get(request.parameters["record"].flatMap { Int64($0) } ?? 0, chargePoint: request.parameters["id"] ?? "")
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let record = try await record(request)
        let name = "\(record.profile.chargingProfilePurpose.rawValue) \(record.profile.chargingProfileId)"
        return .content(Confirmation.content(
            request, title: request.text("Clear \(name)?", "\(name) 프로파일을 삭제할까요?"),
            consequence: request.text(
                "The charge point \(record.chargePointId) gets ClearChargingProfile. From then on the limits of its other profiles hold, or none: a vehicle that is charging may draw more at once.",
                "충전기 \(record.chargePointId)에 ClearChargingProfile을 보냅니다. 이후에는 다른 프로파일의 제한이 적용되거나 제한이 없어지므로, 충전 중인 차량이 즉시 더 많은 전력을 쓸 수 있습니다."),
            submit: request.text("Clear it", "삭제"), back: ProfileRecordPage.of(record),
            trail: NewProfilePage.trail(record.chargePointId, request)))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let record = try await record(request)
        let result = try await request.call("clearChargingProfiles", .init(
            path: ["id": record.chargePointId], body: .object(["id": .integer(record.profile.chargingProfileId)])))
        let isCleared = result.body["status"]?.string == ClearChargingProfileStatus.accepted.rawValue
        return .redirect(ProfileRecordPage.of(record), isCleared
            ? .success(request.text("The charge point removed it.", "충전기가 프로파일을 삭제했습니다."))
            : .warning(request.text("The charge point does not know such a profile.", "충전기에 그런 프로파일이 없습니다.")))
    }
}
