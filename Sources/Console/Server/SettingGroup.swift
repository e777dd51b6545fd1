/// Settings that belong together, by the first part of their keys.
struct SettingGroup: Hashable, Sendable {
    let english: String
    let korean: String
    /// The first parts of their keys.
    let prefixes: [String]

    /// In the order of the page. The last one takes whatever belongs nowhere else.
    static let all: [SettingGroup] = [
        .init(english: "Program and data", korean: "프로그램과 데이터", prefixes: ["data", "log", "threads"]),
        .init(english: "Connections of charge points", korean: "충전기 연결", prefixes: ["ocpp", "websocket", "ping"]),
        .init(english: "Registration", korean: "등록과 승인", prefixes: ["registration", "heartbeat"]),
        .init(
            english: "Commands and drivers", korean: "명령과 운전자",
            prefixes: ["call", "remoteStart", "remoteStop", "bulk", "authorization", "reservation", "localList", "automation"]),
        .init(english: "What is kept", korean: "보관 기간과 한도", prefixes: ["messageLog", "commands", "audit", "securityEvents"]),
        .init(english: "API, console and users", korean: "API, 콘솔, 사용자", prefixes: ["http", "admin", "sessions", "metrics", "webhook"]),
        .init(english: "Security and TLS", korean: "보안과 TLS", prefixes: ["security", "tls"]),
        .init(english: "Certificates", korean: "인증서", prefixes: ["ca", "certificates"]),
        .init(english: "Limits", korean: "연결 제한", prefixes: ["limits"]),
        .init(english: "Files, firmware and diagnostics", korean: "파일, 펌웨어, 진단", prefixes: ["files", "firmware", "diagnostics"]),
        .init(english: "Other settings", korean: "기타 설정", prefixes: []),
    ]

    /// The group of a key.
    static func of(_ key: String) -> SettingGroup? {
        let prefix = String(key.prefix { $0 != "." })
        return all.first { $0.prefixes.contains(prefix) } ?? all.last
    }
}

/// Where something can be changed while the server runs, of which a setting is only the beginning or the rule.
struct SettingPlace: Hashable, Sendable {
    let english: String
    let korean: String
    let path: String

    private static let chargePoint = SettingPlace(
        english: "Each charge point can have its own: charge points", korean: "충전기마다 따로 지정: 충전기", path: "/charge-points")
    private static let bulk = SettingPlace(
        english: "Each bulk operation can have its own: new bulk operation", korean: "작업마다 따로 지정: 새 일괄 작업", path: "/bulk-operations/new")

    private static let all: [String: SettingPlace] = [
        "ping.intervalSeconds": chargePoint, "heartbeat.intervalSeconds": chargePoint, "websocket.acceptMissingSubprotocol": chargePoint,
        "automation.enabled": chargePoint,
        "security.minimumProfile": .init(
            english: "Each charge point can have a higher one: charge points", korean: "충전기마다 더 높게 지정: 충전기", path: "/charge-points"),
        "registration.policy": .init(english: "Who waits now: waiting charge points", korean: "현재 승인 대기 충전기", path: "/pending"),
        "registration.pendingLimit": .init(english: "Who waits now: waiting charge points", korean: "현재 승인 대기 충전기", path: "/pending"),
        "authorization.maximumConcurrentTransactions": .init(
            english: "Each idTag can have its own: idTags", korean: "idTag마다 따로 지정: idTag", path: "/id-tags"),
        "bulk.parallelism": bulk,
        "reservation.expirySeconds": .init(
            english: "Each reservation can have its own: new reservation", korean: "예약마다 따로 지정: 새 예약", path: "/reservations/new"),
        "firmware.stalledAfterSeconds": .init(
            english: "Each update can have its own: new update", korean: "업데이트마다 따로 지정: 새 업데이트", path: "/firmware/updates/new"),
        "admin.token": .init(
            english: "Programs are better given tokens of their own: tokens", korean: "프로그램에는 개별 토큰을 권장: 프로그램 토큰", path: "/tokens"),
        "ca.certificateEC": .init(english: "The authority in use: authorities", korean: "사용 중인 인증 기관", path: "/security/authorities"),
        "ca.certificateRSA": .init(english: "The authority in use: authorities", korean: "사용 중인 인증 기관", path: "/security/authorities"),
        "webhook.allowPrivateAddresses": .init(
            english: "Where webhooks lead: DataTransfer", korean: "웹훅 주소: DataTransfer", path: "/data-transfer"),
        "certificates.renewDays": .init(
            english: "Certificates that end soon: certificates", korean: "곧 만료되는 인증서", path: "/security/certificates?expires=30"),
        "audit.days": .init(english: "What is recorded: audit", korean: "기록 보기: 감사 기록", path: "/audit"),
    ]

    static func of(_ key: String) -> SettingPlace? { all[key] }

    func link(_ request: ConsoleRequest) -> Link { Link(request.text(english, korean), path) }
}
