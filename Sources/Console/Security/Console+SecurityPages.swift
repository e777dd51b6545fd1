import CentralSystem
import Markup

extension Console {
    /// Who may connect, who tried, and what charge points say about their own safety.
    static func securityPages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        let certificates = centralSystem.certificates
        return [
            SecurityPage(centralSystem: centralSystem),
            SecurityEventListPage(events: centralSystem.securityEvents),
            SecurityEventPage(events: centralSystem.securityEvents),
            RefusedConnectionListPage(refusals: centralSystem.refusedConnections, chargePoints: centralSystem.chargePoints),
            HandshakeFailureListPage(failures: centralSystem.handshakeFailures),
            CertificateListPage(certificates: certificates.chargePointCertificates),
            CertificatePage(certificates: certificates.chargePointCertificates),
            CertificateRevocationPage(certificates: certificates.chargePointCertificates),
            AuthorityPage(authority: certificates.authority, trusted: certificates.trustedAuthorities),
            TrustedAuthorityRemovalPage(trusted: certificates.trustedAuthorities),
            RootInstallationPage(hasAuthority: certificates.authority != nil),
            PendingPage(chargePoints: centralSystem.chargePoints, policy: centralSystem.settings.registration),
        ]
    }
}

/// The ways between the pages about security.
enum SecurityTabs {
    static func html(_ request: ConsoleRequest) -> HTML {
        Tabs.html(
            request, name: request.text("Parts of security", "보안 메뉴"),
            [
                Link(request.text("At a glance", "한눈에 보기"), SecurityPage.path),
                Link(request.text("Events", "보안 이벤트"), SecurityEventListPage.path),
                Link(request.text("Refused connections", "거절된 연결"), RefusedConnectionListPage.path),
                Link(request.text("TLS failures", "TLS 실패"), HandshakeFailureListPage.path),
                Link(request.text("Certificates", "인증서"), CertificateListPage.path),
                Link(request.text("Authorities", "인증 기관"), AuthorityPage.path),
                Link(request.text("Waiting charge points", "승인 대기 충전기"), PendingPage.path),
            ])
    }

    /// Where a page below one of them stands.
    static func trail(_ request: ConsoleRequest, _ further: Link...) -> [Link] {
        [Link(request.text("Security", "보안"), SecurityPage.path)] + further
    }
}
