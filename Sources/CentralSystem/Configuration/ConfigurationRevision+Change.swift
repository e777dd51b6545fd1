import OCPP16
import OCPPJ

extension ConfigurationRevision {
    /// Takes in a ChangeConfiguration that has come to its end.
    ///
    /// - Parameters:
    ///   - name: the key as it was asked for.
    ///   - attempt: what became of it.
    ///   - value: what was asked for.
    ///   - bootedAt: the charge point's last BootNotification, which may be later than the answer.
    mutating func take(
        _ attempt: ConfigurationAttempt, of name: ConfigurationKeyName, value: String, bootedAt: Timestamp?
    ) {
        var entry = entry(name) ?? ConfigurationEntry(name, .unread, updatedAt: attempt.at)
        if (entry.lastChange?.commandId ?? 0) <= attempt.commandId { entry.set(attempt) }
        let isNews = entry.updatedAt <= attempt.at
        switch attempt.status.flatMap(ConfigurationStatus.init(meantBy:)) {
        case .accepted where isNews:
            accept(value, attempt, in: entry)
        case .rebootRequired where isNews:
            let pending = PendingConfiguration(
                value: value, since: attempt.at, commandId: attempt.commandId, requestedBy: attempt.requestedBy)
            if let bootedAt, bootedAt > attempt.at {
                takeInForce(pending, in: entry, at: bootedAt)
            } else {
                entry.set(pending)
                save(entry)
            }
        case .notSupported where entry.standing == .unread && entry.pending == nil:
            entry.standing = .unknown
            save(entry)
        default:
            save(entry)
        }
    }

    private mutating func accept(_ value: String, _ attempt: ConfigurationAttempt, in entry: ConfigurationEntry) {
        var entry = entry
        if entry.name.isSecret || entry.standing != .held || entry.value != value {
            tell(ConfigurationChange(
                .changed, entry.name, from: entry.value, to: value, .changeConfiguration, at: attempt.at,
                commandId: attempt.commandId, requestedBy: attempt.requestedBy))
        }
        entry.standing = .held
        entry.set(value)
        entry.set(nil as PendingConfiguration?)
        entry.isReadonly = entry.isReadonly ?? false
        entry.source = .changeConfiguration
        entry.isAssumed = false
        entry.updatedAt = attempt.at
        save(entry)
    }
}

extension ConfigurationStatus {
    /// The status that a charge point means, without regard to case.
    init?(meantBy text: String) {
        guard let status = Self.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }) else { return nil }
        self = status
    }
}
