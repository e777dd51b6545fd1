/// The parts into which OCPP 1.6 divides its messages (section 3.3), and the security extension.
enum FeatureProfile: String, CaseIterable, Sendable {
    case core = "Core"
    case firmwareManagement = "Firmware Management"
    case localAuthListManagement = "Local Auth List Management"
    case reservation = "Reservation"
    case smartCharging = "Smart Charging"
    case remoteTrigger = "Remote Trigger"
    case security = "Security extension"

    /// The specification's own name; the security extension has none.
    func name(_ language: Language) -> String { self == .security ? language(rawValue, "보안 확장") : rawValue }

    /// What it is for.
    var purpose: Words {
        switch self {
        case .core: Words("What every charge point understands.", "모든 충전기가 지원하는 기본 기능입니다.")
        case .firmwareManagement: Words("New firmware and diagnostics.", "펌웨어 업데이트와 진단 파일입니다.")
        case .localAuthListManagement: Words(
            "The list of idTags that a charge point keeps for when it is offline.", "충전기가 오프라인일 때 쓰는 idTag 목록입니다.")
        case .reservation: Words("Keeping a connector for somebody.", "특정 사용자를 위해 커넥터를 예약합니다.")
        case .smartCharging: Words("Limits of power and current.", "전력과 전류의 제한입니다.")
        case .remoteTrigger: Words("Asking a charge point to report now.", "충전기가 지금 보고하도록 요청합니다.")
        case .security: Words(
            "Certificates, signed firmware and logs; newer charge points only.", "인증서, 서명된 펌웨어, 로그입니다. 최신 충전기만 지원합니다.")
        }
    }
}
