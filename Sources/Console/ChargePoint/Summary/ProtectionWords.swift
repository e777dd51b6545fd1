import CentralSystem

/// The security profiles in plain words.
enum ProtectionWords {
    /// `2 · TLS and password`
    static func short(_ profile: SecurityProfile, _ language: Language) -> String {
        let words =
            switch profile {
            case .none: language("no protection", "보호 없음")
            case .basic: language("password", "비밀번호")
            case .tlsWithBasic: language("TLS and password", "TLS와 비밀번호")
            case .tlsWithClientCertificate: language("TLS with its certificate", "TLS와 충전기 인증서")
            }
        return "\(profile.rawValue) · \(words)"
    }

    /// The choice of a form: what follows from the password first.
    static func options(_ language: Language) -> [FormField.Option] {
        [FormField.Option("", language("As follows from the password (0 or 1)", "비밀번호 유무에 따름 (0 또는 1)"))]
            + SecurityProfile.allCases.map { FormField.Option(String($0.rawValue), short($0, language)) }
    }
}
