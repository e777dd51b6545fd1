import CentralSystem
import OCPP16
import OCPPJ

/// Gathers what needs an operator's attention, the most urgent first. Of each kind a few are shown, read from indexes.
struct Attention: Sendable {
    let centralSystem: CentralSystem
    let request: ConsoleRequest

    /// How many of each kind are shown.
    static let shown = 5
    /// A charge point that is offline for longer than this is missed: it has come back by itself after most losses by then.
    static let offlineSeconds = 900
    /// Failures of jobs are shown for a day.
    static let recentSeconds = 86_400
    /// Certificates that expire sooner than this.
    static let expirySeconds = 30 * 86_400

    func groups() async throws -> [AttentionGroup] {
        async let faulted = faulted()
        async let events = securityEvents()
        async let quarantined = quarantined()
        async let orphans = orphanedStops()
        async let stale = stale()
        async let offline = offline()
        async let pending = pending()
        async let certificates = certificates()
        async let firmware = firmware()
        async let diagnostics = diagnostics()
        async let bulk = bulkOperations()
        return try await [faulted, events, quarantined, orphans, stale, offline, pending, certificates, firmware, diagnostics, bulk]
            .filter { !$0.items.isEmpty }
    }

    func group<Element: Sendable>(
        _ page: Page<Element>, all path: String, _ item: (Element) -> AttentionItem
    ) -> AttentionGroup {
        AttentionGroup(
            items: page.items.map(item), more: page.nextCursor.map { _ in Link(request.text("Show all", "모두 보기"), path) })
    }

    var few: PageRequest { .init(limit: Self.shown) }

    func chargePoint(_ id: String) -> Link { Link(id, LocalPath.chargePoint(id)) }

    private func faulted() async throws -> AttentionGroup {
        let page = try await centralSystem.chargePoints.browse(.init(state: .faulted), few)
        let connectors = try await centralSystem.connectors.list(chargePointKeys: page.items.map(\.key))
        return group(page, all: "/charge-points?state=faulted") { found in
            let report = connectors[found.key]?.compactMap(\.report).first { $0.status == .faulted }
            let code = report.flatMap { $0.errorCode == .noError ? nil : $0.errorCode.rawValue }
            let detail = [code, report?.vendorErrorCode, report?.info].compactMap { $0 }.joined(separator: " · ")
            return AttentionItem(
                tone: .faulted, kind: request.text("Faulted", "고장"), subject: chargePoint(found.id),
                detail: detail.isEmpty ? request.text("No error code was given.", "오류 코드가 없습니다.") : detail,
                since: report?.timestamp ?? report?.receivedAt,
                step: Link(request.text("See what happened", "원인 보기"), LocalPath.chargePoint(found.id)))
        }
    }

    private func offline() async throws -> AttentionGroup {
        let since = request.now.advanced(bySeconds: -Self.offlineSeconds)
        let page = try await centralSystem.chargePoints.browse(
            .init(state: .offline, silentSince: since, order: .init(.lastSeen, isDescending: true)), few)
        return group(page, all: "/charge-points?state=offline&sort=-lastSeen") { found in
            AttentionItem(
                tone: .offline, kind: request.text("Offline", "오프라인"), subject: chargePoint(found.id),
                detail: found.connection?.disconnectReason ?? "", since: found.connection?.disconnectedAt ?? found.lastSeenAt,
                step: Link(request.text("Check the connection", "연결 확인"), LocalPath.chargePoint(found.id)))
        }
    }

    private func pending() async throws -> AttentionGroup {
        let page = try await centralSystem.chargePoints.list(.init(registrationStatus: .pending), few)
        return group(page, all: "/pending") { found in
            AttentionItem(
                tone: .warning, kind: request.text("Waits to be accepted", "승인 대기"), subject: chargePoint(found.id),
                detail: [found.bootNotification?.chargePointVendor, found.bootNotification?.chargePointModel].compactMap { $0 }
                    .joined(separator: " "),
                since: found.createdAt, step: Link(request.text("Accept or reject it", "승인 또는 거절"), LocalPath.chargePoint(found.id)))
        }
    }

    private func quarantined() async throws -> AttentionGroup {
        let page = try await centralSystem.transactions.list(.init(quarantined: true), few)
        return group(page, all: "/sessions?quarantined=true") { found in
            AttentionItem(
                tone: .warning, kind: request.text("Energy in doubt", "에너지 확인 필요"),
                subject: Link("\(found.chargePointID) · \(found.id)", "/sessions/\(found.id)"), detail: EnergyDoubt.reason(found, request),
                since: found.quarantine?.since, step: Link(request.text("Decide the energy", "에너지 결정"), "/sessions/\(found.id)"))
        }
    }

    private func stale() async throws -> AttentionGroup {
        let page = try await centralSystem.transactions.list(.init(state: .stale), few)
        return group(page, all: "/sessions?state=Stale") { found in
            AttentionItem(
                tone: .warning, kind: request.text("Session without an end", "종료되지 않은 세션"),
                subject: Link("\(found.chargePointID) · \(found.id)", "/sessions/\(found.id)"), detail: found.stale.map { SessionRepair.reason($0.reason, request.language) } ?? "",
                since: found.stale?.since, step: Link(request.text("Close it", "종료 처리"), "/sessions/\(found.id)"))
        }
    }

    private func orphanedStops() async throws -> AttentionGroup {
        let page = try await centralSystem.transactions.orphanedStops(.init(isResolved: false), few)
        return group(page, all: "/orphaned-stops") { found in
            AttentionItem(
                tone: .warning, kind: request.text("Stop without a session", "세션 없는 StopTransaction"), subject: chargePoint(found.chargePointID),
                detail: Said(request).text(found.cause), since: found.receivedAt,
                step: Link(request.text("Say where it belongs", "세션 지정"), "/orphaned-stops/\(found.id)"))
        }
    }
}
