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
    static func html(_ status: ChargePointStatus) -> HTML { html(status.rawValue, tone(of: status)) }

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
        case .faulted: language("Faulted", "고장 (Faulted)")
        case .charging: language("Charging", "충전 중 (Charging)")
        case .occupied: language("Occupied", "사용 중")
        case .available: language("Available", "사용 가능 (Available)")
        case .unavailable: language("Unavailable", "사용 불가 (Unavailable)")
        case .offline: language("Offline", "오프라인")
        }
    }
}
