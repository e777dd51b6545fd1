import OCPPJ

/// Whether a charge point took a new value of a configuration key.
enum ConfigurationTaking: Hashable, Sendable {
    /// It has it from now on.
    case taken(at: Timestamp)
    /// It keeps the value it had.
    case refused
    /// It may have either: no answer, one that cannot be understood, or one that puts it off until a reboot.
    case unknown

    init(_ conclusion: CommandConclusion<ReportedChange>) {
        switch conclusion {
        case .answered(let answer, let moment):
            switch answer.status?.text.map({ ConfirmationStatus.corrected($0) }) {
            case "Accepted": self = .taken(at: moment)
            case "Rejected", "NotSupported": self = .refused
            default: self = .unknown
            }
        case .unanswered(.callError, _, _), .unanswered(.notConnected, _, _), .unanswered(.queueFull, _, _): self = .refused
        case .unanswered: self = .unknown
        }
    }
}
