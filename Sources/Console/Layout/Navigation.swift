import CentralSystem

/// The ways from every page to every part of the console. Those whose page does not exist, or is not for the viewer, are left out.
struct NavigationItem: Sendable {
    let path: String
    let icon: Icon
    let english: String
    let korean: String
    /// Who sees it, at least.
    var role = Role.viewer

    static let all: [NavigationItem] = [
        .init(path: "/", icon: .overview, english: "Overview", korean: "개요"),
        .init(path: "/charge-points", icon: .chargePoint, english: "Charge points", korean: "충전기"),
        .init(path: "/sessions", icon: .session, english: "Sessions", korean: "충전 세션"),
        .init(path: "/id-tags", icon: .idTag, english: "idTags", korean: "idTag"),
        .init(path: "/local-lists", icon: .list, english: "Local lists", korean: "로컬 목록"),
        .init(path: "/reservations", icon: .calendar, english: "Reservations", korean: "예약"),
        .init(path: "/smart-charging", icon: .profile, english: "Smart charging", korean: "스마트 충전"),
        .init(path: "/firmware", icon: .firmware, english: "Firmware", korean: "펌웨어"),
        .init(path: "/configuration", icon: .settings, english: "Configuration", korean: "설정 템플릿"),
        .init(path: "/bulk-operations", icon: .list, english: "Bulk operations", korean: "일괄 작업"),
        .init(path: "/messages", icon: .message, english: "Messages", korean: "메시지"),
        .init(path: "/data-transfer", icon: .message, english: "Vendor messages", korean: "제조사 메시지"),
        .init(path: "/security", icon: .security, english: "Security", korean: "보안"),
        .init(path: "/users", icon: .user, english: "Users and tokens", korean: "사용자와 토큰", role: .administrator),
        .init(path: "/audit", icon: .list, english: "Audit", korean: "감사 기록", role: .administrator),
        .init(path: "/certification", icon: .check, english: "Certification", korean: "인증 시험"),
        .init(path: "/settings", icon: .settings, english: "Settings", korean: "서버 설정", role: .administrator),
        .init(path: "/about", icon: .information, english: "This server", korean: "서버 정보"),
    ]

    /// What belongs together stands together: looking after the network, changing it, looking into it, looking after the server.
    /// What is not named is at the end.
    private static let groups: [[String]] = [
        ["/", "/charge-points", "/sessions", "/id-tags", "/reservations"],
        ["/smart-charging", "/firmware", "/configuration", "/local-lists", "/bulk-operations"],
        ["/messages", "/data-transfer", "/security"],
    ]

    /// Those that a viewer sees, group by group.
    static func grouped(_ isShown: (NavigationItem) -> Bool) -> [[NavigationItem]] {
        let shown = all.filter(isShown)
        let named = groups.map { group in shown.filter { group.contains($0.path) } }
        let others = shown.filter { item in !groups.contains { $0.contains(item.path) } }
        return (named + [others]).filter { !$0.isEmpty }
    }

    /// Whether a page at `path` belongs to this part.
    func holds(_ path: String) -> Bool {
        guard self.path != "/" else { return path == "/" }
        let places = [self.path] + (Self.elsewhere[self.path] ?? [])
        return places.contains { path == $0 || path.hasPrefix("\($0)/") }
    }

    /// Pages that belong to a part, though their addresses do not begin like its own.
    private static let elsewhere = [
        "/charge-points": ["/commands", "/remote-starts", "/remote-stops"], "/sessions": ["/orphaned-stops"],
        "/security": ["/pending"], "/users": ["/tokens"],
    ]
}
