import CentralSystem
import Markup
import OCPP16

/// A status as picture, word and colour; the colour alone never says it.
enum StatusBadge {
    /// How a status looks.
    enum Tone: String, Sendable {
        case faulted, charging, occupied, available, unavailable, offline
        case good, bad, warning, neutral

        var icon: Icon {
            switch self {
            case .faulted, .bad, .warning: .faulted
            case .charging: .charging
            case .occupied: .occupied
            case .available, .good: .available
            case .unavailable: .unavailable
            case .offline: .offline
            case .neutral: .information
            }
        }
    }

    static func html(_ word: String, _ tone: Tone) -> HTML {
        "<span class=\"status status-\(tone.rawValue)\">\(tone.icon.html)\(word)</span>"
    }

    /// A connector's status in the specification's own words.
    ///
    /// - Parameter isPast: whether it is only what was said last by a charge point that is gone.
    static func html(_ status: ChargePointStatus, isPast: Bool = false) -> HTML {
        let tone = tone(of: status)
        guard isPast else { return html(status.rawValue, tone) }
        return "<span class=\"status status-past\">\(tone.icon.html)\(status.rawValue)</span>"
    }

    static func html(_ state: ChargePointState, _ language: Language) -> HTML {
        html(state.word(language), tone(of: state))
    }

    static func tone(of status: ChargePointStatus) -> Tone {
        switch status {
        case .available: .available
        case .charging: .charging
        case .preparing, .suspendedEV, .suspendedEVSE, .finishing, .reserved: .occupied
        case .unavailable: .unavailable
        case .faulted: .faulted
        }
    }

    static func tone(of state: ChargePointState) -> Tone {
        switch state {
        case .faulted: .faulted
        case .charging: .charging
        case .occupied: .occupied
        case .available: .available
        case .unavailable: .unavailable
        case .offline: .offline
        }
    }
}

extension ChargePointState {
    /// What operators call it.
    func word(_ language: Language) -> String {
        switch self {
        case .faulted: language("Faulted", "고장")
        case .charging: language("Charging", "충전 중")
        case .occupied: language("Occupied", "사용 중")
        case .available: language("Available", "사용 가능")
        case .unavailable: language("Unavailable", "사용 불가")
        case .offline: language("Offline", "오프라인")
        }
    }
}
