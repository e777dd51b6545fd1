import CentralSystem

extension Role {
    /// What it is called.
    func word(_ request: ConsoleRequest) -> String {
        switch self {
        case .viewer: request.text("viewer", "열람자 (viewer)")
        case .operator: request.text("operator", "운영자 (operator)")
        case .administrator: request.text("administrator", "관리자 (administrator)")
        }
    }

    /// What one may do with it.
    func explanation(_ request: ConsoleRequest) -> String {
        switch self {
        case .viewer: request.text("sees everything but secrets, changes nothing", "비밀 값을 제외한 모든 것을 보기만 함")
        case .operator: request.text("runs the network: charge points, drivers, commands", "충전기, 사용자 카드, 명령 등 운영 전반")
        case .administrator: request.text("also decides about users, tokens, keys and certificates", "사용자, 토큰, 키, 인증서까지 관리")
        }
    }

    /// All of them, to choose from.
    static func options(_ request: ConsoleRequest) -> [FormField.Option] {
        allCases.map { .init($0.rawValue, "\($0.word(request)): \($0.explanation(request))") }
    }
}
