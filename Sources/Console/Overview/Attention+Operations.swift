import CentralSystem
import OCPPJ

extension Attention {
    func securityEvents() async throws -> AttentionGroup {
        let page = try await centralSystem.securityEvents.list(
            .init(isAlarming: true, from: request.now.advanced(bySeconds: -7 * Self.recentSeconds)), few)
        return group(page, all: "/security/events?isAlarming=true") { found in
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
        let found = try await centralSystem.firmwareUpdates.failed(since: since, limit: Self.shown)
        return AttentionGroup(
            items: found.map { found in
                AttentionItem(
                    tone: .bad, kind: request.text("Firmware update failed", "펌웨어 업데이트 실패"),
                    subject: chargePoint(found.chargePoint.identity), detail: found.life.explanation.map { Said(request).text($0) } ?? "\(found.life.state)",
                    since: found.life.failedAt,
                    step: Link(request.text("See why", "원인 보기"), "\(LocalPath.chargePoint(found.chargePoint.identity))/firmware"))
            }, more: nil)
    }

    func diagnostics() async throws -> AttentionGroup {
        let since = request.now.advanced(bySeconds: -Self.recentSeconds)
        let found = try await centralSystem.diagnostics.failed(since: since, limit: Self.shown)
        return AttentionGroup(
            items: found.map { found in
                AttentionItem(
                    tone: .warning, kind: request.text("Upload of diagnostics failed", "진단 자료 업로드 실패"),
                    subject: chargePoint(found.chargePoint.identity), detail: found.life.explanation.map { Said(request).text($0) } ?? "", since: found.life.finishedAt,
                    step: Link(request.text("See why", "원인 보기"), "\(LocalPath.chargePoint(found.chargePoint.identity))/diagnostics"))
            }, more: nil)
    }

    func bulkOperations() async throws -> AttentionGroup {
        let since = request.now.advanced(bySeconds: -Self.recentSeconds)
        let failed = try await centralSystem.bulkOperations.failed(since: since, limit: Self.shown)
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
