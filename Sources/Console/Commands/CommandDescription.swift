import CentralSystem
import OCPPJ

/// A request that the Central System may send, as operators see it.
struct CommandDescription: Sendable {
    /// What a status in the answer means.
    struct Status: Sendable {
        enum Tone: Sendable {
            case good, warning, bad
        }

        let value: String
        let tone: Tone
        let meaning: Words
    }

    let action: String
    let profile: FeatureProfile
    /// Where it is described: the section of OCPP 1.6, or of the security whitepaper.
    let section: String
    /// What it is for.
    let purpose: Words
    /// What one will notice at the charge point.
    let effect: Words
    let members: [CommandMember]
    /// The statuses of its answer; empty where the answer has none.
    let statuses: [Status]
    /// Who may send it, at least.
    var role = Role.operator

    func status(_ value: String) -> Status? {
        statuses.first { $0.value.lowercased() == value.lowercased() }
    }

    /// Every request that the Central System may send, by profile.
    static let all = core + firmwareManagement + localAuthListManagement + reservation + smartCharging + remoteTrigger + security

    private static let byAction = Dictionary(uniqueKeysWithValues: all.map { ($0.action, $0) })

    /// Nil for what is no action of ours.
    static func of(_ action: String) -> CommandDescription? { byAction[action] }
}

extension CommandDescription.Status {
    static func good(_ value: String, _ english: String, _ korean: String) -> Self {
        Self(value: value, tone: .good, meaning: Words(english, korean))
    }

    static func warning(_ value: String, _ english: String, _ korean: String) -> Self {
        Self(value: value, tone: .warning, meaning: Words(english, korean))
    }

    static func bad(_ value: String, _ english: String, _ korean: String) -> Self {
        Self(value: value, tone: .bad, meaning: Words(english, korean))
    }
}
