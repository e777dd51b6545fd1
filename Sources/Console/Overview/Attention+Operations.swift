import CentralSystem
import OCPPJ

extension Attention {
    /// Critical by the whitepaper, because charge points must report them; and yet what happens on any day.
    static let everyday: Set<SecurityEventType> = Set(
        ["StartupOfTheDevice", "ResetOrReboot", "SettingSystemTime", "FirmwareUpdated"].map { SecurityEventType($0) })

    func securityEvents() async throws -> AttentionGroup {
        var page = try await centralSystem.securityEvents.list(
            .init(isCritical: true, isAcknowledged: false, from: request.now.advanced(bySeconds: -7 * Self.recentSeconds)),
            .init(limit: 100))
        page.items = Array(page.items.filter { !Self.everyday.contains(SecurityEventType($0.type)) }.prefix(Self.shown))
        return group(page, all: "/security/events?isCritical=true&isAcknowledged=false") { found in
            AttentionItem(
                tone: .bad, kind: request.text("Critical security event", "심각한 보안 이벤트"), subject: chargePoint(found.chargePointId),
                detail: [found.type, found.techInfo].compactMap { $0 }.joined(separator: ": "), since: found.receivedAt,
                step: Link(request.text("Look and acknowledge", "확인 처리"), "/security/events/\(found.id)"))
        }
    }

    func certificates() async throws -> AttentionGroup {
        let service = centralSystem.certificates.chargePointCertificates
        let page = try await service.list(
            CertificateFilter(chargePoint: nil, state: .active, expiresBefore: request.now.advanced(bySeconds: Self.expirySeconds)), few)
        return group(page, all: "/security/certificates?state=active") { found in
            AttentionItem(
                tone: .warning, kind: request.text("Certificate expires", "인증서 만료 예정"), subject: chargePoint(found.chargePoint.identity),
                detail: found.subject ?? "", since: found.notAfter,
                step: Link(request.text("Renew it", "갱신"), "\(LocalPath.chargePoint(found.chargePoint.identity))/certificates"))
        }
    }

    func firmware() async throws -> AttentionGroup {
        let since = request.now.advanced(bySeconds: -Self.recentSeconds)
        var items: [AttentionItem] = []
        for state in [FirmwareUpdateState.downloadFailed, .installationFailed, .invalidSignature] {
            let page = try await centralSystem.firmwareUpdates.list(.init(state: state), few)
            items += page.items.filter { $0.life.failedAt ?? $0.life.requestedAt > since }.map { found in
                AttentionItem(
                    tone: .bad, kind: request.text("Firmware update failed", "펌웨어 업데이트 실패"),
                    subject: chargePoint(found.chargePoint.identity), detail: found.life.explanation.map { Said(request).text($0) } ?? "\(state)",
                    since: found.life.failedAt,
                    step: Link(request.text("See why", "원인 보기"), "\(LocalPath.chargePoint(found.chargePoint.identity))/firmware"))
            }
        }
        return AttentionGroup(items: Array(items.prefix(Self.shown)), more: nil)
    }

    func bulkOperations() async throws -> AttentionGroup {
        let since = request.now.advanced(bySeconds: -Self.recentSeconds)
        let page = try await centralSystem.bulkOperations.list(state: .completed, few)
        let failed = page.items.filter { ($0.finishedAt ?? $0.createdAt) > since && $0.progress.succeeded < $0.progress.total }
        return AttentionGroup(
            items: failed.map { found in
                let missing = found.progress.total - found.progress.succeeded
                return AttentionItem(
                    tone: .warning, kind: request.text("Bulk operation with failures", "일부 실패한 일괄 작업"),
                    subject: Link("#\(found.id) · \(found.kind)", "/bulk-operations/\(found.id)"),
                    detail: request.text("\(missing) of \(found.progress.total) charge points", "충전기 \(found.progress.total)대 중 \(missing)대"),
                    since: found.finishedAt, step: Link(request.text("See which", "목록 보기"), "/bulk-operations/\(found.id)"))
            }, more: nil)
    }
}
